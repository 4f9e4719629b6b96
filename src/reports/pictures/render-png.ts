/** SVG to PNG by resvg: no browser, and the same letters on every machine. */
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { indexedPng } from './indexed-png.ts';

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) =>
  resolve(`dejavu-fonts-ttf/ttf/${name}`),
);
/** Twice the drawing: sharp on paper. */
const onPaper = 2;
/** In a message the largest that fits, down to what a phone shows. */
const inMessage = [1.25, 1, 0.8] as const;
/** Bytes that every platform shows within a message: beyond, a picture is a file to be opened. */
export const messageBytes = 33_000;

/** Where a picture is to be seen. */
export type Medium = 'paper' | 'message';

/**
 * Drawn beside the main thread, which goes on with the tables. Its memory grows with the renders:
 * for a process that ends soon after.
 */
export async function renderPng(svg: string, medium: Medium): Promise<Uint8Array> {
  if (medium === 'paper') return (await drawnAt(svg, onPaper)).asPng();
  let png = new Uint8Array();
  for (const zoom of inMessage) {
    const { pixels, width, height } = await drawnAt(svg, zoom);
    png = await indexedPng({ rgba: pixels, width, height });
    if (png.byteLength <= messageBytes) break;
  }
  return png;
}

function drawnAt(svg: string, zoom: number) {
  return renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
}
