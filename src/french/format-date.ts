/**
 * Days and hours as French people write them. Names are spelt here rather than asked of Intl: the
 * reading of typed dates needs the same ones, and a table costs nothing.
 */
import { daysBetween, partsOf, weekdayOf } from '../domain/days.ts';
import { parisDay, parisTime } from '../domain/paris-time.ts';

/** Monday first, as ISO weekdays count. */
export const weekdayNames = [
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
] as const;

export const monthNames = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** ISO weekday 1 to 7. */
export function weekdayName(weekday: number): string {
  return weekdayNames[weekday - 1] ?? '';
}

/** Month 1 to 12. */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? '';
}

/** «mardi 16 mars 2027». */
export function longDate(day: string): string {
  return `${weekdayName(weekdayOf(day))} ${plainDate(day)}`;
}

/** «16 mars 2027», «1er avril 2027». */
export function plainDate(day: string): string {
  return `${dayAndMonth(day)} ${partsOf(day).year}`;
}

/** «16 mars», «1er avril». */
export function dayAndMonth(day: string): string {
  const { month, date } = partsOf(day);
  return `${date === 1 ? '1er' : date} ${monthName(month)}`;
}

/** «mardi 16 mars», for dates near enough to need no year. */
export function weekdayAndDate(day: string): string {
  return `${weekdayName(weekdayOf(day))} ${dayAndMonth(day)}`;
}

/** «16/03/2027». */
export function shortDate(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** «mars 2027», from a day or a `YYYY-MM`. */
export function monthAndYear(month: string): string {
  return `${monthName(Number(month.slice(5, 7)))} ${Number(month.slice(0, 4))}`;
}

/** «14 h», «9 h 05», from `HH:MM`; no-break spaces keep an hour on its line. */
export function hour(time: string): string {
  const minutes = time.slice(3, 5);
  const whole = `${Number(time.slice(0, 2))}\u00A0h`;
  return minutes === '00' ? whole : `${whole}\u00A0${minutes}`;
}

/** «mardi 16 mars 2027» or, with an hour, «mardi 16 mars 2027 à 14 h». */
export function longDateAt(day: string, time?: string): string {
  return time === undefined ? longDate(day) : `${longDate(day)} à ${hour(time)}`;
}

/** «le 12 mars à 14 h»: an instant in Paris, short; the year is said when it is not `today`'s. */
export function onDateAt(instant: string, today: string): string {
  const day = parisDay(instant);
  const date = day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : plainDate(day);
  return `le ${date} à ${hour(parisTime(instant))}`;
}

/** «hier», «il y a 3 jours», «dans 2 semaines»: how far a day is, in the largest fitting unit. */
export function relativeDay(day: string, today: string): string {
  const days = daysBetween(today, day);
  const near = nearWords.get(days);
  if (near !== undefined) return near;
  const span = spanWords(Math.abs(days));
  return days < 0 ? `il y a ${span}` : `dans ${span}`;
}

const nearWords = new Map([
  [-2, 'avant-hier'],
  [-1, 'hier'],
  [0, 'aujourd’hui'],
  [1, 'demain'],
  [2, 'après-demain'],
]);

/** Weeks only from two on and when whole, months from two on: «10 jours» says more than «1 semaine». */
function spanWords(days: number): string {
  if (days >= 730) return `${Math.floor(days / 365.25)} ans`;
  if (days >= 60) return `${Math.floor(days / 30.44)} mois`;
  if (days >= 14 && days % 7 === 0) return `${days / 7} semaines`;
  return `${days} jours`;
}

/** «du 1er au 15 août 2027», «du 28 juillet au 3 août 2027»: what both ends share is said once. */
export function dateRange(from: string, to: string): string {
  if (from === to) return `le ${plainDate(from)}`;
  const start = partsOf(from);
  const end = partsOf(to);
  if (start.year !== end.year) return `du ${plainDate(from)} au ${plainDate(to)}`;
  if (start.month !== end.month) return `du ${dayAndMonth(from)} au ${plainDate(to)}`;
  return `du ${start.date === 1 ? '1er' : start.date} au ${plainDate(to)}`;
}
