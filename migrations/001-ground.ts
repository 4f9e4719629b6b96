/** Ground tables: pacts, people, actions, meetings, exchanges and the journal. */
import { type Kysely, sql } from 'kysely';

const statuses = `'project','inProgress','operating','completed','abandoned'`;

const tables = [
  `CREATE TABLE pact (
    id TEXT PRIMARY KEY,
    definition TEXT NOT NULL CHECK (json_valid(definition)),
    fileHash TEXT NOT NULL,
    trackedFrom TEXT NOT NULL,
    isCurrent INTEGER NOT NULL CHECK (isCurrent IN (0, 1)),
    loadedAt TEXT NOT NULL,
    closedAt TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX onlyOneCurrentPact ON pact (isCurrent) WHERE isCurrent = 1`,
  // Bodies of free texts live here alone, so that erasing one leaves every other record true.
  `CREATE TABLE freeText (
    id TEXT PRIMARY KEY,
    body TEXT,
    salt TEXT NOT NULL,
    authorId TEXT,
    createdAt TEXT NOT NULL,
    erasedAt TEXT,
    CHECK ((body IS NULL) = (erasedAt IS NOT NULL))
  ) STRICT`,
  `CREATE TABLE structure (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    aliases TEXT NOT NULL CHECK (json_valid(aliases)),
    origin TEXT NOT NULL CHECK (origin IN ('pactFile','import','chat')),
    retiredOn TEXT
  ) STRICT`,
  `CREATE TABLE signatory (
    pactId TEXT NOT NULL REFERENCES pact (id),
    structure TEXT NOT NULL REFERENCES structure (code),
    since TEXT NOT NULL,
    PRIMARY KEY (pactId, structure)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE person (
    id TEXT PRIMARY KEY,
    firstName TEXT NOT NULL,
    lastName TEXT NOT NULL,
    title TEXT,
    email TEXT UNIQUE,
    structure TEXT REFERENCES structure (code),
    prefers TEXT,
    createdAt TEXT NOT NULL,
    departedAt TEXT
  ) STRICT`,
  `CREATE TABLE prorogation (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    until TEXT NOT NULL,
    decidedAt TEXT NOT NULL,
    decidedBy TEXT REFERENCES person (id),
    reason TEXT REFERENCES freeText (id)
  ) STRICT`,
  `CREATE TABLE account (
    platform TEXT NOT NULL,
    tenant TEXT NOT NULL,
    user TEXT NOT NULL,
    personId TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL CHECK (state IN ('tied','waiting','refused')),
    since TEXT NOT NULL,
    PRIMARY KEY (platform, tenant, user)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX accountByPerson ON account (personId)`,
  `CREATE TABLE workingGroup (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    territories TEXT NOT NULL CHECK (json_array_length(territories) > 0),
    samePilotStructureReason TEXT REFERENCES freeText (id),
    createdAt TEXT NOT NULL,
    retiredOn TEXT
  ) STRICT`,
  `CREATE TABLE mandate (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    personId TEXT REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN
      ('referent','territoryReferent','pilot','coPilot','programmeOfficer','electedOfficial','named')),
    namedRole TEXT,
    structure TEXT REFERENCES structure (code),
    territory TEXT,
    groupId TEXT REFERENCES workingGroup (id),
    startsOn TEXT NOT NULL,
    endsOn TEXT,
    createdAt TEXT NOT NULL,
    CHECK ((role = 'named') = (namedRole IS NOT NULL)),
    CHECK (role <> 'referent' OR structure IS NOT NULL),
    CHECK (role <> 'territoryReferent' OR territory IS NOT NULL),
    CHECK ((role IN ('pilot','coPilot')) = (groupId IS NOT NULL)),
    CHECK (personId IS NOT NULL OR structure IS NOT NULL),
    CHECK (endsOn IS NULL OR endsOn >= startsOn)
  ) STRICT`,
  `CREATE INDEX mandateByPerson ON mandate (personId)`,
  `CREATE INDEX mandateByGroup ON mandate (groupId) WHERE groupId IS NOT NULL`,
  `CREATE TABLE codeCounter (
    prefix TEXT PRIMARY KEY,
    last INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE action (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    groupId TEXT NOT NULL REFERENCES workingGroup (id),
    status TEXT NOT NULL CHECK (status IN (${statuses})),
    objectives TEXT NOT NULL,
    means TEXT NOT NULL,
    deliverables TEXT NOT NULL,
    axes TEXT NOT NULL CHECK (json_valid(axes)),
    themes TEXT NOT NULL CHECK (json_valid(themes)),
    audiences TEXT NOT NULL CHECK (json_valid(audiences)),
    structures TEXT NOT NULL CHECK (json_valid(structures)),
    experimentation INTEGER NOT NULL CHECK (experimentation IN (0, 1)),
    salt TEXT NOT NULL,
    createdAt TEXT NOT NULL,
    createdBy TEXT REFERENCES person (id),
    lastNewsAt TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX actionByPact ON action (pactId, code)`,
  `CREATE INDEX actionByGroup ON action (groupId)`,
  `CREATE TABLE actionIndicator (
    id TEXT PRIMARY KEY,
    actionId TEXT NOT NULL REFERENCES action (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('count','percentage','text')),
    retiredAt TEXT
  ) STRICT`,
  `CREATE INDEX indicatorByAction ON actionIndicator (actionId)`,
  `CREATE TABLE actionEntry (
    id TEXT PRIMARY KEY,
    actionId TEXT NOT NULL REFERENCES action (id),
    at TEXT NOT NULL,
    authorId TEXT REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN
      ('created','update','amended','blockerRaised','blockerLifted','correction','withdrawal')),
    fromStatus TEXT CHECK (fromStatus IN (${statuses})),
    toStatus TEXT CHECK (toStatus IN (${statuses})),
    nothingNew INTEGER NOT NULL CHECK (nothingNew IN (0, 1)),
    textId TEXT REFERENCES freeText (id),
    -- JSON of the fields amended, old and new, kept as a free text so that it can be erased.
    changesId TEXT REFERENCES freeText (id),
    about TEXT REFERENCES actionEntry (id)
  ) STRICT`,
  `CREATE INDEX entryByAction ON actionEntry (actionId, at)`,
  `CREATE INDEX entryAbout ON actionEntry (about) WHERE about IS NOT NULL`,
  `CREATE TABLE blocker (
    id TEXT PRIMARY KEY,
    actionId TEXT NOT NULL REFERENCES action (id),
    kind TEXT NOT NULL CHECK (kind IN ('awaitingValidation','other')),
    textId TEXT REFERENCES freeText (id),
    raisedAt TEXT NOT NULL,
    raisedBy TEXT REFERENCES person (id),
    -- The entries that raised and lifted it: withdrawing one undoes what it did.
    raisedEntry TEXT REFERENCES actionEntry (id),
    liftedAt TEXT,
    liftedBy TEXT REFERENCES person (id),
    liftedEntry TEXT REFERENCES actionEntry (id)
  ) STRICT`,
  `CREATE INDEX openBlocker ON blocker (actionId) WHERE liftedAt IS NULL`,
  `CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    pactId TEXT NOT NULL REFERENCES pact (id),
    body TEXT NOT NULL CHECK (body IN ('workingGroup','localCommittee','steeringCommittee')),
    groupId TEXT REFERENCES workingGroup (id),
    territory TEXT,
    ruleCode TEXT,
    state TEXT NOT NULL CHECK (state IN ('planned','held','cancelled','withdrawn')),
    plannedDay TEXT,
    plannedTime TEXT,
    place TEXT,
    heldOn TEXT,
    participants INTEGER CHECK (participants >= 0),
    textId TEXT REFERENCES freeText (id),
    createdAt TEXT NOT NULL,
    createdBy TEXT REFERENCES person (id),
    CHECK ((body = 'workingGroup') = (groupId IS NOT NULL)),
    CHECK ((body = 'localCommittee') = (territory IS NOT NULL)),
    CHECK (state <> 'held' OR heldOn IS NOT NULL)
  ) STRICT`,
  `CREATE INDEX meetingByGroup ON meeting (groupId, heldOn) WHERE groupId IS NOT NULL`,
  // One row per interaction that changed something: a second delivery finds its answer here.
  `CREATE TABLE inbound (
    key TEXT PRIMARY KEY,
    personId TEXT REFERENCES person (id),
    wordsHash TEXT,
    receivedAt TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (json_valid(answer))
  ) STRICT`,
  `CREATE INDEX inboundByWords ON inbound (personId, wordsHash, receivedAt) WHERE wordsHash IS NOT NULL`,
  `CREATE TABLE firstContact (
    key TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    inbound TEXT NOT NULL,
    replyTo TEXT NOT NULL,
    receivedAt TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // A command that waits for a choice, a confirmation or a correction.
  `CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    personId TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    file BLOB,
    createdAt TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID`,
  // Bumped by every change of a name, so that the names kept in memory are never stale.
  `CREATE TABLE nameRevision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO nameRevision VALUES (1, 0)`,
  `CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actorId TEXT,
    act TEXT NOT NULL,
    subjectKind TEXT NOT NULL,
    subjectId TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    previousHash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER journalIsNotRewritten BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
  `CREATE TRIGGER journalIsNotErased BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
