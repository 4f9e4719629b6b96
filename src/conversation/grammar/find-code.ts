/** Codes of actions and groups, however they are typed: «THA-3», «tha 03», «thau 3», «THA – 3». */
import type { Name, NameIndex } from './name-index.ts';
import type { Token } from './tokens.ts';

export type CodeMatch =
  | { readonly kind: 'known'; readonly name: Name; readonly from: number; readonly to: number }
  /** It reads like a code, and nothing has it. `typed` is the code as it would be written. */
  | {
      readonly kind: 'unknown';
      readonly typed: string;
      readonly from: number;
      readonly to: number;
    };

const digits = /^\d+$/;

/** The first code from word `from` on, before word `until`. */
export function findCode(
  index: NameIndex,
  tokens: readonly Token[],
  from = 0,
  until = tokens.length,
): CodeMatch | undefined {
  for (let at = from; at < until; at += 1) {
    const match = codeAt(index, tokens, at, until);
    if (match) return match;
  }
  return undefined;
}

/** Words after a number that make it a count, an hour or a year, not the end of a code. */
const counted = new Set(
  'h participants participantes personnes pers presents presentes janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
    ' ',
  ),
);

function codeAt(
  index: NameIndex,
  tokens: readonly Token[],
  at: number,
  until: number,
): CodeMatch | undefined {
  const letters = tokens[at]?.word ?? '';
  if (digits.test(letters)) return undefined;
  const parts = [letters];
  for (let next = at + 1; next < Math.min(at + 4, until); next += 1) {
    const word = tokens[next]?.word ?? '';
    if (!digits.test(word)) {
      if (word.length > 3) break;
      parts.push(word);
      continue;
    }
    const number = word.replace(/^0+(?=\d)/, '');
    const prefix = parts.join('');
    if (isDate(tokens, next)) break;
    const known = index.codes.get(prefix + number);
    if (known) return { kind: 'known', name: known, from: at, to: next + 1 };
    const isCount = number.length > 3 || isCounted(tokens, next);
    if (index.prefixes.has(prefix) && !isCount) {
      return {
        kind: 'unknown',
        typed: `${parts.join('-').toUpperCase()}${parts.length > 1 ? '' : '-'}${number}`,
        from: at,
        to: next + 1,
      };
    }
    break;
  }
  return spelledOut(index, tokens, at, until);
}

/** «thau 3»: the territory's name in place of its letters. */
function spelledOut(
  index: NameIndex,
  tokens: readonly Token[],
  at: number,
  until: number,
): CodeMatch | undefined {
  const territory = index.territories.at(tokens, at);
  const [only, ...others] = territory?.value ?? [];
  if (!territory || !only || others.length > 0) return undefined;
  const grouped = tokens[at + territory.length]?.word === 'g' ? 1 : 0;
  const after = at + territory.length + grouped;
  const word = tokens[after]?.word ?? '';
  if (after >= until || !digits.test(word)) return undefined;
  if (isCounted(tokens, after) || isDate(tokens, after)) return undefined;
  const prefix = `${index.prefixOf.get(only.code) ?? ''}${grouped ? 'g' : ''}`;
  const known = index.codes.get(prefix + word.replace(/^0+(?=\d)/, ''));
  return known && { kind: 'known', name: known, from: at, to: after + 1 };
}

/** «thau 14 participants» counts people. */
function isCounted(tokens: readonly Token[], at: number): boolean {
  return counted.has(tokens[at + 1]?.word ?? '');
}

/** «thau 12/03/2027» and «thau 12.03» are dates. */
function isDate(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (!token || !next || !digits.test(next.word)) return false;
  return next.start === token.end + 1 && (token.after === '/' || token.after === '.');
}

/** The actions named one after the other: «THA-3, THA-4 et BIT-3». */
export function codesTogether(
  index: NameIndex,
  tokens: readonly Token[],
  first: CodeMatch,
): { readonly names: readonly Name[]; readonly to: number } {
  if (first.kind === 'unknown') return { names: [], to: first.to };
  const names = [first.name];
  let to = first.to;
  while (names.length < 10) {
    const from = tokens[to]?.word === 'et' ? to + 1 : to;
    const next = codeAt(index, tokens, from, Math.min(from + 6, tokens.length));
    if (next?.kind !== 'known' || next.name.kind !== first.name.kind) break;
    names.push(next.name);
    to = next.to;
  }
  return { names, to };
}
