/** Absences, requests of the circuit de validation, the outbox and the copies of its messages. */
import { type Kysely, sql } from 'kysely';

const tables = [
  `CREATE TABLE absence (
    id TEXT PRIMARY KEY,
    personId TEXT NOT NULL REFERENCES person (id),
    startsOn TEXT NOT NULL,
    endsOn TEXT NOT NULL,
    substituteId TEXT REFERENCES person (id),
    createdAt TEXT NOT NULL,
    cancelledAt TEXT,
    CHECK (endsOn >= startsOn),
    CHECK (substituteId <> personId)
  ) STRICT`,
  `CREATE INDEX absenceByPerson ON absence (personId, endsOn)`,
  // A request is its events; the row is what lists and searches need, and counts the events.
  `CREATE TABLE request (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    pactId TEXT NOT NULL REFERENCES pact (id),
    circuit TEXT NOT NULL,
    subjectKind TEXT NOT NULL CHECK (subjectKind IN ('action','group')),
    subjectId TEXT NOT NULL,
    requesterId TEXT NOT NULL REFERENCES person (id),
    -- What the approval will do: the status wanted, the new pilot, the entry it rests on.
    effect TEXT NOT NULL CHECK (json_valid(effect)),
    state TEXT NOT NULL CHECK (state IN ('open','approved','refused','cancelled')),
    events INTEGER NOT NULL,
    askedAt TEXT NOT NULL,
    endedAt TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX oneOpenRequest ON request (circuit, subjectId) WHERE state = 'open'`,
  `CREATE INDEX requestBySubject ON request (subjectId)`,
  `CREATE TABLE requestEvent (
    requestId TEXT NOT NULL REFERENCES request (id),
    seq INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (json_valid(event)),
    PRIMARY KEY (requestId, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER requestEventIsNotRewritten BEFORE UPDATE ON requestEvent
    BEGIN SELECT RAISE(ABORT, 'the events of a request are append-only'); END`,
  `CREATE TRIGGER requestEventIsNotErased BEFORE DELETE ON requestEvent
    BEGIN SELECT RAISE(ABORT, 'the events of a request are append-only'); END`,
  // Whatever must reach somebody: a subject and an intent, rendered when it is sent.
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    intent TEXT NOT NULL,
    subjectId TEXT NOT NULL,
    recipient TEXT NOT NULL CHECK (json_valid(recipient)),
    notBefore TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending','sending','sent','superseded','dead')),
    leaseUntil TEXT,
    attempts INTEGER NOT NULL,
    lastError TEXT,
    createdAt TEXT NOT NULL,
    settledAt TEXT
  ) STRICT`,
  `CREATE INDEX outboxDue ON outbox (notBefore) WHERE state IN ('pending','sending')`,
  // A copy that was sent, so that it can be rewritten when what it says is no longer true.
  `CREATE TABLE copy (
    id TEXT PRIMARY KEY,
    outboxId TEXT NOT NULL REFERENCES outbox (id),
    intent TEXT NOT NULL,
    subjectId TEXT NOT NULL,
    personId TEXT REFERENCES person (id),
    platform TEXT NOT NULL,
    tenant TEXT NOT NULL,
    reference TEXT NOT NULL,
    sentAt TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX copyBySubject ON copy (subjectId)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
