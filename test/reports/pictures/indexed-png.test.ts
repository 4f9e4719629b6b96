/** Our own PNG, read back by another's reader. */
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexedPng } from '../../../src/reports/pictures/indexed-png.ts';

async function readBack(rgba: Uint8Array, width: number, height: number): Promise<number[]> {
  const png = Buffer.from(await indexedPng({ rgba, width, height })).toString('base64');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="data:image/png;base64,${png}"/></svg>`;
  return [...new Resvg(svg).render().pixels];
}

const opaque = (colours: readonly number[]) =>
  Uint8Array.from(colours.flatMap((one) => [one >> 16, (one >> 8) & 0xff, one & 0xff, 0xff]));

it('has each pixel of a drawing of sixteen colours, whatever its size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 5 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 0xffffff }), { minLength: 1, maxLength: 16 }),
      fc.array(fc.nat(15), { minLength: 45, maxLength: 45 }),
      async (width, height, palette, picked) => {
        const colours = Array.from(
          { length: width * height },
          (_, at) => palette[(picked[at] ?? 0) % palette.length] ?? 0,
        );
        const rgba = opaque(colours);
        expect(await readBack(rgba, width, height)).toEqual([...rgba]);
      },
    ),
  );
});

it('draws a colour too many as the nearest of those that are drawn most', async () => {
  const greys = Array.from({ length: 16 }, (_, index) => index * 0x101010);
  const rgba = opaque([...greys, ...greys, 0x121212]);
  expect((await readBack(rgba, 33, 1)).slice(-4)).toEqual([0x10, 0x10, 0x10, 0xff]);
});
