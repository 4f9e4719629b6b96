/** The instants at which something may fall due: the opening of each day. */
import { addDays } from '../domain/days.ts';
import { parisDay, parisInstant } from '../domain/paris-time.ts';

const openingHour = '09:00';

/** After `from` and up to `to`, in order; UTC instants. */
export function openings(from: string, to: string): readonly string[] {
  const instants: string[] = [];
  for (let day = parisDay(from); day <= parisDay(to); day = addDays(day, 1)) {
    const instant = parisInstant(day, openingHour);
    if (instant > from && instant <= to) instants.push(instant);
  }
  return instants;
}
