/** Whose turn it is, and when the next that was put off may leave, without reading the whole backlog. */
import { type Kysely, sql } from 'kysely';

const statements = [
  `CREATE INDEX outboxTurn ON outbox (platform, method, notBefore)
    WHERE state IN ('pending','sending')`,
  `CREATE INDEX outboxRetry ON outbox (retryAt)
    WHERE state IN ('pending','sending') AND retryAt IS NOT NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
