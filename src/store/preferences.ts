/** How each person chose to be reminded; without a row, every day at the opening of sending hours. */
import type { Db, Tx } from './database.ts';

export interface Preference {
  /** `HH:MM`; `null`: the opening of sending hours. */
  readonly hour: string | null;
  /** Once a week, on its first working day. */
  readonly weekly: boolean;
}

export async function findPreference(db: Db, personId: string): Promise<Preference> {
  const row = await db
    .selectFrom('preference')
    .select(['hour', 'weekly'])
    .where('personId', '=', personId)
    .executeTakeFirst();
  return { hour: row?.hour ?? null, weekly: row?.weekly === 1 };
}

export async function savePreference(
  db: Tx,
  personId: string,
  { hour, weekly }: Preference,
  updatedAt: string,
): Promise<void> {
  const row = { hour, weekly: weekly ? (1 as const) : (0 as const), updatedAt };
  await db
    .insertInto('preference')
    .values({ personId, ...row })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
    .execute();
}

export async function removePreference(db: Tx, personId: string): Promise<void> {
  await db.deleteFrom('preference').where('personId', '=', personId).execute();
}
