/**
 * Finds what a phrase names: its exact name or alias, a beginning, words of it, or a misspelling.
 * Nothing is guessed (SPEC §5): whoever calls asks unless one name was meant without doubt.
 */
import { findCode } from './find-code.ts';
import { indexOf, type Name, type NameIndex, type NameKind } from './name-index.ts';
import { core, tokenize, wordsOf } from './tokens.ts';
import { isTypo } from './typos.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Found {
  /** `exact`: a name or beginning of one thing only; `likely`: some of its words; `misspelt`. */
  readonly how: 'exact' | 'likely' | 'misspelt' | 'none';
  readonly names: readonly Name[];
}

const nothing: Found = { how: 'none', names: [] };

/** Titles are alike on purpose: another title that goes on from an exact one is offered too. */
const titled = new Set<NameKind>(['action', 'group']);

export function findName(
  index: NameIndex,
  phrase: readonly string[],
  kinds: readonly NameKind[],
): Found {
  if (phrase.length === 0 || phrase.length > 24) return nothing;
  const place = placeIn(index, phrase);
  const levels: Name[][] = [[], [], [], [], []];
  for (const kind of kinds) {
    for (const candidate of index.names.get(kind) ?? []) {
      const level = levelOf(candidate, phrase, place);
      if (level !== undefined) levels[level]?.push(candidate);
    }
  }
  const [same = [], begun = [], holding = [], misspelt = [], partly = []] = levels;
  if (same.length > 0) {
    const longer = begun.filter((n) => titled.has(n.kind) && beginsWhole(n, phrase, place));
    return { how: 'exact', names: [...same, ...longer] };
  }
  if (begun.length > 0) return { how: 'exact', names: begun };
  if (holding.length > 0) return { how: 'likely', names: holding };
  if (misspelt.length > 0) return { how: 'misspelt', names: misspelt };
  return partly.length > 0 ? { how: 'misspelt', names: partly } : nothing;
}

/**
 * Codes (ids for persons) of what a typed code or name may stand for, without misspellings: one
 * when it is certain, several when it must be asked.
 */
export function findNames(
  typed: string,
  vocabulary: Vocabulary,
  kind: NameKind,
): readonly string[] {
  const index = indexOf(vocabulary);
  const tokens = tokenize(typed);
  const code = findCode(index, tokens);
  if (code?.kind === 'known' && code.name.kind === kind) return [code.name.code];
  const found = findName(index, wordsOf(core(tokens)), [kind]);
  return found.how === 'exact' || found.how === 'likely' ? found.names.map((n) => n.code) : [];
}

/** The territories the phrase names, and the phrase without them: «permis solidaire thau». */
interface Placed {
  readonly rest: readonly string[];
  readonly territories: ReadonlySet<string>;
}

function placeIn(index: NameIndex, phrase: readonly string[]): Placed | undefined {
  const tokens = phrase.map((word) => ({ word, start: 0, end: 0, after: '' }));
  const rest: string[] = [];
  const territories = new Set<string>();
  for (let at = 0; at < tokens.length; ) {
    const match = index.territories.at(tokens, at);
    if (match) {
      for (const territory of match.value) territories.add(territory.code);
      at += match.length;
    } else {
      rest.push(phrase[at] ?? '');
      at += 1;
    }
  }
  return territories.size > 0 && rest.length > 0 ? { rest, territories } : undefined;
}

function levelOf(
  name: Name,
  phrase: readonly string[],
  place: Placed | undefined,
): number | undefined {
  const whole = levelOfPhrase(name, phrase);
  if (!place || !name.territories.some((code) => place.territories.has(code))) return whole;
  const local = levelOfPhrase(name, place.rest);
  return whole === undefined ? local : Math.min(whole, local ?? whole);
}

function levelOfPhrase(name: Name, phrase: readonly string[]): number | undefined {
  let level: number | undefined;
  for (const key of name.keys) {
    if (key.length === phrase.length && key.every((word, at) => word === phrase[at])) return 0;
    if (begins(key, phrase)) level = 1;
  }
  if (level !== undefined) return level;
  const held = phrase.filter((word) => holds(name, word)).length;
  if (held === phrase.length && phrase.some((word) => word.length >= 3)) return 2;
  const typed = phrase.join(' ');
  for (const key of name.keys) {
    if (isTypo(typed, key.join(' '))) return 3;
    if (key.length > phrase.length && isTypo(typed, key.slice(0, phrase.length).join(' ')))
      return 3;
  }
  if (phrase.length === 1 && typed.length >= 3 && name.initials === typed) return 3;
  const near = phrase.filter((word) => holds(name, word) || nearly(name, word)).length;
  if (near === phrase.length) return 3;
  return titled.has(name.kind) && phrase.length >= 3 && held * 3 >= phrase.length * 2
    ? 4
    : undefined;
}

/** The last word may be cut short after three letters. */
function begins(key: readonly string[], phrase: readonly string[]): boolean {
  if (key.length < phrase.length) return false;
  const last = phrase.length - 1;
  return phrase.every((word, at) => {
    const known = key[at] ?? '';
    return word === known || (at === last && word.length >= 3 && known.startsWith(word));
  });
}

function beginsWhole(name: Name, phrase: readonly string[], place: Placed | undefined): boolean {
  const local =
    place && name.territories.some((code) => place.territories.has(code)) ? place.rest : phrase;
  return name.keys.some((key) => local.every((word, at) => key[at] === word));
}

function holds(name: Name, typed: string): boolean {
  if (name.words.has(typed)) return true;
  if (typed.length < 4) return false;
  const stem = typed.replace(/[sx]$/, '');
  for (const word of name.words) {
    if (word.startsWith(stem)) return true;
  }
  return false;
}

function nearly(name: Name, typed: string): boolean {
  if (typed.length < 5) return false;
  for (const word of name.words) {
    if (word.length >= 5 && isTypo(typed, word)) return true;
  }
  return false;
}
