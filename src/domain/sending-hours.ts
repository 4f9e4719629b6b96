/** When a message may leave: within the sending hours of a working day (SPEC §7). */
import { isWorkingDay, nextWorkingDay } from './calendar.ts';
import type { CalendarOptions } from './pact.ts';
import { parisDay, parisInstant, parisTime } from './paris-time.ts';

export function isSendingTime(instant: string, calendar: CalendarOptions): boolean {
  const { from, until } = calendar.sendingHours;
  const time = parisTime(instant);
  return isWorkingDay(parisDay(instant), calendar) && time >= from && time < until;
}

/** The instant itself, or the next opening. */
export function sendingInstant(instant: string, calendar: CalendarOptions): string {
  if (isSendingTime(instant, calendar)) return instant;
  const { from } = calendar.sendingHours;
  const day = parisDay(instant);
  const early = isWorkingDay(day, calendar) && parisTime(instant) < from;
  return parisInstant(early ? day : nextWorkingDay(day, calendar), from);
}
