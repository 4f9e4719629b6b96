/** Absences and who stands in: by dates, cancelled rather than erased. */
import type { Db, Tx } from './database.ts';

export interface Absence {
  readonly id: string;
  readonly personId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly substituteId: string | null;
}

const columns = ['id', 'personId', 'startsOn', 'endsOn', 'substituteId'] as const;

export async function insertAbsence(
  db: Tx,
  absence: Absence & { createdAt: string },
): Promise<void> {
  await db
    .insertInto('absence')
    .values({ ...absence, cancelledAt: null })
    .execute();
}

export async function findAbsence(db: Db, id: string): Promise<Absence | undefined> {
  return db
    .selectFrom('absence')
    .select(columns)
    .where('id', '=', id)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst();
}

export async function cancelAbsence(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('absence').set({ cancelledAt: at }).where('id', '=', id).execute();
}

/** Absences that have not ended on a day, those to come included. */
export async function absencesFrom(db: Db, today: string): Promise<readonly Absence[]> {
  return db
    .selectFrom('absence')
    .select(columns)
    .where('endsOn', '>=', today)
    .where('cancelledAt', 'is', null)
    .orderBy('startsOn')
    .execute();
}
