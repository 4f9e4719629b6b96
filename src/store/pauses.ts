/** Pauses of reminders, whole or of one subject (a snooze): cancelled rather than erased. */
import type { Db, Tx } from './database.ts';

export interface Pause {
  readonly id: string;
  readonly personId: string;
  /** First and last day, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** `obligation:subject` of what alone waits; `null`: every reminder. */
  readonly about: string | null;
}

const columns = ['id', 'personId', 'startsOn', 'endsOn', 'about'] as const;

export async function insertPause(db: Tx, pause: Pause & { createdAt: string }): Promise<void> {
  await db
    .insertInto('pause')
    .values({ ...pause, cancelledAt: null })
    .execute();
}

export async function findPause(db: Db, id: string): Promise<Pause | undefined> {
  return db
    .selectFrom('pause')
    .select(columns)
    .where('id', '=', id)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst();
}

export async function cancelPause(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('pause').set({ cancelledAt: at }).where('id', '=', id).execute();
}

/** The pauses of a person that have not ended on a day, those to come included. */
export async function pausesFrom(
  db: Db,
  personId: string,
  today: string,
): Promise<readonly Pause[]> {
  return db
    .selectFrom('pause')
    .select(columns)
    .where('personId', '=', personId)
    .where('endsOn', '>=', today)
    .where('cancelledAt', 'is', null)
    .orderBy('startsOn')
    .orderBy('id')
    .execute();
}

/** Nothing needs those of somebody who left. */
export async function removePausesOf(db: Tx, personId: string): Promise<void> {
  await db.deleteFrom('pause').where('personId', '=', personId).execute();
}
