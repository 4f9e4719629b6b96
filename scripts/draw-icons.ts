/** Draws the icons of the Teams package from their SVG, in the sizes that Teams asks for. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/support/browser.ts';

const folder = new URL('../manifest/teams/', import.meta.url);
/** Sides in pixels. */
const icons = { color: 192, outline: 32 } as const;

const browser = await launchBrowser();
for (const [name, side] of Object.entries(icons)) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const drawing = readFileSync(new URL(`${name}.svg`, folder), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
  const path = fileURLToPath(new URL(`${name}.png`, folder));
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
