/**
 * Whose turn it is in the outbox. A row that is due is given its lane (platform, method,
 * conversation); the rows of a lane leave one after the other, in the order in which they were due.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { mayHaveLeft, type Outgoing, type Recipient } from './outbox.ts';
import type { OutboxMethod } from './schema.ts';

export interface Lane {
  readonly platform: string;
  readonly method: OutboxMethod;
  readonly conversation: string;
}

export interface Queued extends Outgoing {
  readonly conversation: string;
}

const columns = [
  'id',
  'key',
  'intent',
  'subjectId',
  'recipient',
  'notBefore',
  'attempts',
  'triedAt',
  'lastError',
] as const;

/** Written as in the partial indexes, with its values: SQLite then knows that they serve. */
const unsettled = sql<boolean>`state IN ('pending','sending')`;

/** Due and nobody's: or its lease ran out, and whoever was sending it stopped meanwhile. */
function free(now: string): RawBuilder<boolean> {
  return sql<boolean>`(${unsettled} AND notBefore <= ${now} AND (
    (state = 'pending' AND (retryAt IS NULL OR retryAt <= ${now}))
    OR (state = 'sending' AND leaseUntil <= ${now})))`;
}

/** Rows that are due and have no lane yet, first due first. */
export async function withoutLane(
  db: Db,
  now: string,
  limit: number,
): Promise<readonly Outgoing[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(columns)
    .where('platform', 'is', null)
    .where(free(now))
    .orderBy('notBefore')
    .orderBy(sql`rowid`)
    .limit(limit)
    .execute();
  return rows.map(outgoing);
}

export async function giveLane(db: Tx, id: string, lane: Lane): Promise<void> {
  await db.updateTable('outbox').set(lane).where('id', '=', id).execute();
}

const noLane = { platform: null, method: null, conversation: null };

/** Messages to people whose platform is not connected may take another; rewrites wait for it. */
export async function leaveLanes(db: Db, connected: readonly string[]): Promise<void> {
  await db
    .updateTable('outbox')
    .set(noLane)
    .where(unsettled)
    .where('state', '=', 'pending')
    .where('method', '=', 'send')
    .where('platform', 'not in', connected)
    .execute();
}

/**
 * The first row of each lane, when it may leave; first due first. Read in the order in which they
 * were due, so that it ends at the limit: by lanes, SQLite would read and sort the whole backlog.
 */
export async function firstOfLanes(
  db: Db,
  { platform, method }: Pick<Lane, 'platform' | 'method'>,
  now: string,
  limit: number,
): Promise<readonly Queued[]> {
  const { rows } = await sql<Row & { conversation: string | null }>`
    SELECT ${sql.join([...columns, 'conversation'].map((column) => sql.ref(column)))}
    FROM outbox INDEXED BY outboxTurn
    WHERE platform = ${platform} AND method = ${method} AND ${free(now)}
      AND NOT EXISTS (SELECT 1 FROM outbox AS earlier INDEXED BY outboxLane
        WHERE earlier.platform = outbox.platform AND earlier.method = outbox.method
          AND earlier.conversation = outbox.conversation
          AND earlier.state IN ('pending','sending')
          AND earlier.notBefore <= outbox.notBefore
          AND (earlier.notBefore < outbox.notBefore OR earlier.rowid < outbox.rowid))
    ORDER BY notBefore, rowid
    LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({ ...outgoing(row), conversation: row.conversation ?? '' }));
}

interface Row extends Omit<Outgoing, 'recipient' | 'doubtful'> {
  readonly recipient: string;
  readonly lastError: string | null;
}

function outgoing({ lastError, ...row }: Row): Outgoing {
  return {
    ...row,
    recipient: JSON.parse(row.recipient) as Recipient,
    ...(lastError === mayHaveLeft && { doubtful: true }),
  };
}

/**
 * Takes a row for the length of a lease. One whose lease ran out comes back with an attempt more.
 * @returns the row as it is then, or `undefined` when somebody else took it
 */
export async function claim<Row extends Outgoing>(
  db: Tx,
  row: Row,
  now: string,
  leaseUntil: string,
): Promise<Row | undefined> {
  const attempts = row.attempts + 1;
  // Of a restored row, nobody knows when it was tried; it was not before it was due.
  const triedAt = row.triedAt ?? (row.attempts > 0 ? row.notBefore : now);
  const result = await db
    .updateTable('outbox')
    .set({ state: 'sending', leaseUntil, attempts, triedAt })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where(free(now))
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1 ? { ...row, attempts, triedAt } : undefined;
}

/** Gives a row back as if it had not been tried; `keepsLane`: false when it is to go elsewhere. */
export async function release(
  db: Tx,
  row: Pick<Outgoing, 'id' | 'attempts'>,
  keepsLane: boolean,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      ...{ state: 'pending', leaseUntil: null, attempts: row.attempts - 1 },
      ...(keepsLane ? {} : noLane),
    })
    .where('id', '=', row.id)
    .execute();
}

/**
 * Puts a row back, to be tried again at `retryAt`. With `keepsLane` the rest of its conversation
 * waits with it; without, they go first.
 */
export async function putOff(
  db: Tx,
  id: string,
  retryAt: string,
  lastError: string | null,
  keepsLane: boolean,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      ...{ state: 'pending', leaseUntil: null, retryAt, lastError },
      ...(keepsLane ? {} : noLane),
    })
    .where('id', '=', id)
    .execute();
}

/** Drops the rows of a lane that wait for the same recipient since before that one. */
export async function supersedeBefore(
  db: Tx,
  row: Pick<Outgoing, 'id' | 'recipient'>,
  { platform, method, conversation }: Lane,
  at: string,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'superseded', settledAt: at })
    .where(unsettled)
    .where('state', '=', 'pending')
    .where('platform', '=', platform)
    .where('method', '=', method)
    .where('conversation', '=', conversation)
    .where('recipient', '=', JSON.stringify(row.recipient))
    .where(sql<boolean>`rowid < (SELECT rowid FROM outbox WHERE id = ${row.id})`)
    .execute();
}

/** When the next row that waits may leave, or sooner; `undefined` when none does. */
export async function nextTurn(db: Db, now: string): Promise<string | undefined> {
  const { rows } = await sql<{ at: string | null }>`
    SELECT min(at) AS at FROM (
      SELECT * FROM (SELECT notBefore AS at FROM outbox INDEXED BY outboxDue
        WHERE ${unsettled} AND state = 'pending' AND notBefore > ${now} ORDER BY notBefore LIMIT 1)
      UNION ALL
      SELECT * FROM (SELECT retryAt AS at FROM outbox INDEXED BY outboxRetry
        WHERE ${unsettled} AND state = 'pending' AND retryAt > ${now} ORDER BY retryAt LIMIT 1))`.execute(
    db,
  );
  return rows[0]?.at ?? undefined;
}
