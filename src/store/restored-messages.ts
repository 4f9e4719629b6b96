/**
 * Messages after a restoration: the messages that left since the backup are in the messaging
 * platforms, and a restored outbox knows nothing of them. What it replaces may still tell.
 */
import type { Db, Tx } from './database.ts';
import { mayHaveLeft } from './outbox.ts';

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
  const sent = rows.filter((row) => row.state === 'sent' && states.get(row.key) !== 'sent');
  for (const row of sent) {
    const { key, state, settledAt, attempts } = row;
    const now = { state, settledAt, attempts, leaseUntil: null, lastError: null };
    if (states.has(key)) await db.updateTable('outbox').set(now).where('key', '=', key).execute();
    else await db.insertInto('outbox').values(row).execute();
  }
  // What was being sent when the former database stopped is looked for before it is sent again.
  for (const { key, attempts } of rows.filter(({ state }) => state === 'sending'))
    await db.updateTable('outbox').set({ attempts }).where('key', '=', key).execute();
  const carried = await takeOverCopies(db, former);
  const rewritten = sent.flatMap(({ recipient }) => copyRewritten(recipient) ?? []);
  return {
    messages: sent.length - rewritten.length,
    copiesAhead: [...new Set([...carried, ...rewritten])],
  };
}

async function takeOverCopies(db: Tx, former: Db): Promise<readonly string[]> {
  const idsOf = async (table: 'copy' | 'outbox' | 'person') =>
    new Set((await db.selectFrom(table).select('id').execute()).map(({ id }) => id));
  const [copies, messages, people] = [
    await idsOf('copy'),
    await idsOf('outbox'),
    await idsOf('person'),
  ];
  const missing = (await former.selectFrom('copy').selectAll().execute()).filter(
    ({ id, outboxId, personId }) =>
      !copies.has(id) && messages.has(outboxId) && (personId === null || people.has(personId)),
  );
  for (const copy of missing) await db.insertInto('copy').values(copy).execute();
  return missing.map(({ id }) => id);
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
    .where('recipient', 'not like', '{"kind":"copy"%')
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
