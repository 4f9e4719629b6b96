/** The words dates are made of, as pieces of patterns over folded text. */
import { monthNames, weekdayNames } from '../../french/format-date.ts';
import { foldKeepingLength } from './fold.ts';

const months = new Map<string, number>(
  monthNames.map((name, index) => [foldKeepingLength(name), index + 1]),
);
for (const [short, month] of [
  ['jan', 1],
  ['janv', 1],
  ['fev', 2],
  ['fevr', 2],
  ['avr', 4],
  ['juil', 7],
  ['sept', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
] as const) {
  months.set(short, month);
}

const numbers = new Map<string, number>(
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
numbers.set('une', 1).set('vingt', 20).set('trente', 30);

/** Longest first: «septembre» before «sept», or the pattern would stop half-way. */
function oneOf(words: Iterable<string>): string {
  return [...words].sort((a, b) => b.length - a.length).join('|');
}

/** Not inside a longer word or number. */
export const end = '(?![\\p{L}\\p{N}])';
/** The same for dates in figures: «12/03» is not the beginning of «12/03/7». */
export const endOfFigures = '(?![\\p{L}\\p{N}]|[/.:]\\d|-\\d(?!\\d?/\\d))';

export const streetWord =
  '(?:rue|avenue|av|boulevard|bd|place|quai|allees?|square|chemin|route|impasse|cours|esplanade|bis)';

/**
 * A number before these counts something: «mardi 14 participants» names no 14th, «12 mars 14
 * personnes» no hour, and «14 h 12 rue…» gives a street number.
 */
export const notCounting =
  '(?!\\s*,?\\s*(?:participant|personne|pers(?![a-z])|present|inscrit|invite|membre|professionnel|' +
  'partenaire|structure|beneficiaire|action|reunion|jour|semaine|mois|ans?(?![a-z])|temps|etp|' +
  `poste|%|€|euro|h(?![a-z])|:\\d|heure|${streetWord}(?![a-z])))`;

export const month = `(?<month>${oneOf(months.keys())})(?:\\.(?!\\d))?${end}`;
export const year = `(?<year>(?:19|20|21)\\d{2})${end}${notCounting}`;
export const weekday = `(?<weekday>${weekdayNames.join('|')})${end}`;
/** A weekday before its date, shortened or not: «mar. 16 mars». */
export const weekdayBefore =
  `(?:(?<weekday>${weekdayNames.join('|')}|lun|mar|mer|jeu|ven|sam|dim)` +
  '(?:\\.|(?![\\p{L}\\p{N}]))\\s*,?\\s*(?:le\\s+)?)?';
export const date = '(?<date>\\d{1,2}|premier)(?:\\s?(?:er|re))?';
/** «le 12 mars dernier», «en juin prochain». */
export const turned = `(?:\\s+(?<turn>prochain|dernier|passe|ecoule)${end})?`;
export const partOfDay = `(?:\\s+(?:matin|midi|soir|apres[\\s-]midi)${end})?`;
export const number = `(?<number>\\d{1,3}|${oneOf(numbers.keys())})`;

export function monthOf(word: string): number {
  return months.get(word) ?? 0;
}

/** ISO weekday of a name or of its first three letters. */
export function weekdayOfWord(word: string): number {
  return weekdayNames.findIndex((name) => name.slice(0, 3) === word.slice(0, 3)) + 1;
}

export function numberOf(word: string): number {
  return numbers.get(word) ?? Number(word);
}

export function dateOf(word: string): number {
  return word === 'premier' ? 1 : Number(word);
}

/** «27» is 2027. */
export function yearOf(figures: string): number {
  return figures.length === 2 ? 2000 + Number(figures) : Number(figures);
}
