/**
 * The way of a moved clock: each instant at which something may fall due, in order. Messages leave
 * from the opening of sending hours on, reminders at the hour that each person chose.
 */
import { addDays } from '../domain/days.ts';
import type { CalendarOptions } from '../domain/pact.ts';
import { parisDay, parisInstant } from '../domain/paris-time.ts';
import type { VisitDue } from './clock.ts';

export interface Way {
  readonly calendar: () => Promise<Pick<CalendarOptions, 'sendingHours'>>;
  /** Does what is due at an instant; its messages have been sent once it resolves. */
  readonly work: (instant: string) => Promise<void>;
  /** The next instant at which a reminder may be due, as the state is after that work. */
  readonly nextReminder: () => string | undefined;
}

export function visitAlong({ calendar, work, nextReminder }: Way): VisitDue {
  return async (from, to, standAt) => {
    const { sendingHours } = await calendar();
    // What is due where the clock starts comes before what the way brings.
    await work(from);
    for (let at = from; ; ) {
      const opening = openingAfter(at, sendingHours.from);
      const reminder = nextReminder();
      at = reminder !== undefined && reminder > at && reminder < opening ? reminder : opening;
      if (at > to) return;
      standAt(at);
      await work(at);
    }
  };
}

function openingAfter(instant: string, hour: string): string {
  const day = parisDay(instant);
  const opening = parisInstant(day, hour);
  return opening > instant ? opening : parisInstant(addDays(day, 1), hour);
}
