import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { defaultReminders } from '../../src/files/pact-defaults.ts';
import { pactSchema } from '../../src/files/pact-schema.ts';
import * as words from '../../src/files/pact-words.ts';

const page = readFileSync('docs/pacte.md', 'utf8')
  .replaceAll(/[\u00a0\u202f]/g, ' ')
  .replaceAll('’', "'");

/** Every key of every block of the schema, however deep. */
function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
  }
  if (schema instanceof z.ZodArray) return keysOf(schema.element);
  if (schema instanceof z.ZodPipe) return [...keysOf(schema.in), ...keysOf(schema.out)];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return keysOf(schema.unwrap());
  }
  return [];
}

const keys = [...new Set(keysOf(pactSchema))];

it('finds the keys that lie deep', () => {
  for (const key of ['identifiant', 'préfixe', 'quand', 'de', 'copilotes', 'rappels après']) {
    expect(keys).toContain(key);
  }
});

it.each(keys)('docs/pacte.md explains «%s»', (key) => {
  expect(page).toMatch(new RegExp(`\`${key}\`|^ *(- \\{ |)${key}:|, ${key}:`, 'm'));
});

it.each(Object.values(words).flatMap((list) => Object.keys(list)))(
  'docs/pacte.md gives the word «%s»',
  (word) => {
    expect(page).toContain(word);
  },
);

it('gives the stages of the product as they are', () => {
  const said = defaultReminders.localCommittee.undated.map(
    (stage) => `M-${Math.abs(stage.offset)}`,
  );
  expect(page).toContain(said.join(', '));
});
