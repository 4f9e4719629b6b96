/**
 * Cards as the tests saw them, without their words, for `npm run check:schemas`: kept one of each
 * shape, in the folder that `CARD_SHAPES` names, if it does.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AdaptiveCard } from '../../src/platforms/teams/adaptive-card.ts';

const folder = process.env.CARD_SHAPES;
const words = new Set([
  'text',
  'title',
  'label',
  'fallbackText',
  'altText',
  'placeholder',
  'value',
]);
const kept = new Set<string>();

export function keepShape(card: AdaptiveCard): void {
  if (!folder) return;
  const shape = JSON.stringify(card, (name, value: unknown) => {
    if (name === 'data') return {};
    return words.has(name) && typeof value === 'string' ? 'x' : value;
  });
  if (kept.has(shape)) return;
  kept.add(shape);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${shape}\n`);
}
