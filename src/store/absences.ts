/**
 * Absences and who stands in: by dates, cancelled rather than erased. Whoever left stands in for
 * nobody any more, whatever was declared.
 */
import { compiled } from './compiled.ts';
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
  return standing(db).where('endsOn', '>=', today).execute();
}

/** Every absence that was not cancelled, past ones included. */
export async function listAbsences(db: Db): Promise<readonly Absence[]> {
  return standing(db).execute();
}

/** The substitute is read through the directory: nobody once they left. */
function standing(db: Db) {
  return db
    .selectFrom('absence')
    .leftJoin('person as substitute', (join) =>
      join
        .onRef('substitute.id', '=', 'absence.substituteId')
        .on('substitute.departedAt', 'is', null),
    )
    .select(['absence.id', 'personId', 'startsOn', 'endsOn', 'substitute.id as substituteId'])
    .where('cancelledAt', 'is', null)
    .orderBy('startsOn')
    .orderBy('absence.id');
}

const awayFor = compiled((db, { substituteId, today }: { substituteId: string; today: string }) =>
  db
    .selectFrom('absence')
    .select('personId')
    .where('substituteId', '=', substituteId)
    .where('startsOn', '<=', today)
    .where('endsOn', '>=', today)
    .where('cancelledAt', 'is', null),
);

/** Who is away on a day and named the person as their substitute. */
export async function awayBehind(
  db: Db,
  substituteId: string,
  today: string,
): Promise<readonly string[]> {
  return (await awayFor(db, { substituteId, today })).map(({ personId }) => personId);
}
