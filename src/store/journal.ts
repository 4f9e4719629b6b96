/**
 * The journal: append-only, chained by hash, written in the transaction of the change it tells.
 * Its rows hold ids, codes, values and salted hashes of texts, never a name or a text (SPEC §9), so
 * that erasing a text or a person leaves the chain true.
 */
import { hash as digest } from 'node:crypto';
import { sql } from 'kysely';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type JournalValue =
  | string
  | number
  | boolean
  | null
  | readonly JournalValue[]
  | { readonly [key: string]: JournalValue };

export interface JournalEntry {
  readonly at: string;
  readonly actorId: string | null;
  /** What was done, e.g. `action.updated`. */
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, JournalValue>>;
}

export interface JournalRow extends JournalEntry {
  readonly seq: number;
}

/** The hash before the first row. */
const genesis = '0'.repeat(64);

function chainHash(previousHash: string, entry: JournalEntry, payload: string): string {
  const fields = [entry.at, entry.actorId, entry.act, entry.subjectKind, entry.subjectId, payload];
  return digest('sha256', previousHash + JSON.stringify(fields));
}

const lastHash = compiled((db) =>
  db.selectFrom('journal').select('hash').orderBy('seq', 'desc').limit(sql.lit(1)),
);

const lastSeq = compiled((db) =>
  db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(sql.lit(1)),
);

export type JournalEnd = Pick<Schema['journal'], 'hash'> & { readonly seq: number };

/** The last row and its hash; `undefined` of an empty journal. */
export async function journalEnd(db: Db): Promise<JournalEnd | undefined> {
  return db
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The number of the last row; 0 when there is none. It moves with every act. */
export async function lastJournalRow(db: Db): Promise<number> {
  const [last] = await lastSeq(db, {});
  return last?.seq ?? 0;
}

const insertRow = compiled((db, row: Omit<Schema['journal'], 'seq'>) =>
  db.insertInto('journal').values(row),
);

export async function appendToJournal(db: Tx, entry: JournalEntry): Promise<void> {
  const [last] = await lastHash(db, {});
  const previousHash = last?.hash ?? genesis;
  const payload = JSON.stringify(entry.payload);
  const hash = chainHash(previousHash, entry, payload);
  await insertRow(db, { ...entry, payload, previousHash, hash });
}

/** The refusals that were written after a row. */
export async function refusalsAfter(db: Db, seq: number): Promise<readonly JournalEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['at', 'actorId', 'act', 'subjectKind', 'subjectId', 'payload'])
    .where('seq', '>', seq)
    .where('act', '=', 'refused')
    .orderBy('seq')
    .execute();
  return rows.map(({ payload, ...row }) => ({
    ...row,
    payload: JSON.parse(payload) as JournalEntry['payload'],
  }));
}

/** Instant of the latest entry, in the order of time. */
export async function latestEntryAt(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('journal')
    .select((entry) => entry.fn.max('at').as('at'))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Rows read at a time: the journal of ten years must not be held in memory at once. */
const pageSize = 5000;

/** Every row in order, chain checked on the way. @throws {BrokenChain} at the first false row */
export async function* readJournal(db: Db): AsyncGenerator<JournalRow> {
  let previousHash = genesis;
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const { hash, payload, previousHash: told, seq, ...rest } = row;
      const entry = { ...rest, payload: JSON.parse(payload) as JournalEntry['payload'] };
      if (told !== previousHash || hash !== chainHash(previousHash, entry, payload))
        throw new BrokenChain(seq);
      previousHash = hash;
      after = seq;
      yield { ...entry, seq };
    }
    if (rows.length < pageSize) return;
  }
}

export class BrokenChain extends Error {
  readonly seq: number;

  constructor(seq: number) {
    super(`journal row ${seq} does not follow from the row before it`);
    this.seq = seq;
  }
}

/** How often the date of something was set or moved, and when last. */
export interface DateHistory {
  readonly changes: number;
  /** UTC instant. */
  readonly lastAt: string;
}

// As the index has it: as parameters, the acts would not let SQLite use it.
const setsDate = sql<boolean>`act IN (
  'meeting.planned','meeting.postponed','meeting.amended','meeting.held','meeting.cancelled',
  'meeting.reopened','mandate.given','mandate.ended','pact.loaded','pact.prorogued',
  'campaign.opened','campaign.closed')`;

/** The history of every date of meetings, mandates and pacts, by the id of what has it. */
export async function historyOfDates(db: Db): Promise<ReadonlyMap<string, DateHistory>> {
  const rows = await db
    .selectFrom('journal')
    .select(({ fn }) => [
      'subjectId',
      fn.countAll<number>().as('changes'),
      fn.max('at').as('lastAt'),
    ])
    .where(setsDate)
    .groupBy('subjectId')
    .execute();
  return new Map(rows.map(({ subjectId, ...history }) => [subjectId, history]));
}

/** When one of some of these acts was last done to each subject. */
export async function lastDated(
  db: Db,
  acts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('journal')
    .select(({ fn }) => ['subjectId', fn.max('at').as('at')])
    .where(setsDate)
    .where('act', 'in', acts)
    .groupBy('subjectId')
    .execute();
  return new Map(rows.map(({ subjectId, at }) => [subjectId, at]));
}

const rowsOfClassification = compiled((db, { actionId }: { actionId: string }) =>
  db
    .selectFrom('journal')
    .select(['at', 'payload'])
    .where('subjectId', '=', actionId)
    // As the index has it: as parameters, the acts would not let SQLite use it.
    .where(sql<boolean>`act IN ('action.created','action.amended')`)
    .orderBy('seq'),
);

/** What an action was about from its creation on: the rows that create and amend it, in order. */
export async function classificationRows(
  db: Db,
  actionId: string,
): Promise<readonly Pick<JournalRow, 'at' | 'payload'>[]> {
  const rows = await rowsOfClassification(db, { actionId });
  return rows.map(({ at, payload }) => ({
    at,
    payload: JSON.parse(payload) as JournalEntry['payload'],
  }));
}
