/** A campaign that is opened or closed by hand moves dates of the pact, as calendars must learn. */
import { type Kysely, sql } from 'kysely';

const statements = [
  `DROP INDEX journalOfDates`,
  `CREATE INDEX journalOfDates ON journal (subjectId, at, act) WHERE act IN (
    'meeting.planned','meeting.postponed','meeting.amended','meeting.held','meeting.cancelled',
    'meeting.reopened','mandate.given','mandate.ended','pact.loaded','pact.prorogued',
    'campaign.opened','campaign.closed')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
