/** Meetings of working groups, local committees and COPIL. */
import type { Db, Tx } from './database.ts';
import type { MeetingTable } from './schema.ts';

export type Meeting = Readonly<MeetingTable>;

export async function insertMeeting(db: Tx, meeting: Meeting): Promise<void> {
  await db.insertInto('meeting').values(meeting).execute();
}

export async function findMeeting(db: Db, id: string): Promise<Meeting | undefined> {
  return db.selectFrom('meeting').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateMeeting(
  db: Tx,
  id: string,
  change: Partial<Omit<MeetingTable, 'id'>>,
): Promise<void> {
  await db.updateTable('meeting').set(change).where('id', '=', id).execute();
}

/** The concertations a group held, latest first. */
export async function heldMeetingsOf(db: Db, groupId: string): Promise<readonly Meeting[]> {
  return db
    .selectFrom('meeting')
    .selectAll()
    .where('groupId', '=', groupId)
    .where('state', '=', 'held')
    .orderBy('heldOn', 'desc')
    .execute();
}

/** What was held in a pact between two days (the second excluded). */
export async function meetingsHeldBetween(
  db: Db,
  pactId: string,
  from: string,
  to: string,
): Promise<readonly Meeting[]> {
  return db
    .selectFrom('meeting')
    .selectAll()
    .where('pactId', '=', pactId)
    .where('state', '=', 'held')
    .where('heldOn', '>=', from)
    .where('heldOn', '<', to)
    .orderBy('heldOn')
    .execute();
}

/** The local committees and COPIL of a pact, those taken back left out, in the order of their days. */
export async function bodyMeetings(db: Db, pactId: string): Promise<readonly Meeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .selectAll()
    .where('pactId', '=', pactId)
    .where('body', '<>', 'workingGroup')
    .where('state', '<>', 'withdrawn')
    .execute();
  return rows.toSorted((a, b) => meetingDay(a).localeCompare(meetingDay(b)));
}

/** The day a meeting was held, else the day it is planned for. */
export function meetingDay(meeting: Pick<Meeting, 'heldOn' | 'plannedDay'>): string {
  return meeting.heldOn ?? meeting.plannedDay ?? '';
}
