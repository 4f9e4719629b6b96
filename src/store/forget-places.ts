/** Where somebody was written to: an account in the name of a place undoes their pseudonym. */
import { sql } from 'kysely';
import { accountsOf } from './accounts.ts';
import type { Tx } from './database.ts';
import { type Copy, conversationOfPerson } from './outbox.ts';

/**
 * Nothing that waits leaves for them any more, and what was sent is no longer known to stand
 * anywhere: to be called before their accounts are removed.
 */
export async function forgetPlacesOf(db: Tx, personId: string): Promise<void> {
  for (const { platform, tenant, user } of await accountsOf(db, personId)) {
    const conversation = conversationOfPerson(tenant, user);
    // Hers too, who has no channel and is written to directly.
    const copies = await db
      .selectFrom('copy')
      .select('id')
      .where('platform', '=', platform)
      .where('conversation', '=', conversation)
      .execute();
    await forgetCopies(db, copies);
    await db
      .updateTable('outbox')
      .set({ conversation: null })
      .where('platform', '=', platform)
      .where('conversation', '=', conversation)
      .where('state', 'not in', ['pending', 'sending'])
      .execute();
    await db
      .updateTable('outbox')
      .set({ ...noLane, state: 'pending' })
      .where('platform', '=', platform)
      .where('conversation', '=', conversation)
      .execute();
  }
  // The oldest copies do not name their conversation.
  await forgetCopies(
    db,
    await db.selectFrom('copy').select('id').where('personId', '=', personId).execute(),
  );
  await db
    .deleteFrom('outbox')
    .where(sql`recipient ->> 'person'`, '=', personId)
    .where('state', 'in', ['pending', 'sending', 'dead'])
    .execute();
}

/** A row that waits for its lane to be found. */
const noLane = { platform: null, method: null, conversation: null, leaseUntil: null };

async function forgetCopies(db: Tx, copies: readonly Pick<Copy, 'id'>[]): Promise<void> {
  for (const { id } of copies) {
    await db.deleteFrom('outbox').where(sql`recipient ->> 'copy'`, '=', id).execute();
    await db.deleteFrom('copy').where('id', '=', id).execute();
  }
}

/** Messages about requests and alerts that name a person: those they asked or answered. */
export async function copiesNaming(db: Tx, personId: string): Promise<readonly Copy[]> {
  const requests = await db
    .selectFrom('requestEvent')
    .select('requestId as id')
    .distinct()
    .where(sql<boolean>`instr(event, ${personId}) > 0`)
    .execute();
  const alerts = await db
    .selectFrom('alert')
    .select('id')
    .where('raisedBy', '=', personId)
    .execute();
  const copies: Copy[] = [];
  for (const { id } of [...requests, ...alerts])
    copies.push(...(await db.selectFrom('copy').selectAll().where('subjectId', '=', id).execute()));
  return copies;
}
