/** Weeks, months and seasons named by a day of theirs: «fin mars», «S12», «la semaine prochaine». */
import { addDays, addMonths, dayOf, daysInMonth, partsOf, weekdayOf } from '../../domain/days.ts';
import { weekOfYear, weeksIn } from './iso-week.ts';
import {
  found,
  impossible,
  type Moment,
  type Reading,
  rule,
  type Words,
  yearFor,
} from './reading.ts';
import { end, endOfFigures, month, monthOf, notCounting, turned, year } from './words.ts';

const part = '(?<part>fin|mi|milieu|debut|courant)';
const article = "(?:\\s+|-)(?:de\\s+|d'\\s?|du\\s+mois\\s+(?:de\\s+|d'\\s?))?";
const ofMonth = `(?:\\s+(?:de\\s+(?:ce\\s+)?|du\\s+)|-|\\s+)mois${end}`;
const ofWeek = `(?:\\s+de\\s+(?:la\\s+|cette\\s+)?|-|\\s+)semaine${end}`;
const ofYear = `\\s+(?:d'|de\\s+l'|de\\s+cette\\s+)\\s?annee${end}`;
const feminineTurn = `(?:\\s+(?<turn>prochaine|suivante|derniere|passee)${end})?`;

export const rulesVague = [
  rule(`${part}${article}${month}(?:\\s+${year})?${turned}`, readMonth),
  // A month alone is too common a word; with «en» or its year it is a date.
  rule(`(?<=(?:^|[^\\p{L}])en\\s+)${month}${turned}`, readMonth),
  rule(`${month}\\s+${year}`, readMonth),
  rule(`${part}${ofMonth}${turned}`, readThisMonth),
  rule(`mois\\s+(?<turn>prochain|suivant|dernier|passe|precedent)${end}`, readThisMonth),
  rule(`${part}${ofWeek}${feminineTurn}`, readWeek),
  rule(`semaine\\s+(?<turn>prochaine|suivante|derniere|passee|precedente)${end}`, readWeek),
  rule(`fin${ofYear}${feminineTurn}`, (words, { today }) =>
    found(dayOf(partsOf(today).year + turnOf(words.turn), 12, 31)),
  ),
  rule(`${part}(?:\\s+|-)(?:de\\s+)?${year}`, (words) =>
    found(`${words.year}-${yearParts[words.part ?? ''] ?? '01-01'}`, true),
  ),
  rule(
    `(?:s|sem\\.?|semaine)\\s?(?:n\\s?[°o]\\s?)?(?<week>\\d{1,2})${endOfFigures}${notCounting}` +
      `(?:\\s+(?:de\\s+)?${year})?`,
    readIsoWeek,
  ),
];

const yearParts: Readonly<Record<string, string>> = { fin: '12-31', mi: '07-01', milieu: '07-01' };

/**
 * The month is chosen whole: during March «début mars» is this March, and its first day being past
 * is then said rather than taken for the next year's.
 */
function readMonth(words: Words, moment: Moment): Reading {
  const number = monthOf(words.month ?? '');
  const year =
    words.year === undefined
      ? yearFor(monthMoment(words.turn, moment), (y) => dayOf(y, number, 1))
      : Number(words.year);
  return found(dayInMonth(dayOf(year, number, 1), words.part), words.year !== undefined);
}

/** «juin prochain» is never this June. */
function monthMoment(turn: string | undefined, moment: Moment): Moment {
  if (turn === undefined) return { ...moment, pivot: firstOf(moment.pivot) };
  const shift = turnOf(turn) === 1 ? 1 : -1;
  return {
    ...moment,
    look: shift === 1 ? 'forward' : 'back',
    pivot: addMonths(firstOf(moment.today), shift),
  };
}

function readThisMonth(words: Words, { today }: Moment): Reading {
  return found(dayInMonth(addMonths(firstOf(today), turnOf(words.turn)), words.part));
}

/** Its Monday; its Friday for the end of it, its Wednesday for the middle. */
function readWeek(words: Words, { today }: Moment): Reading {
  const monday = addDays(today, 1 - weekdayOf(today) + 7 * turnOf(words.turn));
  if (words.part === 'fin') return found(addDays(monday, 4));
  return found(words.part === 'mi' || words.part === 'milieu' ? addDays(monday, 2) : monday);
}

function readIsoWeek(words: Words, moment: Moment): Reading | undefined {
  const week = Number(words.week);
  if (week < 1 || week > 53) return undefined;
  if (words.year !== undefined) return readWeekOf(Number(words.year), week, true);
  const { year: y } = partsOf(moment.pivot);
  // The first days of January may belong to the last week of the year before, and the last of
  // December to the first of the next.
  const years = moment.look === 'forward' ? [y - 1, y, y + 1] : [y + 1, y, y - 1];
  const fitting = years.find((candidate) => {
    const monday = weekOfYear(candidate, week);
    // A plan may still name the current week: it is over when its Sunday is past.
    const onSide =
      moment.look === 'forward' ? addDays(monday, 6) >= moment.pivot : monday <= moment.pivot;
    return onSide && (week < 53 || weeksIn(candidate) === 53 || candidate === y);
  });
  return readWeekOf(fitting ?? y, week, false);
}

function readWeekOf(inYear: number, week: number, yearWritten: boolean): Reading {
  const weeks = weeksIn(inYear);
  return week <= weeks
    ? found(weekOfYear(inYear, week), yearWritten)
    : impossible(`L’année ${inYear} compte ${weeks} semaines : il n’y a pas de semaine ${week}.`);
}

function dayInMonth(first: string, where: string | undefined): string {
  const { year: y, month: m } = partsOf(first);
  if (where === 'fin') return dayOf(y, m, daysInMonth(y, m));
  return where === 'mi' || where === 'milieu' ? dayOf(y, m, 15) : first;
}

function firstOf(day: string): string {
  return `${day.slice(0, 8)}01`;
}

function turnOf(word: string | undefined): -1 | 0 | 1 {
  if (word === undefined) return 0;
  return word.startsWith('prochain') || word.startsWith('suivant') ? 1 : -1;
}
