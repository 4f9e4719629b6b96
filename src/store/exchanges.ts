/** What reached the bot: interactions already answered, first contacts, drafts. */
import { sql } from 'kysely';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

const answerByKey = compiled((db, { key }: { key: string }) =>
  db.selectFrom('inbound').select(['answer', 'personId']).where('key', '=', key),
);

/**
 * What a person was answered when the same interaction reached the bot before.
 * @throws when the key is that of somebody else's: their answer is not for this person
 */
export async function findAnswer(
  db: Db,
  key: string,
  personId: string,
): Promise<string | undefined> {
  const [row] = await answerByKey(db, { key });
  if (row && row.personId !== personId) throw new Error('this interaction is somebody else’s');
  return row?.answer;
}

interface KeptAnswer {
  readonly key: string;
  readonly personId: string;
  readonly wordsHash: string | null;
  readonly receivedAt: string;
  readonly answer: string;
}

const insertAnswer = compiled((db, row: KeptAnswer) => db.insertInto('inbound').values(row));

const forgetWords = compiled((db, { personId }: { personId: string }) =>
  db
    .updateTable('inbound')
    .set({ wordsHash: null })
    .where('personId', '=', personId)
    .where('wordsHash', 'is not', null),
);

/** What the person had saved before is overtaken: the same words would then say something new. */
export async function saveAnswer(db: Tx, row: KeptAnswer): Promise<void> {
  await forgetWords(db, { personId: row.personId });
  await insertAnswer(db, row);
}

const sameWords = compiled((db, { personId, wordsHash }: { personId: string; wordsHash: string }) =>
  db
    .selectFrom('inbound')
    .select('receivedAt')
    .where('personId', '=', personId)
    .where('wordsHash', '=', wordsHash),
);

/** When these words were saved, if they are the last thing that the person had saved. */
export async function lastSameWords(
  db: Db,
  personId: string,
  wordsHash: string,
): Promise<string | undefined> {
  const [row] = await sameWords(db, { personId, wordsHash });
  return row?.receivedAt;
}

export interface StoredContact {
  readonly key: string;
  readonly platform: string;
  readonly inbound: string;
  readonly replyTo: string;
  readonly receivedAt: string;
}

/** Stores a first contact; a second delivery of the same one changes nothing. */
export async function saveFirstContact(db: Tx, contact: StoredContact): Promise<void> {
  await db
    .insertInto('firstContact')
    .values(contact)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findFirstContact(db: Db, key: string): Promise<StoredContact | undefined> {
  return db.selectFrom('firstContact').selectAll().where('key', '=', key).executeTakeFirst();
}

export async function removeFirstContact(db: Tx, key: string): Promise<void> {
  await db.deleteFrom('firstContact').where('key', '=', key).execute();
}

export async function pendingFirstContacts(
  db: Db,
  platform: string,
): Promise<readonly StoredContact[]> {
  return db
    .selectFrom('firstContact')
    .selectAll()
    .where('platform', '=', platform)
    .orderBy('receivedAt')
    .execute();
}

export interface Draft {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
  readonly content: string;
  readonly file: Uint8Array | null;
  readonly createdAt: string;
}

/** Of one kind and one person: what they have left lying is overtaken by what they do now. */
const draftsKept: Readonly<Record<string, number>> = { offeredFile: 6 };
const otherDraftsKept = 20;

/** Keeps a draft, and lets go of that person's oldest ones of the kind. */
export async function saveDraft(db: Tx, draft: Draft): Promise<void> {
  await db.insertInto('draft').values(draft).execute();
  const { personId, kind } = draft;
  const latest = db
    .selectFrom('draft')
    .select('id')
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .orderBy('createdAt', 'desc')
    .orderBy(sql`rowid`, 'desc')
    .limit(draftsKept[kind] ?? otherDraftsKept);
  await db
    .deleteFrom('draft')
    .where('personId', '=', personId)
    .where('kind', '=', kind)
    .where('id', 'not in', latest)
    .execute();
}

/** A draft of that person: somebody else's is not found. */
export async function findDraft(db: Db, id: string, personId: string): Promise<Draft | undefined> {
  return db
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

/** Whoever it belongs to. */
export async function findAnyDraft(db: Db, id: string): Promise<Draft | undefined> {
  return db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function removeDraft(db: Tx, id: string): Promise<void> {
  await db.deleteFrom('draft').where('id', '=', id).execute();
}
