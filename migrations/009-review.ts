/** What the bilan of a past year needs: when an indicator came, and what an action was about then. */
import { type Kysely, sql } from 'kysely';

const statements = [
  // Null: with its action. An indicator of 2028 is not missing from the bilan of 2026.
  `ALTER TABLE actionIndicator ADD COLUMN createdAt TEXT`,
  // The journal says what an action was about before it was amended; few rows are of these acts.
  `CREATE INDEX journalClassification ON journal (subjectId)
    WHERE act IN ('action.created','action.amended')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
