/** Answers with files and long work: what is kept of them, and their French spaces. */
import { expect, test } from 'vitest';
import type { Answer } from '../../src/conversation/exchange.ts';
import { keptAnswer, readKeptAnswer } from '../../src/conversation/kept-answer.ts';
import { typeset } from '../../src/conversation/typeset.ts';
import { wordsOf } from '../support/chat.ts';

const card = { summary: 'Voici.', blocks: [{ kind: 'text' as const, text: ['Voici.'] }] };
const file = {
  name: 'bilan.png',
  title: "L'année : bilan",
  mediaType: 'image/png',
  content: new Uint8Array(1000),
  alt: '12 actions : 4 réalisées',
};

test('a card given again says that what came with it is not', () => {
  for (const answer of [
    { kind: 'card', card, files: [file] },
    { kind: 'card', card, after: async () => ({ kind: 'silence' }) },
  ] satisfies Answer[]) {
    const kept = keptAnswer(answer);
    expect(kept.length).toBeLessThan(500);
    expect(wordsOf(readKeptAnswer(kept))).toContain('n’est pas envoyé deux fois');
  }
});

test('an answer with nothing beside it is kept as it is', () => {
  const answer = { kind: 'card', card, replaces: true } as const;
  expect(readKeptAnswer(keptAnswer(answer))).toEqual(answer);
});

test('files and what follows have French spaces too', async () => {
  const after = async (): Promise<Answer> => ({
    kind: 'card',
    card: { ...card, summary: 'Fin !' },
  });
  const set = typeset({ kind: 'card', card, files: [file], after });
  if (set.kind !== 'card') throw new Error('not a card');
  expect(set.files).toEqual([
    { ...file, title: 'L’année\u00a0: bilan', alt: '12 actions\u00a0: 4 réalisées' },
  ]);
  expect(await set.after?.()).toMatchObject({ card: { summary: 'Fin\u202f!' } });
});
