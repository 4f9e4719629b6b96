/**
 * Between instants (UTC, ISO-8601 text) and the days and hours people live by. The zone is Paris
 * unless a pact says otherwise; both clock changes are Temporal's business.
 */
import { Temporal } from 'temporal-polyfill';

const paris = 'Europe/Paris';

/** The local day of an instant, `YYYY-MM-DD`. Throws on text that is not an instant. */
export function parisDay(instant: string, timeZone: string = paris): string {
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
