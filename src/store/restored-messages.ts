/**
 * Messages after a restoration: the messages that left since the backup are in the messaging
 * platforms, and a restored outbox knows nothing of them. What it replaces may still tell.
 */
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { mayHaveLeft } from './outbox.ts';

/** Not a rewrite of what somebody was already sent. */
const isToSomebody = sql<boolean>`outbox.recipient ->> 'kind' <> 'copy'`;

export interface SentSince {
  /** Messages that the former database had sent and the restored one had not. */
  readonly messages: number;
  /** Copies that say what the restored database does not know, or no longer says. */
  readonly copiesAhead: readonly string[];
}

/** Takes over from the former database what was sent, and where: sent once is sent for good. */
export async function takeOverSent(db: Tx, former: Db): Promise<SentSince> {
  const states = new Map(
    (await db.selectFrom('outbox').select(['key', 'state']).execute()).map((row) => [
      row.key,
      row.state,
    ]),
  );
  const rows = await former.selectFrom('outbox').selectAll().execute();
  const since = rows.filter((row) => row.state === 'sent' && states.get(row.key) !== 'sent');
  // A rewrite does no harm twice, and its key may be that of one still to come.
  const sent = since.filter(({ recipient }) => copyRewritten(recipient) === undefined);
  for (const row of sent) {
    const { key, state, settledAt, attempts } = row;
    const now = { state, settledAt, attempts, leaseUntil: null, lastError: null };
    if (states.has(key)) await db.updateTable('outbox').set(now).where('key', '=', key).execute();
    else await db.insertInto('outbox').values(row).execute();
  }
  // What was being sent when the former database stopped is looked for before it is sent again.
  for (const { key, attempts } of rows.filter(({ state }) => state === 'sending'))
    await db.updateTable('outbox').set({ attempts }).where('key', '=', key).execute();
  const people = await idsOf(db, 'person');
  await takeOverDigests(db, former, people);
  const carried = await takeOverCopies(db, former, people);
  const rewritten = since.flatMap(({ recipient }) => copyRewritten(recipient) ?? []);
  return { messages: sent.length, copiesAhead: [...new Set([...carried, ...rewritten])] };
}

/** Their reminders go with the digests that left: a key keeps its stage from coming twice. */
async function takeOverDigests(db: Tx, former: Db, people: ReadonlySet<string>): Promise<void> {
  const known = await idsOf(db, 'digest');
  const digests = await former
    .selectFrom('digest')
    .innerJoin('outbox', 'outbox.subjectId', 'digest.id')
    .selectAll('digest')
    .where('outbox.state', '=', 'sent')
    .where(isToSomebody)
    .execute();
  for (const digest of digests) {
    if (known.has(digest.id) || !people.has(digest.personId)) continue;
    await db
      .insertInto('digest')
      .values(digest)
      .onConflict((conflict) => conflict.columns(['personId', 'day']).doNothing())
      .execute();
  }
  const [kept, pacts] = [await idsOf(db, 'digest'), await idsOf(db, 'pact')];
  for (const { seq: _, ...line } of await former.selectFrom('reminder').selectAll().execute()) {
    const isKnown =
      people.has(line.recipientId) && people.has(line.holderId) && pacts.has(line.pactId);
    if (!isKnown || (line.digestId !== null && !kept.has(line.digestId))) continue;
    await db
      .insertInto('reminder')
      .values(line)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  }
}

async function takeOverCopies(
  db: Tx,
  former: Db,
  people: ReadonlySet<string>,
): Promise<readonly string[]> {
  const copies = await idsOf(db, 'copy');
  const messages = await idsOf(db, 'outbox');
  const missing = (await former.selectFrom('copy').selectAll().execute()).filter(
    ({ id, outboxId, personId }) =>
      !copies.has(id) && messages.has(outboxId) && (personId === null || people.has(personId)),
  );
  for (const copy of missing) await db.insertInto('copy').values(copy).execute();
  return missing.map(({ id }) => id);
}

/** A code never comes back: those given since the backup are in people's messages. */
export async function takeOverCodes(db: Tx, former: Db): Promise<void> {
  for (const { prefix, last } of await former.selectFrom('codeCounter').selectAll().execute())
    await db
      .insertInto('codeCounter')
      .values({ prefix, last })
      .onConflict((conflict) =>
        conflict.column('prefix').doUpdateSet((row) => ({
          last: row.fn('max', ['codeCounter.last', row.lit(last)]),
        })),
      )
      .execute();
}

async function idsOf(
  db: Db,
  table: 'copy' | 'outbox' | 'person' | 'digest' | 'pact',
): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom(table).select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

function copyRewritten(recipient: string): string | undefined {
  const read = JSON.parse(recipient) as { kind: string; copy?: string };
  return read.kind === 'copy' ? read.copy : undefined;
}

/**
 * Without the former database: whatever was due has probably left. It is sent only where the
 * platform can tell that it has not.
 * @returns how many messages are so marked
 */
export async function doubtWhatWasDue(db: Tx, now: string): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set((row) => ({ attempts: row.fn('max', ['attempts', row.lit(1)]), lastError: mayHaveLeft }))
    .where('state', 'in', ['pending', 'sending'])
    .where('notBefore', '<=', now)
    .where(isToSomebody)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Copies about requests that are still open: others may have decided since. */
export async function copiesOfOpenRequests(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('copy')
    .innerJoin('request', 'request.id', 'copy.subjectId')
    .select('copy.id')
    .where('request.state', '=', 'open')
    .execute();
  return rows.map(({ id }) => id);
}
