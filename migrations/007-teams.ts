/** Where people and channels are written to first: what a platform needs to know to do so. */
import { type Kysely, sql } from 'kysely';

const statements = [
  `CREATE TABLE conversationReference (
    platform TEXT NOT NULL CHECK (platform <> ''),
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'channel', 'team')),
    id TEXT NOT NULL CHECK (id <> ''),
    serviceUrl TEXT NOT NULL,
    conversation TEXT,
    reference TEXT NOT NULL CHECK (json_valid(reference)),
    since TEXT NOT NULL,
    blockedAt TEXT,
    PRIMARY KEY (platform, tenant, kind, id)
  ) STRICT`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
