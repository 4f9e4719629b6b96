/**
 * «participants 39», «S1 participants 20», «39 personnes»: which of an action's indicators is meant
 * and what is said of it. Unsure as soon as another reading is possible: nothing is guessed.
 */
import { periodsOf } from '../../domain/indicators/periods.ts';
import type { IndicatorPeriod, IndicatorUnit } from '../../domain/pact.ts';
import { readValue, type ValueRead } from './indicator-value.ts';
import { core, coreWords, type Token, tokenize, wordsOf } from './tokens.ts';

export interface NamedIndicator {
  readonly id: string;
  readonly label: string;
  readonly unit: IndicatorUnit;
  readonly period: IndicatorPeriod;
}

export type IndicatorLine =
  | {
      readonly kind: 'read';
      /** Id. */
      readonly indicator: string;
      readonly period: string;
      readonly said: Exclude<ValueRead, { kind: 'wrong' }>;
    }
  /** A French sentence that says what to write. */
  | { readonly kind: 'wrong'; readonly sentence: string }
  | { readonly kind: 'unsure' };

const looksLikeValue = /^(?:[\d+−-]|sans\s+objet|non\s+applicable|n\s*\/\s*a)/iu;

const unsure: IndicatorLine = { kind: 'unsure' };

export function readIndicatorLine(
  indicators: readonly NamedIndicator[],
  typed: string,
  year: number,
): IndicatorLine {
  const { part, rest } = takePart(typed);
  const named = whichIndicator(indicators, rest);
  if (!named) return unsure;
  const { indicator, value } = named;
  const [first, ...others] = periodsOf(year, indicator.period);
  const period =
    part === undefined
      ? others.length === 0
        ? first
        : undefined
      : periodsOf(year, indicator.period).find((one) => one.endsWith(`-${part}`));
  // A bare year may as well be the year meant as the value.
  if (period === undefined || value === '' || /^20\d\d$/.test(value)) return unsure;
  if (indicator.unit !== 'text' && !looksLikeValue.test(value)) return unsure;
  const said = readValue(indicator.unit, value);
  return said.kind === 'wrong' ? said : { kind: 'read', indicator: indicator.id, period, said };
}

/** «S1», «T3», «1er semestre»: the part of the year, wherever it stands at either end. */
function takePart(typed: string): { readonly part?: string; readonly rest: string } {
  const shapes = [
    /(?<![\p{L}\p{N}])(?<letter>[st])(?<rank>[1-4])(?![\p{L}\p{N}])/iu,
    /(?<![\p{L}\p{N}])(?<rank>[1-4])\s*(?:er|e|eme|ème|nd)?\s*(?<letter>[st])(?:emestre|rimestre)(?!\p{L})/iu,
  ];
  for (const shape of shapes) {
    const match = shape.exec(typed);
    const { letter, rank } = match?.groups ?? {};
    if (match && letter && rank)
      return {
        part: `${letter.toUpperCase()}${rank}`,
        rest: `${typed.slice(0, match.index)} ${typed.slice(match.index + match[0].length)}`.trim(),
      };
  }
  return { rest: typed.trim() };
}

interface Which {
  readonly indicator: NamedIndicator;
  /** What follows its name, as typed. */
  readonly value: string;
}

/** The longest name or beginning of one at the front; without a name, the only one that fits. */
function whichIndicator(indicators: readonly NamedIndicator[], text: string): Which | undefined {
  const tokens = tokenize(text);
  const until = Math.min(nameLength(text, tokens), 12);
  for (let length = until; length > 0; length -= 1) {
    const words = wordsOf(core(tokens.slice(0, length)));
    if (words.length === 0) continue;
    const found = indicators.filter((one) => isNamed(one, words));
    const [only, ...others] = found.length > 1 ? exactly(found, words) : found;
    if (only && others.length === 0)
      return { indicator: only, value: after(text, tokens[length - 1]) };
    if (found.length > 0) return undefined;
  }
  // «39,5 %» is said of the only rate there is.
  const fitting = /%\s*$/u.test(text)
    ? indicators.filter(({ unit }) => unit === 'percentage')
    : indicators;
  const [only, ...others] = fitting;
  return only && others.length === 0 && looksLikeValue.test(text)
    ? { indicator: only, value: text }
    : undefined;
}

/** Words before the first figure, the first colon or «sans objet» may be a name. */
function nameLength(text: string, tokens: readonly Token[]): number {
  const stop = /\d|[:\uFF1A]|sans\s+objet|non\s+applicable/iu.exec(text)?.index ?? text.length;
  return tokens.filter(({ start }) => start < stop).length;
}

/** The whole name, a beginning of it, or some of its words in their order. */
function isNamed({ label }: NamedIndicator, words: readonly string[]): boolean {
  const own = coreWords(label);
  let at = 0;
  for (const word of words) {
    const index = own.findIndex(
      (other, place) => place >= at && (other === word || begins(other, word)),
    );
    if (index === -1) return false;
    at = index + 1;
  }
  return true;
}

function begins(word: string, typed: string): boolean {
  const stem = typed.replace(/[sx]$/, '');
  return stem.length >= 4 && word.startsWith(stem);
}

function exactly(
  found: readonly NamedIndicator[],
  words: readonly string[],
): readonly NamedIndicator[] {
  const same = found.filter(({ label }) => coreWords(label).join(' ') === words.join(' '));
  return same.length > 0 ? same : found;
}

function after(text: string, token: Token | undefined): string {
  return text
    .slice(token?.end ?? 0)
    .replace(/^[\s:=,;\uFF1A]+/u, '')
    .trim();
}
