/** How each person is reminded, what they put off, and the secret link to their calendar. */
import { type Kysely, sql } from 'kysely';

const tables = [
  // `about`: one obligation alone (`obligation:subject`); without it, every reminder waits.
  `CREATE TABLE pause (
    id TEXT PRIMARY KEY,
    personId TEXT NOT NULL REFERENCES person (id),
    startsOn TEXT NOT NULL,
    endsOn TEXT NOT NULL,
    about TEXT,
    createdAt TEXT NOT NULL,
    cancelledAt TEXT,
    CHECK (endsOn >= startsOn)
  ) STRICT`,
  `CREATE INDEX pauseByPerson ON pause (personId, endsOn)`,
  // No row: every working day, at the opening of sending hours.
  `CREATE TABLE preference (
    personId TEXT PRIMARY KEY REFERENCES person (id),
    hour TEXT CHECK (hour GLOB '[0-2][0-9]:[0-5][0-9]'),
    weekly INTEGER NOT NULL CHECK (weekly IN (0, 1)),
    updatedAt TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE calendarLink (
    id TEXT PRIMARY KEY,
    personId TEXT NOT NULL REFERENCES person (id),
    secret TEXT NOT NULL UNIQUE,
    createdAt TEXT NOT NULL,
    revokedAt TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX oneCalendarLink ON calendarLink (personId) WHERE revokedAt IS NULL`,
  // The rows that set or move a date: a calendar says how often each changed, and when last.
  `CREATE INDEX journalOfDates ON journal (subjectId, at, act) WHERE act IN (
    'meeting.planned','meeting.postponed','meeting.amended','meeting.held','meeting.cancelled',
    'meeting.reopened','mandate.given','mandate.ended','pact.loaded','pact.prorogued')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await sql.raw(table).execute(db);
}
