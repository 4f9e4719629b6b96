/** What a rule makes of the words it recognises, and how a date without its year gets one. */
import {
  addDays,
  dayOf,
  daysBetween,
  daysInMonth,
  isDay,
  partsOf,
  weekdayOf,
} from '../../domain/days.ts';
import { dayAndMonth, monthName, plainDate, weekdayName } from '../../french/format-date.ts';
import { dateOf, monthOf, weekdayOfWord, yearOf } from './words.ts';

export type Look = 'forward' | 'back';

export interface Moment {
  readonly today: string;
  readonly look: Look;
  /**
   * The day from which a date without a year is looked for, itself included: today, or the other
   * end of a period. «demain» and the like always count from today.
   */
  readonly pivot: string;
}

export type Reading =
  | { readonly kind: 'day'; readonly day: string; readonly yearWritten: boolean }
  | { readonly kind: 'impossible'; readonly sentence: string };

export type Words = Readonly<Record<string, string | undefined>>;

export interface Rule {
  /** Sticky, over folded text. */
  readonly pattern: RegExp;
  /** `undefined`: the words are no date after all. */
  readonly read: (words: Words, moment: Moment) => Reading | undefined;
}

export function rule(source: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(source, 'uy'), read };
}

export function found(day: string, yearWritten = false): Reading {
  return { kind: 'day', day, yearWritten };
}

export function impossible(sentence: string): Reading {
  return { kind: 'impossible', sentence };
}

/** «prochain» and «dernier» decide whatever the sentence is about, and never mean today. */
function turnedMoment(moment: Moment, turn: string | undefined): Moment {
  if (turn === undefined) return moment;
  return turn === 'prochain'
    ? { ...moment, look: 'forward', pivot: addDays(moment.today, 1) }
    : { ...moment, look: 'back', pivot: addDays(moment.today, -1) };
}

/** The first year, going the way the moment looks, in which the day is not on the wrong side. */
export function yearFor(moment: Moment, dayIn: (year: number) => string): number {
  const { year } = partsOf(moment.pivot);
  const day = dayIn(year);
  if (moment.look === 'forward') return day < moment.pivot ? year + 1 : year;
  return day > moment.pivot ? year - 1 : year;
}

/** A date of the year: its year and weekday are read when they were written. */
export function readDate(words: Words, monthNumber: number, moment: Moment): Reading {
  const date = dateOf(words.date ?? '');
  if (date === 0) return impossible('Le premier jour d’un mois est le 1er.');
  const year =
    words.year === undefined
      ? yearFor(turnedMoment(moment, words.turn), (y) => dayOf(y, monthNumber, date))
      : yearOf(words.year);
  const day = dayOf(year, monthNumber, date);
  if (!isDay(day)) return impossible(noSuchDay(year, monthNumber, date));
  const yearWritten = words.year !== undefined;
  if (words.weekday !== undefined) {
    const mismatch = weekdayMismatch(day, weekdayOfWord(words.weekday), moment, yearWritten);
    if (mismatch !== undefined) return impossible(mismatch);
  }
  return found(day, yearWritten);
}

/** The reading of a date in letters, `month` being a word. */
export function readDateInWords(words: Words, moment: Moment): Reading {
  return readDate(words, monthOf(words.month ?? ''), moment);
}

/** «Le 31 avril n’existe pas : avril compte 30 jours. Indiquez « 30 avril » ou « 1er mai ».» */
function noSuchDay(year: number, month: number, date: number): string {
  const length = daysInMonth(year, month);
  const last = dayOf(year, month, length);
  // 29 February exists in some years: the year is then what is wrong.
  const ofYear = month === 2 && date === 29 ? ` ${year}` : '';
  return (
    `Le ${date} ${monthName(month)}${ofYear} n’existe pas : ` +
    `${monthName(month)} ${month === 2 ? `${year} ` : ''}compte ${length} jours. ` +
    `Indiquez « ${dayAndMonth(last)} » ou « ${dayAndMonth(addDays(last, 1))} ».`
  );
}

/**
 * «Le 17 mars 2027 est un mercredi, non un mardi. Indiquez « mercredi 17 mars » ou « mardi 16
 * mars ».» The other date offered is the nearest one that would be accepted.
 */
export function weekdayMismatch(
  day: string,
  weekday: number,
  moment: Moment,
  yearWritten: boolean,
): string | undefined {
  const real = weekdayOf(day);
  if (real === weekday) return undefined;
  const after = addDays(day, (weekday - real + 7) % 7);
  const before = addDays(after, -7);
  const nearest = daysBetween(day, after) <= 3 ? after : before;
  const other = nearest === after ? before : after;
  const offered = yearWritten || isAhead(nearest, moment) ? nearest : other;
  const say = yearWritten || partsOf(offered).year !== partsOf(day).year ? plainDate : dayAndMonth;
  return (
    `Le ${plainDate(day)} est un ${weekdayName(real)}, non un ${weekdayName(weekday)}. ` +
    `Indiquez « ${weekdayName(real)} ${say(day)} » ou « ${weekdayName(weekday)} ${say(offered)} ».`
  );
}

/** On the side the moment looks to, the pivot included. */
function isAhead(day: string, moment: Moment): boolean {
  return moment.look === 'forward' ? day >= moment.pivot : day <= moment.pivot;
}
