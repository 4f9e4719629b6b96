/** Actions that the chargée de mission holds up as good practice (B:354). */
import { type Kysely, sql } from 'kysely';

const tables = [
  `CREATE TABLE goodPractice (
    actionId TEXT PRIMARY KEY REFERENCES action (id),
    -- What is worth taking up elsewhere.
    textId TEXT REFERENCES freeText (id),
    markedAt TEXT NOT NULL,
    markedBy TEXT REFERENCES person (id)
  ) STRICT, WITHOUT ROWID`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
