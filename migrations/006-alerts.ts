/** What the delivery knows of each message, and of the accounts that nothing reaches any more. */
import { type Kysely, sql } from 'kysely';

const statements = [
  // Where a message is to go, set when it is due and looked at again when it leaves.
  `ALTER TABLE outbox ADD COLUMN platform TEXT`,
  `ALTER TABLE outbox ADD COLUMN method TEXT CHECK (method IN ('send','rewrite'))`,
  `ALTER TABLE outbox ADD COLUMN conversation TEXT`,
  // `notBefore` gives a message its turn and never changes; a failed one waits for this instant.
  `ALTER TABLE outbox ADD COLUMN retryAt TEXT`,
  `ALTER TABLE outbox ADD COLUMN triedAt TEXT`,
  `CREATE INDEX outboxLane ON outbox (platform, method, conversation, notBefore)
    WHERE state IN ('pending','sending')`,
  `ALTER TABLE copy ADD COLUMN conversation TEXT`,
  // The platform refuses what is sent there: not tried again before `tryAgainAt`.
  `ALTER TABLE account ADD COLUMN unreachableSince TEXT`,
  `ALTER TABLE account ADD COLUMN tryAgainAt TEXT`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
