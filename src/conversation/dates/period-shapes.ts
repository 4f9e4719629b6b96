/** Periods told otherwise than by two ends: a length, «jusqu’au…», a month, a week, a day. */
import { addDays, addMonths, dayOf, weekdayOf } from '../../domain/days.ts';
import { type Moment, type Words, yearFor } from './reading.ts';
import { dateInSomeMonth } from './rules-of-dates.ts';
import { shifted, span } from './rules-relative.ts';
import { type Scanned, scanAt } from './scan.ts';
import {
  date,
  dateOf,
  end,
  endOfFigures,
  month,
  monthOf,
  notCounting,
  turned,
  year,
} from './words.ts';

export type Span =
  | {
      readonly from: string;
      readonly to: string;
      /** Where its words end. */
      readonly end: number;
      readonly yearWritten: boolean;
    }
  | { readonly kind: 'impossible'; readonly sentence: string };

const startingOn = "(?:a\\s+(?:partir|compter)\\s+(?:du\\s+|de\\s+|d'\\s?))";
const lengthFirst = new RegExp(
  `(?:(?:pendant|pour|durant)\\s+)?${span}\\s*,?\\s+${startingOn}`,
  'uy',
);
const lengthAlone = new RegExp(`(?:pendant|durant)\\s+${span}`, 'uy');
const lengthAfter = new RegExp(`\\s*,?\\s*(?:pendant|pour|durant)\\s+${span}`, 'uy');
const opening = new RegExp(`${startingOn}|(?:des|depuis)\\s+(?:le\\s+)?`, 'uy');
const closing =
  /(?:d'\s?ici\s+)?(?:jusqu(?:'\s?|\s)(?:au|a)|jusque)\s+(?:le\s+)?|d'\s?ici\s+(?:au|le)\s+/uy;
