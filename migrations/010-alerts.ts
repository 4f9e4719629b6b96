/** Difficulties raised to the chargée de mission, and each turn that they took. */
import { type Kysely, sql } from 'kysely';

const tables = [
  `CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    pactId TEXT NOT NULL REFERENCES pact (id),
    subjectKind TEXT NOT NULL CHECK (subjectKind IN ('action','group','territory')),
    -- Id of the action or of the group, code of the territory.
    subjectId TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open','taken','answered','closed','withdrawn')),
    -- How many turns it took: what a concurrent writer must have seen.
    turns INTEGER NOT NULL,
    raisedBy TEXT NOT NULL REFERENCES person (id),
    raisedAt TEXT NOT NULL,
    endedAt TEXT
  ) STRICT`,
  `CREATE INDEX alertBySubject ON alert (subjectId)`,
  `CREATE TABLE alertTurn (
    alertId TEXT NOT NULL REFERENCES alert (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('raised','taken','answered','closed','withdrawn')),
    by TEXT NOT NULL REFERENCES person (id),
    textId TEXT REFERENCES freeText (id),
    PRIMARY KEY (alertId, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER alertTurnIsNotRewritten BEFORE UPDATE ON alertTurn
    BEGIN SELECT RAISE(ABORT, 'the turns of an alert are append-only'); END`,
  `CREATE TRIGGER alertTurnIsNotErased BEFORE DELETE ON alertTurn
    BEGIN SELECT RAISE(ABORT, 'the turns of an alert are append-only'); END`,
  `CREATE TRIGGER alertTurnIsNotReplaced BEFORE INSERT ON alertTurn
    WHEN EXISTS (SELECT 1 FROM alertTurn WHERE alertId = NEW.alertId AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the turns of an alert are append-only'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
