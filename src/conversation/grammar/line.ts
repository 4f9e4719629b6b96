/** A typed line ready to be understood: its words, without greetings, and what they may refer to. */
import { indexOf, type NameIndex } from './name-index.ts';
import { listed, phraseSet, skip } from './phrases.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Speaker, Vocabulary } from './vocabulary.ts';

export interface Line {
  /** As typed. */
  readonly text: string;
  /** Every word up to the closing politeness, greetings included. */
  readonly tokens: readonly Token[];
  /** Index of the first word after the greetings. */
  readonly start: number;
  /** The line asks something. */
  readonly question: boolean;
  readonly vocabulary: Vocabulary;
  readonly index: NameIndex;
  readonly speaker: Speaker;
}

const courtesies = `merci d avance, merci beaucoup, merci, svp, stp, please, s il vous plait,
  s il te plait, bonne journee, bonne soiree, bien cordialement, cordialement, bien a vous`;
const openings = phraseSet(`${courtesies}, bonjour, bonsoir, salut, hello, coucou, bjr, slt, hey,
  pti, le bot, a tous, a toutes`);
const closings = listed(courtesies).map((phrase) => phrase.split(' '));

export function readLine(text: string, vocabulary: Vocabulary, speaker: Speaker): Line {
  const tokens = withoutClosing(tokenize(text));
  return {
    text,
    tokens,
    start: skip(openings, tokens, 0),
    question: text.includes('?'),
    vocabulary,
    index: indexOf(vocabulary),
    speaker,
  };
}

/** Drops «merci», «svp» and the like at the end. */
export function withoutClosing(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  for (;;) {
    const closing = closings.find(
      (words) =>
        words.length <= end &&
        words.every((word, at) => tokens[end - words.length + at]?.word === word),
    );
    if (!closing) return end === tokens.length ? tokens : tokens.slice(0, end);
    end -= closing.length;
  }
}

/** Offset in the text right after the word before `at`: where the words from `at` on begin. */
export function offsetBefore(tokens: readonly Token[], at: number): number {
  return at === 0 ? 0 : (tokens[at - 1]?.end ?? 0);
}