const bare = new RegExp(`${date}${endOfFigures}${notCounting}`, 'uy');
const wholeMonth = new RegExp(
  `(?:mois\\s+(?:de\\s+|d'\\s?))?${month}(?:\\s+${year})?${turned}`,
  'uy',
);
const wholeWeek = new RegExp(
  `(?:(?<now>cette\\s+semaine)|semaine\\s+(?<turn>prochaine|suivante|derniere|passee))${end}`,
  'uy',
);
const toMonth = /\s+(?:jusqu'a|a|et)\s+/uy;
const weekOf = /semaine\s+(?:du|de)\s+/uy;
const isoWeek = /(?:s|sem\.?|semaine)\s?(?:n\s?[°o]\s?)?\d{1,2}(?!\d)/uy;

const forward = (today: string): Moment => ({ today, look: 'forward', pivot: today });

/** «3 semaines à partir du 2 août», «à partir du 2 août pour 3 semaines», «pendant 8 jours». */
export function durationAt(folded: string, start: number, today: string): Span | undefined {
  const before = match(lengthFirst, folded, start);
  if (before !== undefined) {
    return lasting(scanAt(folded, before.end, forward(today)), before.words);
  }
  const open = match(opening, folded, start);
  if (open !== undefined) {
    const day = scanAt(folded, open.end, forward(today));
    const after = day === undefined ? undefined : match(lengthAfter, folded, day.end);
    return day === undefined || after === undefined
      ? undefined
      : lasting({ ...day, end: after.end }, after.words);
  }
  const alone = match(lengthAlone, folded, start);
  if (alone === undefined) return undefined;
  return lasting(
    { start, end: alone.end, reading: { kind: 'day', day: today, yearWritten: false } },
    alone.words,
  );
}

/** «jusqu’au 15 août»: from today. */
export function untilAt(folded: string, start: number, today: string): Span | undefined {
  const closed = match(closing, folded, start);
  if (closed === undefined) return undefined;
  const day = scanAt(folded, closed.end, forward(today));
  if (day === undefined) {
    const number = match(bare, folded, closed.end);
    const to = number && dateInSomeMonth(dateOf(number.words.date ?? ''), forward(today));
    return number && to ? { from: today, to, end: number.end, yearWritten: false } : undefined;
  }
  if (day.reading.kind === 'impossible') return day.reading;
  return { from: today, to: day.reading.day, end: day.end, yearWritten: false };
}

/** «à partir du 12 août» says no end. */
export function openStartAt(folded: string, start: number, today: string): Span | undefined {
  const open = match(opening, folded, start);
  if (open === undefined || scanAt(folded, open.end, forward(today)) === undefined)
    return undefined;
  return {
    kind: 'impossible',
    sentence: 'Indiquez aussi la fin de la période, par exemple « du 1er au 15 août ».',
  };
}

/** A whole month or week, or one day. */
export function unitAt(folded: string, start: number, today: string): Span | undefined {
  const named = match(wholeMonth, folded, start);
  if (named !== undefined) return monthsFrom(folded, named, today);
  const week = match(wholeWeek, folded, start);
  if (week !== undefined) {
    const ahead = week.words.turn?.startsWith('prochaine') || week.words.turn === 'suivante';
    const shift = week.words.turn === undefined ? 0 : ahead ? 7 : -7;
    return weekWith(addDays(today, shift), week.end, false);
  }
  const around = match(weekOf, folded, start);
  const day = scanAt(folded, around?.end ?? start, forward(today));
  if (day === undefined) return undefined;
  if (day.reading.kind === 'impossible') return day.reading;
  const { day: only, yearWritten } = day.reading;
  if (around !== undefined || match(isoWeek, folded, start) !== undefined) {
    return weekWith(only, day.end, yearWritten);
  }
  return { from: only, to: only, end: day.end, yearWritten };
}

function lasting(day: Scanned | undefined, length: Words): Span | undefined {
  if (day === undefined) return undefined;
  if (day.reading.kind === 'impossible') return day.reading;
  const { day: from, yearWritten } = day.reading;
  return { from, to: addDays(shifted(length, from, 1), -1), end: day.end, yearWritten };
}

/** «en août», «de juin à août». */
function monthsFrom(folded: string, named: Matched, today: string): Span {
  const link = match(toMonth, folded, named.end);
  const last = link && match(wholeMonth, folded, link.end);
  const current = firstOf(today);
  if (last === undefined) {
    const from = firstOfMonth(named.words, today, current);
    return months(from, from, named.end, named.words.year !== undefined);
  }
  const to = firstOfMonth(last.words, today, current);
  const number = monthOf(named.words.month ?? '');
  const from =
    named.words.year === undefined
      ? dayOf(
          yearFor({ today, look: 'back', pivot: to }, (y) => dayOf(y, number, 1)),
          number,
          1,
        )
      : dayOf(Number(named.words.year), number, 1);
  return months(from, to, last.end, last.words.year !== undefined);
}

function firstOfMonth(words: Words, today: string, current: string): string {
  const number = monthOf(words.month ?? '');
  const shift = words.turn === undefined ? 0 : words.turn === 'prochain' ? 1 : -1;
  const look = shift === -1 ? 'back' : 'forward';
  const inYear =
    words.year === undefined
      ? yearFor({ today, look, pivot: addMonths(current, shift) }, (y) => dayOf(y, number, 1))
      : Number(words.year);
  return dayOf(inYear, number, 1);
}

function months(first: string, last: string, at: number, yearWritten: boolean): Span {
  return { from: first, to: addDays(addMonths(last, 1), -1), end: at, yearWritten };
}

function firstOf(day: string): string {
  return `${day.slice(0, 8)}01`;
}

function weekWith(day: string, at: number, yearWritten: boolean): Span {
  const from = addDays(day, 1 - weekdayOf(day));
  return { from, to: addDays(from, 6), end: at, yearWritten };
}

interface Matched {
  readonly end: number;
  readonly words: Words;
}

function match(pattern: RegExp, folded: string, start: number): Matched | undefined {
  pattern.lastIndex = start;
  const found = pattern.exec(folded);
  if (found === null) return undefined;
  return { end: start + found[0].length, words: found.groups ?? {} };
}
