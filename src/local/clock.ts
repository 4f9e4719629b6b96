/**
 * The clock of local mode: it runs in real time from an offset kept in the database, can be moved
 * forward, and never goes back, whatever the machine's own clock does.
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { isDay } from '../domain/days.ts';
import { parisInstant } from '../domain/paris-time.ts';
import type { Db } from '../store/database.ts';
import { latestEntryAt } from '../store/journal.ts';
import { readSetting, saveSetting } from '../store/settings.ts';

interface ClockMove {
  /** ISO 8601 duration, added in Paris time: `P30D` keeps the hour across a clock change. */
  readonly advance?: string;
  /** Paris time, `YYYY-MM-DDTHH:MM`; a day alone means its opening hour, 9:00. */
  readonly to?: string;
}

type Moved =
  | { readonly ok: true; readonly now: string }
  | { readonly ok: false; readonly why: 'backward' | 'unreadable' };

/**
 * Called for each move, to do what is due after `from` and up to `to`, in order. `standAt` sets the
 * clock at an instant in between; the next one is visited only when this one's messages are sent.
 */
export type VisitDue = (
  from: string,
  to: string,
  standAt: (instant: string) => void,
) => Promise<void>;

export interface LocalClock extends AsyncDisposable {
  /** UTC instant, with milliseconds; never earlier than one already given. */
  now(): string;
  /** Resolves once every due instant on the way has been visited and the move is on disk. */
  move(move: ClockMove): Promise<Moved>;
  /**
   * The same from inside a transaction: answers where the clock is going, and goes there once the
   * transaction has let go of the database.
   */
  moveClock(move: ClockMove): Promise<Moved>;
}

export interface LocalClockOptions {
  readonly db: Db;
  /** Where the clock starts, unless the database is already later: Paris time, as `to`. */
  readonly startAt?: string;
  readonly visitDue?: VisitDue;
  /** A move asked for from a transaction failed after its answer. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly realTime?: () => number;
}

const settingName = 'localClock';
const settingSchema = z.object({ offset: z.int() });
const openingHour = '09:00';
/** Local mode is for trying a pact out: a move further than that is a typing error. */
const end = '2100-01-01T00:00:00Z';

/** Opens the clock where it was left, or where it is told to start. */
export async function openLocalClock(options: LocalClockOptions): Promise<LocalClock> {
  const { db, visitDue, onError = () => {}, realTime = Date.now } = options;
  const kept = settingSchema.optional().parse(await readSetting(db, settingName));
  let offset = kept?.offset ?? 0;
  let latest = (await latestEntry(db)) ?? Number.NEGATIVE_INFINITY;
  /** Where the clock stands still while due instants are visited. */
  let standing: number | undefined;
  let moves: Promise<unknown> = Promise.resolve();

  const read = (): number => {
    latest = Math.max(latest, standing ?? realTime() + offset);
    return latest;
  };
  const now = (): string => toText(read());
  const runFrom = async (instant: number): Promise<void> => {
    offset = instant - realTime();
    await db.transaction().execute((tx) => saveSetting(tx, settingName, { offset }));
  };
  const goTo = async (target: number): Promise<Moved> => {
    const from = read();
    if (target < from) return { ok: false, why: 'backward' };
    standing = from;
    try {
      await visitDue?.(toText(from), toText(target), (instant) => {
        standing = Math.max(read(), Math.min(toNumber(instant), target));
      });
      standing = target;
    } finally {
      // Where a visit failed, the clock runs on from there: what is left stays due.
      const reached = standing;
      await runFrom(reached);
      standing = undefined;
    }
    return { ok: true, now: now() };
  };
  const queue = (move: () => Promise<Moved>): Promise<Moved> => {
    const moved = moves.then(move);
    moves = moved.catch(() => {});
    return moved;
  };

  const start = options.startAt === undefined ? undefined : readInstant(options.startAt);
  const known = kept !== undefined || latest > Number.NEGATIVE_INFINITY;
  if (start !== undefined && (!known || start > read())) await runFrom(start);
  else if (read() > realTime() + offset) await runFrom(read());

  return {
    now,
    move: (move) =>
      queue(async () => {
        const target = targetOf(move, read());
        return target === undefined ? { ok: false, why: 'unreadable' } : goTo(target);
      }),
    async moveClock(move) {
      const target = targetOf(move, read());
      if (target === undefined) return { ok: false, why: 'unreadable' };
      if (target < read()) return { ok: false, why: 'backward' };
      queue(() => goTo(target)).catch(onError);
      return { ok: true, now: toText(target) };
    },
    async [Symbol.asyncDispose]() {
      await moves;
    },
  };
}

/** The instant of the last thing that happened: time does not start again before it. */
async function latestEntry(db: Db): Promise<number | undefined> {
  const at = await latestEntryAt(db);
  return at === undefined ? undefined : toNumber(at);
}

function toText(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString({
    smallestUnit: 'millisecond',
  });
}

function toNumber(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function targetOf({ advance, to }: ClockMove, from: number): number | undefined {
  if ((advance === undefined) === (to === undefined)) return undefined;
  const target = to === undefined ? later(from, advance ?? '') : readInstant(to);
  return target !== undefined && target < toNumber(end) ? target : undefined;
}

function later(from: number, duration: string): number | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO('Europe/Paris')
      .add(Temporal.Duration.from(duration)).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function readInstant(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(text);
  const [, day = '', time = openingHour] = parts ?? [];
  return isDay(day) ? toNumber(parisInstant(day, time)) : undefined;
}
