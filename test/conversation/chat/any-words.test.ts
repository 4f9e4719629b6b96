/** Ten thousand things nobody should type: an answer in French each time, and nothing half done. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderCard } from '../../../src/platforms/slack/render-card.ts';
import { anyWords } from '../../support/any-words.ts';
import { openChat } from '../../support/chat.ts';
import { openWorld } from '../../support/world.ts';

it('answers ten thousand generated inputs, pings nobody and leaves nothing half written', {
  timeout: 120_000,
}, async () => {
  await using world = await openWorld();
  const chat = openChat(world);
  const group = await world.group();
  await world.action(group);
  const people = [
    await world.person({ role: 'pilot', group }),
    await world.person({ role: 'programmeOfficer' }),
    await world.person(),
  ];
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(anyWords, fc.nat(2), async (line, index) => {
      const person = people[index] ?? people[0];
      if (!person) return;
      world.later({ minutes: 3 });
      const before = await count();
      const answer = await chat.say(person, line);
      expect(['card', 'form']).toContain(answer.kind);
      if (answer.kind === 'card') {
        expect(answer.card.summary.trim()).not.toBe('');
        const shown = JSON.stringify(renderCard(answer.card), onlyRead);
        expect(shown).not.toMatch(/<!(?:channel|here|everyone)|<@U123>/);
      }
      const after = await count();
      const entries = after.entries - before.entries;
      expect([0, 1]).toContain(entries);
      // An entry never comes without its row in the journal, nor a text without its entry.
      expect(after.journal - before.journal).toBeGreaterThanOrEqual(entries);
      expect(after.texts - before.texts).toBeLessThanOrEqual(entries);
      saved += entries;
    }),
    { numRuns: 10_000 },
  );
  expect(saved).toBeGreaterThan(0);

  async function count() {
    const rows = async (table: 'actionEntry' | 'journal' | 'freeText') => {
      const { number } = await world.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('number'))
        .executeTakeFirstOrThrow();
      return Number(number);
    };
    return {
      entries: await rows('actionEntry'),
      journal: await rows('journal'),
      texts: await rows('freeText'),
    };
  }
});

/** Slack reads mentions everywhere but in plain text, as labels of buttons are. */
function onlyRead(_key: string, value: unknown): unknown {
  const isPlain =
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'plain_text';
  return isPlain ? undefined : value;
}
