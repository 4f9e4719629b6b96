/**
 * A PNG of sixteen colours: those of a drawing and of the edges of its letters. A third of what the
 * same drawing takes in full colours, so that it fits in a message.
 */
import { crc32, deflate } from 'node:zlib';

export interface Pixels {
  /** Red, green, blue and alpha of each, row after row; opaque. */
  readonly rgba: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colours = 16;
const bitDepth = 4;
const indexedColour = 3;

export async function indexedPng({
  rgba,
  width,
  height,
}: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const palette = paletteOf(rgba);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, indexedColour], 8);
  const table = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 0xff, one & 0xff]));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', await deflated(rowsOf({ rgba, width, height }, palette))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent ones, as `0xRRGGBB`. */
function paletteOf(rgba: Uint8Array): readonly number[] {
  const counts = new Map<number, number>();
  // Most pixels are those of a run: it is counted at its end.
  let run = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourAt(rgba, at);
    run += 1;
    if (at + 4 < rgba.length && colourAt(rgba, at + 4) === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + run);
    run = 0;
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return byCount.slice(0, colours).map(([colour]) => colour);
}

function colourAt(rgba: Uint8Array, at: number): number {
  return ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0);
}

/** Two pixels a byte, after a byte that says that the row is as it is. */
function rowsOf({ rgba, width, height }: Pixels, palette: readonly number[]): Uint8Array {
  const stride = 1 + Math.ceil(width / 2);
  const rows = new Uint8Array(stride * height);
  const known = new Map<number, number>();
  let last = { colour: Number.NaN, index: 0 };
  const indexOf = (colour: number): number => {
    if (colour === last.colour) return last.index;
    const index = known.get(colour) ?? nearest(palette, colour);
    known.set(colour, index);
    last = { colour, index };
    return index;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const index = indexOf(colourAt(rgba, (y * width + x) * 4));
      const at = y * stride + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? index << 4 : index);
    }
  return rows;
}

function nearest(palette: readonly number[], colour: number): number {
  const distance = (one: number) =>
    [16, 8, 0].reduce((sum, shift) => {
      const apart = ((one >> shift) & 0xff) - ((colour >> shift) & 0xff);
      return sum + apart * apart;
    }, 0);
  let best = 0;
  for (const [index, one] of palette.entries())
    if (distance(one) < distance(palette[best] ?? 0)) best = index;
  return best;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function deflated(data: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflate(data, { level: 9 }, (error, compressed) =>
      error ? reject(error) : resolve(compressed),
    );
  });
}
