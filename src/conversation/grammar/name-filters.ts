/** The filters of a list that are names: of a territory, a theme, an audience, a structure, a group. */
import { groupWords, type Meaning, noise } from './filter-words.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import type { Name, NameKind } from './name-index.ts';
import { without } from './phrases.ts';
import { indexOfPhrase, type Token, wordsOf } from './tokens.ts';

const filterKinds: readonly NameKind[] = ['territory', 'theme', 'audience', 'structure', 'axis'];

/** Adds what each stretch of a line names to `parts`; lives for one line. */
export class NameFilters {
  /** Words that are no filter, looked for in titles. */
  readonly leftover: string[] = [];
  /** Something was misspelt. */
  unsure = false;
  readonly #line: Line;
  readonly #parts: Meaning[];

  constructor(line: Line, parts: Meaning[]) {
    this.#line = line;
    this.#parts = parts;
  }

  /** One stretch of words, particles left out. */
  read(tokens: readonly Token[]): void {
    if (this.#isTitle(tokens)) {
      this.#word(tokens, wordsOf(tokens));
      return;
    }
    let loose: Token[] = [];
    for (let at = 0; at < tokens.length; ) {
      const groupWord = groupWords.at(tokens, at);
      const group = groupWord && this.#groupFrom(tokens, at + groupWord.length);
      if (group !== undefined) {
        this.#looseWords(loose);
        loose = [];
        at = group;
        continue;
      }
      const known = this.#line.index.filters.at(tokens, at);
      if (known) {
        this.#looseWords(loose);
        loose = [];
        this.#add(known.value);
        at += known.length;
        continue;
      }
      const token = tokens[at];
      if (token) loose.push(token);
      at += 1;
    }
    this.#looseWords(loose);
  }

  /** «santé mentale» stands so in titles: not the theme «santé» and a word. */
  #isTitle(tokens: readonly Token[]): boolean {
    const phrase = wordsOf(tokens);
    const known = this.#line.index.filters.at(tokens, 0);
    if (phrase.length < 2 || known?.length === phrase.length) return false;
    return (['group', 'action'] as const).some((kind) =>
      this.#line.index.names
        .get(kind)
        ?.some((name) => name.keys.some((key) => indexOfPhrase(key, phrase) !== -1)),
    );
  }

  /** «groupe mobilité de thau»: the longest words that name a group. */
  #groupFrom(tokens: readonly Token[], from: number): number | undefined {
    for (let to = tokens.length; to > from; to -= 1) {
      const found = findName(this.#line.index, wordsOf(tokens.slice(from, to)), ['group']);
      if (found.how !== 'exact') continue;
      this.#parts.push(found.names.map((name) => ({ group: name.code })));
      return to;
    }
    return undefined;
  }

  #looseWords(tokens: readonly Token[]): void {
    const phrase = wordsOf(without(noise, tokens));
    if (phrase.length === 0) return;
    const found = findName(this.#line.index, phrase, filterKinds);
    if (found.how === 'exact') {
      this.#add(found.names);
      return;
    }
    const inTitles = findName(this.#line.index, phrase, ['action', 'group']);
    if (inTitles.how !== 'exact' && inTitles.how !== 'likely' && found.how !== 'none') {
      this.unsure = true;
      this.#add(found.names);
      return;
    }
    this.#word(tokens, phrase);
  }

  /** A word to be looked for in titles, as typed when nothing was dropped from it. */
  #word(tokens: readonly Token[], phrase: readonly string[]): void {
    const first = tokens[0];
    const last = tokens.at(-1);
    const typed = phrase.length === tokens.length && first && last;
    const word = typed ? this.#line.text.slice(first.start, last.end) : phrase.join(' ');
    this.#parts.push([{ word }]);
    this.leftover.push(word);
  }

  #add(names: readonly Name[]): void {
    this.#parts.push(names.map((name) => ({ [name.kind]: name.code })));
  }
}
