/**
 * The outbox: what must reach somebody, written in the transaction of the change that causes it
 * and sent after. A row holds a subject and an intent; its words are written when it is sent.
 */
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import type { OutboxState } from './schema.ts';

/** A person, wherever they prefer; the chargée de mission's channel; a copy to be rewritten. */
export type Recipient =
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'officerChannel' }
  | { readonly kind: 'copy'; readonly copy: string };

export interface Outgoing {
  readonly id: string;
  /** Stable: the same thing is never written twice. */
  readonly key: string;
  readonly intent: string;
  readonly subjectId: string;
  readonly recipient: Recipient;
  readonly notBefore: string;
  readonly attempts: number;
  /** In a restored database: it may have left before, without this database knowing. */
  readonly doubtful?: true;
  /** When it was first tried: nothing of it can have been sent before. */
  readonly triedAt: string | null;
}

/** The last error of a row that is doubtful, until it is settled. */
export const mayHaveLeft = 'may have left before the restoration';

/** Writes a row unless its key is there already; tells whether it was written. */
export async function enqueue(
  db: Tx,
  row: Omit<Outgoing, 'attempts' | 'triedAt' | 'doubtful'> & { createdAt: string },
): Promise<boolean> {
  const result = await db
    .insertInto('outbox')
    .values({
      ...row,
      recipient: JSON.stringify(row.recipient),
      state: 'pending',
      leaseUntil: null,
      attempts: 0,
      lastError: null,
      settledAt: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

/** Whether the row of that key has still to leave; `undefined` when there is none. */
export async function isWaiting(db: Db, key: string): Promise<boolean | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('settledAt')
    .where('key', '=', key)
    .executeTakeFirst();
  return row && row.settledAt === null;
}

/** When a message of that intent last left, before the row of that id. */
export async function lastSent(
  db: Db,
  intent: string,
  before: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('settledAt')
    .where('intent', '=', intent)
    .where('state', '=', 'sent')
    .where('id', '<>', before)
    .orderBy('settledAt', 'desc')
    .executeTakeFirst();
  return row?.settledAt ?? undefined;
}

export async function settle(
  db: Tx,
  id: string,
  state: Extract<OutboxState, 'sent' | 'superseded' | 'dead'>,
  at: string,
  lastError: string | null = null,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state, settledAt: at, leaseUntil: null, lastError })
    .where('id', '=', id)
    .execute();
}

/** Messages that would leave by now leave at an instant to come; not those that only rewrite. */
export async function putOff(db: Tx, now: string, until: string): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ notBefore: until })
    // Said twice, so that the index of what is due is used.
    .where('state', 'in', ['pending', 'sending'])
    .where('state', '=', 'pending')
    .where('notBefore', '<=', now)
    .where(sql`recipient ->> 'kind'`, '<>', 'copy')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Of these keys, those of messages that were sent. */
export async function sentKeys(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom('outbox')
    .select('key')
    .where('key', 'in', keys)
    .where('state', '=', 'sent')
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** The name under which the messages to somebody are kept in order. */
export function conversationOfPerson(tenant: string, user: string): string {
  return `person ${tenant} ${user}`;
}

/** A message that was sent and may have to be rewritten. */
export interface Copy {
  readonly id: string;
  readonly outboxId: string;
  readonly intent: string;
  readonly subjectId: string;
  readonly personId: string | null;
  readonly platform: string;
  readonly tenant: string;
  /** Where the message is, as its platform names it. */
  readonly reference: string;
  readonly sentAt: string;
  /** Where it stands, as the delivery names it; unknown of the oldest ones. */
  readonly conversation: string | null;
}

export async function insertCopy(db: Tx, copy: Copy): Promise<void> {
  await db.insertInto('copy').values(copy).execute();
}

export async function findCopy(db: Db, id: string): Promise<Copy | undefined> {
  return db.selectFrom('copy').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The message that its platform names so. */
export async function findCopyAt(
  db: Db,
  platform: string,
  reference: string,
): Promise<Copy | undefined> {
  return db
    .selectFrom('copy')
    .selectAll()
    .where('platform', '=', platform)
    .where('reference', '=', reference)
    .executeTakeFirst();
}

/** Under which key a message that was sent had been written, and to whom. */
export async function originOf(
  db: Db,
  id: string,
): Promise<{ readonly key: string; readonly personId: string | null } | undefined> {
  return db
    .selectFrom('copy')
    .innerJoin('outbox', 'outbox.id', 'copy.outboxId')
    .select(['outbox.key', 'copy.personId'])
    .where('copy.id', '=', id)
    .executeTakeFirst();
}

export async function copiesOf(db: Db, subjectId: string): Promise<readonly Copy[]> {
  return db.selectFrom('copy').selectAll().where('subjectId', '=', subjectId).execute();
}
