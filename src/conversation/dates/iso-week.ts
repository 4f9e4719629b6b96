/** Weeks as ISO 8601 numbers them: week 1 holds 4 January. */
import { addDays, dayOf, daysBetween, weekdayOf } from '../../domain/days.ts';

/** The Monday of a week of an ISO year. */
export function weekOfYear(year: number, week: number): string {
  const fourth = dayOf(year, 1, 4);
  return addDays(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1));
}

/** 52 or 53. */
export function weeksIn(year: number): number {
  return daysBetween(weekOfYear(year, 1), weekOfYear(year + 1, 1)) / 7;
}
