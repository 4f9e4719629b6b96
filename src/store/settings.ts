/** Small facts of the installation: the chargée de mission's channel, the local clock. */
import type { Db, Tx } from './database.ts';

export async function readSetting(db: Db, name: string): Promise<unknown> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row && JSON.parse(row.value);
}

export async function saveSetting(db: Tx, name: string, value: unknown): Promise<void> {
  const row = { name, value: JSON.stringify(value) };
  await db
    .insertInto('setting')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

export async function removeSetting(db: Tx, name: string): Promise<void> {
  await db.deleteFrom('setting').where('name', '=', name).execute();
}
