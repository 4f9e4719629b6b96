/** Sets of fixed phrases, found at a given word in microseconds: the longest one wins. */
import type { Token } from './tokens.ts';

export interface PhraseMatch<T> {
  readonly value: T;
  readonly length: number;
}

interface Entry<T> {
  readonly words: readonly string[];
  readonly value: T;
}

export class Phrases<T> {
  readonly #byFirst = new Map<string, Entry<T>[]>();

  /** `phrase` is folded words, one space between them. */
  add(phrase: string, value: T): this {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    const list = this.#byFirst.get(first) ?? [];
    list.push({ words, value });
    list.sort((a, b) => b.words.length - a.words.length);
    this.#byFirst.set(first, list);
    return this;
  }

  at(tokens: readonly Token[], index: number): PhraseMatch<T> | undefined {
    const token = tokens[index];
    if (!token) return undefined;
    for (const entry of this.#byFirst.get(token.word) ?? []) {
      if (entry.words.every((word, offset) => tokens[index + offset]?.word === word)) {
        return { value: entry.value, length: entry.words.length };
      }
    }
    return undefined;
  }

  firstWords(): Iterable<string> {
    return this.#byFirst.keys();
  }
}

/** «maj, mise à jour» as a list: phrases between commas, folded already. */
export function listed(phrases: string): readonly string[] {
  return phrases.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}

/** Phrases that all mean the same thing, between commas. */
export function phraseSet(phrases: string): Phrases<true> {
  const set = new Phrases<true>();
  for (const phrase of listed(phrases)) set.add(phrase, true);
  return set;
}

/** Skips every phrase of the set from `index` on; the index of the first word that is none. */
export function skip(set: Phrases<true>, tokens: readonly Token[], index: number): number {
  let at = index;
  for (let match = set.at(tokens, at); match; match = set.at(tokens, at)) at += match.length;
  return at;
}

/** The tokens without those of the set, wherever they stand. */
export function without(set: Phrases<true>, tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = set.at(tokens, at);
    if (match) {
      at += match.length;
      continue;
    }
    const token = tokens[at];
    if (token) kept.push(token);
    at += 1;
  }
  return kept;
}
