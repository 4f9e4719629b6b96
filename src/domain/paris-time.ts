/**
 * Between instants (UTC, ISO-8601 text) and the days and hours people live by. Both clock
 * changes of Paris are Temporal's business.
 */
import { Temporal } from 'temporal-polyfill';

const paris = 'Europe/Paris';

/** The local day of an instant, `YYYY-MM-DD`. Throws on text that is not an instant. */
export function parisDay(instant: string): string {
  return quarterOf(instant)?.day ?? local(instant).toPlainDate().toString();
}

/** The local hour of an instant, `HH:MM`. */
export function parisTime(instant: string): string {
  const quarter = quarterOf(instant);
  if (!quarter) return local(instant).toPlainTime().toString({ smallestUnit: 'minute' });
  const minute = Number(quarter.begins.slice(3)) + (Number(instant.slice(14, 16)) % 15);
  return `${quarter.begins.slice(0, 3)}${String(minute).padStart(2, '0')}`;
}

/** Where Paris stands when a quarter of an hour begins: neither day nor offset changes within. */
interface Quarter {
  readonly day: string;
  /** `HH:MM`. */
  readonly begins: string;
}

/** Asking Temporal costs 20 µs, and a list of actions has thousands of instants. */
const quarters = new Map<string, Quarter>();
const quartersKept = 20_000;

/** `undefined`: not plainly UTC. */
function quarterOf(instant: string): Quarter | undefined {
  if (!plainlyUtc.test(instant)) return undefined;
  const hour = instant.slice(0, 13);
  const past = Math.floor(Number(instant.slice(14, 16)) / 15);
  const key = `${hour} ${past}`;
  const known = quarters.get(key);
  if (known) return known;
  if (quarters.size >= quartersKept) quarters.clear();
  const begins = local(instant).subtract({ minutes: Number(instant.slice(14, 16)) % 15 });
  const quarter = {
    day: begins.toPlainDate().toString(),
    begins: begins.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
  quarters.set(key, quarter);
  return quarter;
}

const plainlyUtc = /^\d{4}-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/**
 * The instant of a local day and hour (`HH:MM`), as `YYYY-MM-DDTHH:MM:SS.000Z`: every instant kept
 * has its milliseconds, so that instants compare as text. An hour that the spring
 * change skips is taken one hour later; of an hour that the autumn change repeats, the first.
 */
export function parisInstant(day: string, time: string): string {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(paris, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

function local(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(paris);
}
