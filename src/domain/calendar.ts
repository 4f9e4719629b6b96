/**
 * Jours ouvrés: Monday to Friday less the public holidays (Code du travail,
 * L3133-1). The working days of a year are listed once: a question about one costs a look-up.
 */
import { addDays, dayOf, partsOf, weekdayOf } from './days.ts';
import { type HolidayOptions, type PublicHoliday, publicHolidays } from './holidays.ts';

interface YearOfWork {
  readonly holidays: ReadonlyMap<string, string>;
  /** Working days in order. */
  readonly working: readonly string[];
  readonly isWorking: ReadonlySet<string>;
}

const years = new Map<string, YearOfWork>();
/** Plans look a few years ahead; a bound keeps odd questions from growing the cache for ever. */
const yearsKept = 400;

/** The holiday's name, when the day is one; two names are joined by «, ». */
export function holidayOn(day: string, options: HolidayOptions = {}): string | undefined {
  return yearOfWork(partsOf(day).year, options).holidays.get(day);
}

export function isWorkingDay(day: string, options: HolidayOptions = {}): boolean {
  return yearOfWork(partsOf(day).year, options).isWorking.has(day);
}

/** The first working day strictly after the day. */
export function nextWorkingDay(day: string, options: HolidayOptions = {}): string {
  return addWorkingDays(day, 1, options);
}

/** The last working day strictly before the day. */
export function previousWorkingDay(day: string, options: HolidayOptions = {}): string {
  return addWorkingDays(day, -1, options);
}

/** The day itself when it is worked, else the first working day after it. */
export function workingDayOnOrAfter(day: string, options: HolidayOptions = {}): string {
  return isWorkingDay(day, options) ? day : nextWorkingDay(day, options);
}

/** The day itself when it is worked, else the last working day before it. */
export function workingDayOnOrBefore(day: string, options: HolidayOptions = {}): string {
  return isWorkingDay(day, options) ? day : previousWorkingDay(day, options);
}

/**
 * The `count`-th working day after the day, which itself never counts; before it when negative.
 * Zero gives the day back, worked or not.
 */
export function addWorkingDays(day: string, count: number, options: HolidayOptions = {}): string {
  if (count === 0) return day;
  let year = partsOf(day).year;
  let { working } = yearOfWork(year, options);
  // Position in the year's list of the day asked for, possibly in a year before or after.
  let position =
    count > 0 ? countUpTo(working, day) + count - 1 : countBefore(working, day) + count;
  while (position >= working.length) {
    position -= working.length;
    year += 1;
    working = yearOfWork(year, options).working;
  }
  while (position < 0) {
    year -= 1;
    working = yearOfWork(year, options).working;
    position += working.length;
  }
  return working[position] ?? day;
}

/**
 * Working days from one day to another: those after `from` up to and including `to`, so that it
 * undoes `addWorkingDays`. Negative when `to` is earlier (then `to` counts and `from` does not).
 */
export function workingDaysBetween(from: string, to: string, options: HolidayOptions = {}): number {
  if (to < from) {
    return -(rank(from, from, to, options, countBefore) - rank(to, from, to, options, countBefore));
  }
  return rank(to, from, to, options, countUpTo) - rank(from, from, to, options, countUpTo);
}

/**
 * Ponts of a year: working days squeezed between two closed days, when few people are at work.
 * Worth a warning when a meeting is planned, never a refusal.
 */
export function ponts(year: number, options: HolidayOptions = {}): readonly PublicHoliday[] {
  return yearOfWork(year, options).working.flatMap((day) => {
    const label = pontOn(day, options);
    return label === undefined ? [] : [{ day, label }];
  });
}

/** The holiday that makes the day a pont, when it is one. */
export function pontOn(day: string, options: HolidayOptions = {}): string | undefined {
  if (!isWorkingDay(day, options)) return undefined;
  const eve = addDays(day, -1);
  const morrow = addDays(day, 1);
  if (isWorkingDay(eve, options) || isWorkingDay(morrow, options)) return undefined;
  return holidayOn(eve, options) ?? holidayOn(morrow, options);
}

/** Working days of the years from the earlier of two days to `day`, counted as `within` says. */
function rank(
  day: string,
  from: string,
  to: string,
  options: HolidayOptions,
  within: (working: readonly string[], day: string) => number,
): number {
  const last = partsOf(day).year;
  let total = within(yearOfWork(last, options).working, day);
  for (let year = partsOf(from < to ? from : to).year; year < last; year += 1) {
    total += yearOfWork(year, options).working.length;
  }
  return total;
}

function countUpTo(working: readonly string[], day: string): number {
  let low = 0;
  let high = working.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((working[middle] ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countBefore(working: readonly string[], day: string): number {
  const upTo = countUpTo(working, day);
  return working[upTo - 1] === day ? upTo - 1 : upTo;
}

function yearOfWork(year: number, options: HolidayOptions): YearOfWork {
  const key = `${year} ${options.alsaceMoselle === true} ${options.overseas ?? ''}`;
  let known = years.get(key);
  if (known === undefined) {
    if (years.size >= yearsKept) years.clear();
    known = listYear(year, options);
    years.set(key, known);
  }
  return known;
}

function listYear(year: number, options: HolidayOptions): YearOfWork {
  const holidays = new Map<string, string>();
  for (const { day, label } of publicHolidays(year, options)) {
    const first = holidays.get(day);
    holidays.set(day, first === undefined ? label : `${first}, ${label}`);
  }
  const working: string[] = [];
  const end = dayOf(year, 12, 31);
  let weekday = weekdayOf(dayOf(year, 1, 1));
  for (let day = dayOf(year, 1, 1); ; day = addDays(day, 1)) {
    if (weekday <= 5 && !holidays.has(day)) working.push(day);
    weekday = (weekday % 7) + 1;
    if (day === end) break;
  }
  return { holidays, working, isWorking: new Set(working) };
}
