/** Digests, one per person and day, and the reminders that each of them carried. */
import { type Kysely, sql } from 'kysely';

const tables = [
  `CREATE TABLE digest (
    id TEXT PRIMARY KEY,
    personId TEXT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    -- One more each time that what it says has changed: copies are rewritten.
    version INTEGER NOT NULL,
    UNIQUE (personId, day)
  ) STRICT`,
  `CREATE INDEX digestByDay ON digest (day)`,
  // What was sent, for ever: the key is what keeps a stage from being sent twice.
  `CREATE TABLE reminder (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    -- An obligation of the pact, or another kind of line.
    kind TEXT NOT NULL,
    pactId TEXT NOT NULL REFERENCES pact (id),
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    stage TEXT NOT NULL,
    recipientId TEXT NOT NULL REFERENCES person (id),
    -- Whose seat makes it due: the recipient, unless they stand in.
    holderId TEXT NOT NULL REFERENCES person (id),
    plannedOn TEXT NOT NULL,
    sentAt TEXT NOT NULL,
    -- NULL: sent before there were digests.
    digestId TEXT REFERENCES digest (id),
    -- Ids or codes that the line lists.
    lists TEXT NOT NULL CHECK (json_valid(lists)),
    -- What was left to answer when its digest was last written.
    standing TEXT NOT NULL CHECK (json_valid(standing)),
    settledAt TEXT
  ) STRICT`,
  // Whoever stands in acts with the mandates of those who are away.
  `CREATE INDEX absenceBySubstitute ON absence (substituteId, endsOn)`,
  `CREATE INDEX reminderByDigest ON reminder (digestId)`,
  `CREATE INDEX reminderOpen ON reminder (sentAt) WHERE settledAt IS NULL AND digestId IS NOT NULL`,
];

interface Former {
  readonly code: string;
  readonly pactId: string;
  readonly event: string;
}

/** Reminders of requests left one by one before: their digest must not tell them again. */
async function keepFormerReminders(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Former>`
    SELECT request.code, request.pactId, requestEvent.event
    FROM requestEvent JOIN request ON request.id = requestEvent.requestId
    WHERE requestEvent.event ->> 'kind' = 'reminded'`.execute(db);
  for (const { code, pactId, event } of rows) {
    const { key, at, plannedOn, persons } = JSON.parse(event) as {
      key: string;
      at: string;
      plannedOn: string;
      persons: readonly string[];
    };
    const [, step, round, stage] = key.split(':');
    const period = `${step}-${round}`;
    for (const person of persons)
      await sql`
        INSERT INTO reminder (key, kind, pactId, subject, period, stage, recipientId, holderId,
          plannedOn, sentAt, digestId, lists, standing, settledAt)
        VALUES (${`validation-step:${code}:${period}:${stage}:${person}`}, 'validation-step',
          ${pactId}, ${code}, ${period}, ${stage}, ${person}, ${person}, ${plannedOn}, ${at}, NULL,
          '[]', '{}', ${at})
        ON CONFLICT (key) DO NOTHING`.execute(db);
  }
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  await keepFormerReminders(db);
}
