/** Actions held up as good practice. */
import type { Db, Tx } from './database.ts';
import type { GoodPracticeTable } from './schema.ts';

export type GoodPractice = Readonly<GoodPracticeTable>;

export async function goodPractices(db: Db, pactId: string): Promise<readonly GoodPractice[]> {
  return db
    .selectFrom('goodPractice')
    .innerJoin('action', 'action.id', 'goodPractice.actionId')
    .select(['actionId', 'textId', 'markedAt', 'markedBy'])
    .where('pactId', '=', pactId)
    .execute();
}

export async function findGoodPractice(
  db: Db,
  actionId: string,
): Promise<GoodPractice | undefined> {
  return db
    .selectFrom('goodPractice')
    .selectAll()
    .where('actionId', '=', actionId)
    .executeTakeFirst();
}

export async function saveGoodPractice(db: Tx, practice: GoodPractice): Promise<void> {
  const { actionId: _, ...change } = practice;
  await db
    .insertInto('goodPractice')
    .values(practice)
    .onConflict((conflict) => conflict.column('actionId').doUpdateSet(change))
    .execute();
}

export async function removeGoodPractice(db: Tx, actionId: string): Promise<void> {
  await db.deleteFrom('goodPractice').where('actionId', '=', actionId).execute();
}
