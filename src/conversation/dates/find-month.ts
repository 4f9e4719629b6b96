/** The month a person asks about: «mars», «mars 2027», «le mois dernier», «ce mois-ci», «03/2027». */
import { addMonths, dayOf } from '../../domain/days.ts';
import { type Cut, cut } from './cut.ts';
import { foldKeepingLength } from './fold.ts';
import { type Look, yearFor } from './reading.ts';
import { end, month, monthOf, turned, year } from './words.ts';

export interface MonthFound extends Cut {
  /** `YYYY-MM`. */
  readonly month: string;
}

export interface MonthOptions {
  readonly today: string;
  /** `back` (a report) unless told: the month named is then the current one or an earlier one. */
  readonly look?: Look;
}

const begin = '(?<![\\p{L}\\p{N}/.-])';
const named = new RegExp(
  `${begin}(?:mois\\s+(?:de\\s+|d'\\s?))?${month}(?:[\\s-]+${year})?${turned}`,
  'gu',
);
const figures = new RegExp(
  `${begin}(?:(?<m1>0?[1-9]|1[0-2])/(?<y1>(?:19|20|21)\\d{2})|(?<y2>(?:19|20|21)\\d{2})-(?<m2>0[1-9]|1[0-2]))(?![\\p{L}\\p{N}/-])`,
  'u',
);
const told = new RegExp(
  `${begin}(?:(?<now>ce\\s+mois(?:[\\s-]+ci)?|(?:ce\\s+)?mois\\s+(?:en\\s+cours|courant))` +
    '|mois\\s+(?<back>dernier|passe|precedent|ecoule)' +
    `|mois\\s+(?<ahead>prochain|suivant))${end}`,
  'u',
);

/** The first month of a text. A bare «mars» is the latest one, the current month included. */
export function findMonth(
  text: string,
  { today, look = 'back' }: MonthOptions,
): MonthFound | undefined {
  const composed = text.normalize('NFC');
  const folded = foldKeepingLength(composed);
  const current = `${today.slice(0, 8)}01`;
  const relative = told.exec(folded);
  if (relative !== null) {
    const { back, ahead } = relative.groups ?? {};
    const shift = back !== undefined ? -1 : ahead !== undefined ? 1 : 0;
    return monthFound(composed, relative, addMonths(current, shift));
  }
  const figured = figures.exec(folded);
  if (figured !== null) {
    const { m1, y1, m2, y2 } = figured.groups ?? {};
    return monthFound(composed, figured, dayOf(Number(y1 ?? y2), Number(m1 ?? m2), 1));
  }
  const [word] = folded.matchAll(named);
  if (word === undefined) return undefined;
  const { month: name = '', year: written, turn } = word.groups ?? {};
  const number = monthOf(name);
  const ahead = turn === undefined ? look === 'forward' : turn === 'prochain';
  const shift = turn === undefined ? 0 : ahead ? 1 : -1;
  const moment = {
    today,
    look: ahead ? ('forward' as const) : ('back' as const),
    pivot: addMonths(current, shift),
  };
  const inYear =
    written === undefined ? yearFor(moment, (y) => dayOf(y, number, 1)) : Number(written);
  return monthFound(composed, word, dayOf(inYear, number, 1));
}

function monthFound(text: string, match: RegExpExecArray, first: string): MonthFound {
  const words = cut(text, match.index, match.index + match[0].length);
  return { month: first.slice(0, 7), ...words };
}
