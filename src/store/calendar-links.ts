/** The secret link by which a person's calendar programme reads their dates: one each. */
import type { Db, Tx } from './database.ts';

export interface CalendarLink {
  readonly id: string;
  readonly personId: string;
  readonly secret: string;
  readonly createdAt: string;
}

const columns = ['id', 'personId', 'secret', 'createdAt'] as const;

export async function findCalendarLink(
  db: Db,
  personId: string,
): Promise<CalendarLink | undefined> {
  return db
    .selectFrom('calendarLink')
    .select(columns)
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
}

export async function findLinkBySecret(db: Db, secret: string): Promise<CalendarLink | undefined> {
  return db
    .selectFrom('calendarLink')
    .select(columns)
    .where('secret', '=', secret)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
}

export async function insertCalendarLink(db: Tx, link: CalendarLink): Promise<void> {
  await db
    .insertInto('calendarLink')
    .values({ ...link, revokedAt: null })
    .execute();
}

export async function revokeCalendarLink(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('calendarLink').set({ revokedAt: at }).where('id', '=', id).execute();
}

export async function removeCalendarLinks(db: Tx, personId: string): Promise<void> {
  await db.deleteFrom('calendarLink').where('personId', '=', personId).execute();
}
