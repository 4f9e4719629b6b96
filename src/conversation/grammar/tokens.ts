/** A typed line cut into folded words that remember where they stood in what was typed. */
import { foldWord } from '../../domain/fold.ts';

export interface Token {
  readonly word: string;
  /** Offsets in the typed line, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The sign right after it, as typed. */
  readonly after: string;
}

/** Names are looked for among the first words only: the rest can but be free text. */
const maxTokens = 120;

const invisible = '\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE0F\\uFEFF';
/** Letters and digits part: «tha3» is «tha», «3». */
const piece = new RegExp(`[\\p{L}\\p{M}${invisible}]+|[\\p{Nd}${invisible}]+`, 'gu');

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  piece.lastIndex = 0;
  for (const match of text.matchAll(piece)) {
    const word = foldWord(match[0]);
    if (word === '') continue;
    tokens.push({
      word,
      start: match.index,
      end: match.index + match[0].length,
      after: text.charAt(match.index + match[0].length),
    });
    if (tokens.length === maxTokens) break;
  }
  return tokens;
}

/** Words that tell nothing apart in a name: «étang de Thau» is «étang Thau». */
const particles = new Set(
  'le la les l de du des d un une a au aux et en sur pour dans chez'.split(' '),
);

export function isParticle(word: string): boolean {
  return particles.has(word);
}

export function core(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !particles.has(token.word));
}

export function wordsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.map((token) => token.word);
}

/** Some words of a line as they were typed, from the first to the last. */
export function asTyped({ text }: { readonly text: string }, tokens: readonly Token[]): string {
  return text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}

/** The core words of a name; all of its words when it is made of particles only. */
export function coreWords(name: string): readonly string[] {
  const all = tokenize(name);
  const kept = core(all);
  return wordsOf(kept.length > 0 ? kept : all);
}

/** Index of the first place where `phrase` stands in `words`, from `from` on; -1 when it does not. */
export function indexOfPhrase(
  words: readonly string[],
  phrase: readonly string[],
  from = 0,
): number {
  for (let at = from; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((word, offset) => words[at + offset] === word)) return at;
  }
  return -1;
}
