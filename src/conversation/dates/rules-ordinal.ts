/** A weekday by its rank in a month: «premier lundi de juin», «dernier vendredi du mois». */
import { addDays, addMonths, dayOf, partsOf, weekdayOf } from '../../domain/days.ts';
import { found, type Moment, type Reading, rule, type Words, yearFor } from './reading.ts';
import { end, month, monthOf, weekday, weekdayOfWord, year } from './words.ts';

const ranks: Readonly<Record<string, number>> = {
  premier: 1,
  '1er': 1,
  deuxieme: 2,
  second: 2,
  '2e': 2,
  '2eme': 2,
  troisieme: 3,
  '3e': 3,
  '3eme': 3,
  quatrieme: 4,
  '4e': 4,
  '4eme': 4,
};

const ordinal = `(?<rank>${Object.keys(ranks).sort().reverse().join('|')}|dernier)`;
const ranked = `${ordinal}\\s+${weekday}\\s+`;

/** Before a weekday, these name one of a month: without the month, no day is meant. */
export const notRanked = `(?<!(?:${Object.keys(ranks).sort().reverse().join('|')})\\s+)`;

export const rulesOrdinal = [
  rule(`${ranked}(?:du\\s+mois\\s+)?(?:de\\s+|d'\\s?)${month}(?:\\s+${year})?`, readInMonth),
  rule(
    `${ranked}(?:du|de\\s+ce)\\s+mois(?:\\s+(?<turn>prochain|suivant|dernier|passe))?${end}`,
    (words, { today }) => {
      const { turn } = words;
      const ahead = turn === 'prochain' || turn === 'suivant';
      const shift = turn === undefined ? 0 : ahead ? 1 : -1;
      return found(rankedDay(words, addMonths(firstOf(today), shift)));
    },
  ),
];

function readInMonth(words: Words, moment: Moment): Reading {
  const number = monthOf(words.month ?? '');
  const first = (y: number) => dayOf(y, number, 1);
  if (words.year !== undefined) return found(rankedDay(words, first(Number(words.year))), true);
  return found(rankedDay(words, first(yearFor(moment, (y) => rankedDay(words, first(y))))));
}

/** The day in the month that begins on `first`; every month has four of each weekday. */
function rankedDay(words: Words, first: string): string {
  const wanted = weekdayOfWord(words.weekday ?? '');
  const rank = ranks[words.rank ?? ''];
  if (rank !== undefined) {
    return addDays(first, ((wanted - weekdayOf(first) + 7) % 7) + 7 * (rank - 1));
  }
  const last = addDays(addMonths(first, 1), -1);
  return addDays(last, -((weekdayOf(last) - wanted + 7) % 7));
}

function firstOf(day: string): string {
  const { year: y, month: m } = partsOf(day);
  return dayOf(y, m, 1);
}
