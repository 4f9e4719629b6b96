/**
 * Between instants (UTC, ISO-8601 text) and the days and hours people live by. The zone is Paris
 * unless a pact says otherwise; both clock changes are Temporal's business.
 */
import { Temporal } from 'temporal-polyfill';

const paris = 'Europe/Paris';

/** The local day of an instant, `YYYY-MM-DD`. Throws on text that is not an instant. */
export function parisDay(instant: string, timeZone: string = paris): string {
  const quarter = quarterOf(instant);
  if (quarter === undefined) return dayIn(instant, timeZone);
  const key = `${quarter} ${timeZone}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  if (days.size >= daysKept) days.clear();
  const day = dayIn(instant, timeZone);
  days.set(key, day);
  return day;
}

/** Asking Temporal costs 20 µs, and a list of actions has thousands of instants. */
const days = new Map<string, string>();
const daysKept = 20_000;

/** A day never changes within a quarter of an hour, in any zone; `undefined`: not plainly UTC. */
function quarterOf(instant: string): string | undefined {
  const [, hour, minute] =
    /^(\d{4}-\d\d-\d\dT\d\d):([0-5]\d):[0-5]\d(?:\.\d{1,9})?Z$/.exec(instant) ?? [];
  return hour === undefined ? undefined : `${hour} ${Math.floor(Number(minute) / 15)}`;
}

function dayIn(instant: string, timeZone: string): string {
  return local(instant, timeZone).toPlainDate().toString();
}

/** The local hour of an instant, `HH:MM`. */
export function parisTime(instant: string, timeZone: string = paris): string {
  return local(instant, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant of a local day and hour (`HH:MM`), as `YYYY-MM-DDTHH:MM:SS.000Z`: every instant kept
 * has its milliseconds, so that instants compare as text. An hour that the spring
 * change skips is taken one hour later; of an hour that the autumn change repeats, the first.
 */
export function parisInstant(day: string, time: string, timeZone: string = paris): string {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

function local(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}
