/** Free texts, kept apart so that they can be erased; the journal holds only their salted hash. */
import { hash, randomUUID } from 'node:crypto';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

export interface SavedText {
  readonly id: string;
  /** What the journal keeps of it. */
  readonly hash: string;
}

export function hashText(body: string, salt: string): string {
  return hash('sha256', salt + body);
}

export function newSalt(): string {
  return randomUUID();
}

const insertText = compiled((db, row: Schema['freeText']) => db.insertInto('freeText').values(row));

export async function saveText(
  db: Tx,
  text: { id: string; body: string; authorId: string | null; at: string },
): Promise<SavedText> {
  const salt = newSalt();
  await insertText(db, {
    id: text.id,
    body: text.body,
    salt,
    authorId: text.authorId,
    createdAt: text.at,
    erasedAt: null,
  });
  return { id: text.id, hash: hashText(text.body, salt) };
}

/** SQLite takes some 32,000 values in one statement. */
const idsAtOnce = 10_000;

/** Bodies by id; an erased text is absent. */
export async function readTexts(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const bodies = new Map<string, string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const rows = await db
      .selectFrom('freeText')
      .select(['id', 'body'])
      .where('id', 'in', ids.slice(from, from + idsAtOnce))
      .execute();
    for (const { id, body } of rows) if (body !== null) bodies.set(id, body);
  }
  return bodies;
}

/** Erases the bodies of these texts; returns how many were still there. */
export async function eraseTexts(db: Tx, ids: readonly string[], at: string): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await db
    .updateTable('freeText')
    .set({ body: null, erasedAt: at })
    .where('id', 'in', ids)
    .where('body', 'is not', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
