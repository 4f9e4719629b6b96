/**
 * Where people and channels are written to first, on platforms that need to be told each time: the
 * platform's own address of the conversation, kept from what reached the bot.
 */
import type { Db, Tx } from './database.ts';
import type { ReferenceKind } from './schema.ts';

export interface ConversationReference {
  readonly platform: string;
  readonly tenant: string;
  readonly kind: ReferenceKind;
  /** The account, the channel or the team, as the platform names it. */
  readonly id: string;
  readonly serviceUrl: string;
  /** Absent for somebody seen elsewhere, whose direct conversation was never opened. */
  readonly conversation: string | null;
  /** What else the platform needs, as JSON: ids only. */
  readonly reference: string;
  readonly since: string;
  /** Since when the platform refuses what the bot writes there. */
  readonly blockedAt: string | null;
}

type Named = Pick<ConversationReference, 'platform' | 'tenant' | 'kind' | 'id'>;

export async function findReference(
  db: Db,
  { platform, tenant, kind, id }: Named,
): Promise<ConversationReference | undefined> {
  return db
    .selectFrom('conversationReference')
    .selectAll()
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findReferenceAt(
  db: Db,
  platform: string,
  conversation: string,
): Promise<ConversationReference | undefined> {
  return db
    .selectFrom('conversationReference')
    .selectAll()
    .where('platform', '=', platform)
    .where('conversation', '=', conversation)
    .executeTakeFirst();
}

export async function listReferences(
  db: Db,
  platform: string,
): Promise<readonly ConversationReference[]> {
  return db
    .selectFrom('conversationReference')
    .selectAll()
    .where('platform', '=', platform)
    .orderBy('since')
    .execute();
}

/** Keeps a reference, or brings the one that is kept up to date. */
export async function saveReference(db: Tx, reference: ConversationReference): Promise<void> {
  const { platform, tenant, kind, id, ...current } = reference;
  await db
    .insertInto('conversationReference')
    .values(reference)
    .onConflict((conflict) =>
      conflict.columns(['platform', 'tenant', 'kind', 'id']).doUpdateSet(current),
    )
    .execute();
}

export async function blockReference(db: Tx, named: Named, at: string): Promise<void> {
  const { platform, tenant, kind, id } = named;
  await db
    .updateTable('conversationReference')
    .set({ blockedAt: at })
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}

export async function removeReference(db: Tx, named: Named): Promise<void> {
  const { platform, tenant, kind, id } = named;
  await db
    .deleteFrom('conversationReference')
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}

/** Those of one person's accounts: to be called before the accounts are removed. */
export async function removeReferencesOf(db: Tx, personId: string): Promise<void> {
  await db
    .deleteFrom('conversationReference')
    .where('kind', '=', 'person')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('account')
          .select('user')
          .where('account.personId', '=', personId)
          .whereRef('account.platform', '=', 'conversationReference.platform')
          .whereRef('account.tenant', '=', 'conversationReference.tenant')
          .whereRef('account.user', '=', 'conversationReference.id'),
      ),
    )
    .execute();
}
