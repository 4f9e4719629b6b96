/** The number of participants of a meeting: a number before «participants», «personnes», «pers». */
import type { Token } from './tokens.ts';

export interface CountFound {
  readonly count: number;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const counted = new Set(
  'participants participant participantes participante personnes personne pers pers. p presents presentes present presente participations'.split(
    ' ',
  ),
);
const spelled = new Map(
  'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'
    .split(' ')
    .map((word, value) => [word, value]),
);
for (const [word, value] of [
  ['vingt', 20],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
] as const) {
  spelled.set(word, value);
}
const before = new Set(['etions', 'etait', 'etaient', 'avons']);

export function findCount(tokens: readonly Token[], from: number): CountFound | undefined {
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    const count = token && numberOf(token.word);
    if (!token || count === undefined) continue;
    if (next && counted.has(next.word)) return { count, start: token.start, end: next.end };
    const says = before.has(tokens[at - 1]?.word ?? '') && /^\d{1,4}$/.test(token.word);
    if (says && next?.word !== 'h') return { count, start: token.start, end: token.end };
  }
  return undefined;
}

function numberOf(word: string): number | undefined {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  return spelled.get(word);
}
