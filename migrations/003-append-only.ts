/**
 * What is append-only may not be replaced either: `INSERT OR REPLACE` deletes the former row without
 * running the triggers that refuse a deletion.
 */
import { type Kysely, sql } from 'kysely';

const triggers = [
  `CREATE TRIGGER journalIsNotReplaced BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
  `CREATE TRIGGER requestEventIsNotReplaced BEFORE INSERT ON requestEvent
    WHEN EXISTS
      (SELECT 1 FROM requestEvent WHERE requestId = NEW.requestId AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the events of a request are append-only'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const trigger of triggers) await sql.raw(trigger).execute(db);
}
