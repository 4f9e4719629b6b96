/**
 * A ZIP archive, compressed by Node's own zlib. fflate, in JavaScript, took ten times as long to
 * write the workbook of a large pact (docs/architecture.md).
 */
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** Path within the archive, `/` between folders. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

const deflated = 8;
const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
/** 1 January 1980, midnight: the same entries give the same archive. */
const noTime = 0;
const noDay = 0x21;

const deflate = promisify(deflateRaw);

/** Compressed beside the main thread, all entries at once. */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const packedEntries = await Promise.all(
    entries.map(async ({ name, content }) => {
      const bytes = Buffer.from(content as string);
      return { name, bytes, packed: await deflate(bytes, { level: 4 }) };
    }),
  );
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, packed } of packedEntries) {
    const path = Buffer.from(name);
    const facts = Buffer.alloc(26);
    const fields: readonly (readonly [at: number, value: number, size: 2 | 4])[] = [
      ...([
        [0, version, 2],
        [2, flags, 2],
        [4, deflated, 2],
        [6, noTime, 2],
        [8, noDay, 2],
      ] as const),
      ...([
        [10, crc32(bytes), 4],
        [14, packed.length, 4],
        [18, bytes.length, 4],
      ] as const),
      [22, path.length, 2],
    ];
    for (const [at, value, size] of fields) write(facts, at, value, size);
    parts.push(signature(0x04034b50), facts, path, packed);
    directory.push(...directoryEntry(facts, path, offset));
    offset += 30 + path.length + packed.length;
  }
  return Buffer.concat([...parts, ...directory, endOf(entries.length, directory, offset)]);
}

function directoryEntry(facts: Buffer, path: Buffer, offset: number): readonly Buffer[] {
  const made = Buffer.alloc(2);
  write(made, 0, version, 2);
  const rest = Buffer.alloc(14);
  write(rest, 10, offset, 4);
  return [signature(0x02014b50), made, facts, rest, path];
}

function endOf(count: number, directory: readonly Buffer[], offset: number): Buffer {
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  write(end, 0, 0x06054b50, 4);
  write(end, 8, count, 2);
  write(end, 10, count, 2);
  write(end, 12, size, 4);
  write(end, 16, offset, 4);
  return end;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  write(bytes, 0, value, 4);
  return bytes;
}

function write(bytes: Buffer, at: number, value: number, size: 2 | 4): void {
  if (size === 2) bytes.writeUInt16LE(value, at);
  else bytes.writeUInt32LE(value, at);
}
