/** Targets of indicators, their readings, the yearly campaigns and the evaluations of the groups. */
import { type Kysely, sql } from 'kysely';

const statements = [
  `ALTER TABLE actionIndicator ADD COLUMN target REAL`,
  `ALTER TABLE actionIndicator ADD COLUMN source TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE actionIndicator ADD COLUMN period TEXT NOT NULL DEFAULT 'year'
    CHECK (period IN ('year','halfYear','quarter'))`,
  // Code of the template of the pact file it was picked from.
  `ALTER TABLE actionIndicator ADD COLUMN template TEXT`,
  `ALTER TABLE actionIndicator ADD COLUMN family TEXT NOT NULL DEFAULT 'effects'
    CHECK (family IN ('effects','coherence','partnership'))`,
  // A value said of a year or of a part of it. Correcting it adds a row: the old one is kept, and
  // the current one is the one that nothing replaces. Neither value nor text: it was taken back.
  `CREATE TABLE indicatorReading (
    id TEXT PRIMARY KEY,
    actionId TEXT NOT NULL REFERENCES action (id),
    indicatorId TEXT NOT NULL REFERENCES actionIndicator (id),
    year INTEGER NOT NULL,
    -- '2026', '2026-S1', '2026-T3'.
    period TEXT NOT NULL,
    value REAL,
    -- The words of a textual indicator, or why one is not applicable.
    textId TEXT REFERENCES freeText (id),
    notApplicable INTEGER NOT NULL CHECK (notApplicable IN (0, 1)),
    at TEXT NOT NULL,
    authorId TEXT REFERENCES person (id),
    replaces TEXT REFERENCES indicatorReading (id),
    CHECK (value IS NULL OR textId IS NULL),
    CHECK (notApplicable = 0 OR textId IS NOT NULL),
    CHECK (period = CAST(year AS TEXT) OR period LIKE year || '-__')
  ) STRICT`,
  `CREATE UNIQUE INDEX readingIsFirst ON indicatorReading (indicatorId, period)
    WHERE replaces IS NULL`,
  `CREATE UNIQUE INDEX readingIsReplacedOnce ON indicatorReading (replaces)
    WHERE replaces IS NOT NULL`,
  `CREATE INDEX readingByAction ON indicatorReading (actionId, year)`,
  `CREATE INDEX readingByYear ON indicatorReading (year)`,
  `CREATE TRIGGER readingIsNotRewritten BEFORE UPDATE ON indicatorReading
    BEGIN SELECT RAISE(ABORT, 'the readings of indicators are append-only'); END`,
  `CREATE TRIGGER readingIsNotErased BEFORE DELETE ON indicatorReading
    BEGIN SELECT RAISE(ABORT, 'the readings of indicators are append-only'); END`,
  `CREATE TRIGGER readingIsNotReplaced BEFORE INSERT ON indicatorReading
    WHEN EXISTS (SELECT 1 FROM indicatorReading WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the readings of indicators are append-only'); END`,
  // What the chargée de mission decided against the calendar of the pact, which rules otherwise.
  `CREATE TABLE campaign (
    pactId TEXT NOT NULL REFERENCES pact (id),
    year INTEGER NOT NULL,
    openedAt TEXT,
    openedBy TEXT REFERENCES person (id),
    closedAt TEXT,
    closedBy TEXT REFERENCES person (id),
    PRIMARY KEY (pactId, year),
    CHECK (openedAt IS NOT NULL OR closedAt IS NOT NULL)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE evaluation (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    groupId TEXT NOT NULL REFERENCES workingGroup (id),
    year INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft','submitted','accepted','toAmend')),
    startedAt TEXT NOT NULL,
    submittedAt TEXT,
    submittedBy TEXT REFERENCES person (id),
    acceptedAt TEXT,
    -- When what was submitted came back to be mended, or was taken back.
    reopenedAt TEXT,
    CHECK (state = 'draft' OR submittedAt IS NOT NULL),
    CHECK (state <> 'accepted' OR acceptedAt IS NOT NULL)
  ) STRICT`,
  `CREATE UNIQUE INDEX oneEvaluation ON evaluation (groupId, year)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
