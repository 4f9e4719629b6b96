/** Digests, one per person and day, and the reminders that each carried: never sent twice. */
import type { ReminderKind } from '../domain/obligations/stage.ts';
import type { Standing } from '../domain/obligations/standing.ts';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { ReminderTable } from './schema.ts';

export interface Digest {
  readonly id: string;
  readonly personId: string;
  /** The day it was made up for: `YYYY-MM-DD`. */
  readonly day: string;
  readonly createdAt: string;
  readonly version: number;
}

/** A line of a digest. */
export interface SentReminder {
  readonly key: string;
  readonly kind: ReminderKind;
  readonly pactId: string;
  readonly subject: string;
  readonly period: string;
  readonly stage: string;
  readonly recipient: string;
  /** Whose seat makes it due: the recipient, unless they stand in. */
  readonly holder: string;
  readonly plannedOn: string;
  /** UTC instant. */
  readonly sentAt: string;
  readonly digestId: string;
  readonly lists: readonly string[];
  /** As when its digest was last written. */
  readonly standing: Standing;
  /** When nothing was left to answer. */
  readonly settledAt: string | null;
}

const keysSince = compiled((db, { after }: { after: number }) =>
  db
    .selectFrom('reminder')
    .select(['seq', 'key', 'sentAt'])
    .where('seq', '>', after)
    .orderBy('seq'),
);

/** What was sent after a place in the order of sending, to go on from there. */
export async function remindersAfter(
  db: Db,
  after: number,
): Promise<readonly { readonly seq: number; readonly key: string; readonly sentAt: string }[]> {
  return keysSince(db, { after });
}

/** Who has a digest of the day. */
export async function digestsOn(db: Db, day: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('digest').select('personId').where('day', '=', day).execute();
  return new Set(rows.map(({ personId }) => personId));
}

export async function insertDigest(db: Tx, digest: Omit<Digest, 'version'>): Promise<void> {
  await db
    .insertInto('digest')
    .values({ ...digest, version: 1 })
    .execute();
}

export async function insertReminder(
  db: Tx,
  { recipient, holder, lists, standing, ...reminder }: Omit<SentReminder, 'settledAt'>,
): Promise<void> {
  await db
    .insertInto('reminder')
    .values({
      ...reminder,
      recipientId: recipient,
      holderId: holder,
      lists: JSON.stringify(lists),
      standing: JSON.stringify(standing),
      settledAt: null,
    })
    .execute();
}

export async function findDigest(db: Db, id: string): Promise<Digest | undefined> {
  return db.selectFrom('digest').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The digests of a person, in the order of their days, whatever became of them. */
export async function digestsOf(db: Db, personId: string): Promise<readonly Digest[]> {
  return db
    .selectFrom('digest')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('day')
    .execute();
}

export async function remindersOf(
  db: Db,
  digestIds: readonly string[],
): Promise<readonly SentReminder[]> {
  const rows = await db
    .selectFrom('reminder')
    .selectAll()
    .where('digestId', 'in', digestIds)
    .orderBy('seq')
    .execute();
  return rows.map(toReminder);
}

/** Lines sent since an instant that still wait for an answer. */
export async function openReminders(db: Db, since: string): Promise<readonly SentReminder[]> {
  const rows = await db
    .selectFrom('reminder')
    .selectAll()
    .where('settledAt', 'is', null)
    .where('digestId', 'is not', null)
    .where('sentAt', '>=', since)
    .orderBy('sentAt')
    .execute();
  return rows.map(toReminder);
}

export async function saveStanding(
  db: Tx,
  key: string,
  standing: Standing,
  settledAt: string | null,
): Promise<void> {
  await db
    .updateTable('reminder')
    .set({ standing: JSON.stringify(standing), settledAt })
    .where('key', '=', key)
    .execute();
}

/** One more version of what a digest says. @returns the new one */
export async function bumpDigest(db: Tx, id: string): Promise<number> {
  const row = await db
    .updateTable('digest')
    .set((digest) => ({ version: digest('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

function toReminder({
  recipientId: recipient,
  holderId: holder,
  ...row
}: Omit<ReminderTable, 'seq'>): SentReminder {
  return {
    ...row,
    kind: row.kind as ReminderKind,
    recipient,
    holder,
    digestId: row.digestId ?? '',
    lists: JSON.parse(row.lists) as string[],
    standing: JSON.parse(row.standing) as Standing,
  };
}
