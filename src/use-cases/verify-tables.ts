/** The tables against the states that the journal leads to. */
import type { Replay } from '../domain/replay.ts';
import type { Db } from '../store/database.ts';
import {
  type StoredRow,
  storedCampaigns,
  storedEvaluations,
  storedIndicators,
  storedPractices,
  storedReadings,
} from './verify-indicators.ts';
import type { StoreFault } from './verify-store.ts';

type Value = string | number | boolean | null;
type Fields = Readonly<Record<string, Value>>;
type Shown = { readonly subject: string; readonly fields: Fields };

export async function compareTables(db: Db, state: Replay): Promise<readonly StoreFault[]> {
  const { actions, openBlockers, meetings, mandates, pacts, absences, requests } = state;
  const { pauses, preferences, calendarLinks } = state;
  const { indicators, readings, evaluations, campaigns, practices } = state;
  const groups = await db.selectFrom('workingGroup').select(['id', 'code']).execute();
  const codeOf = new Map(groups.map(({ id, code }) => [id, code]));
  const code = (id: string | null) => (id === null ? null : (codeOf.get(id) ?? null));
  const compare = comparison(state);
  return [
    ...compare('action', await storedActions(db, code), toFields(actions, 'texts')),
    ...compare('actionEntry', await storedUpdates(db), toFields(state.updates)),
    ...compare('blocker', await storedBlockers(db), toFields(openBlockers)),
    ...compare('meeting', await storedMeetings(db, code), toFields(meetings)),
    ...compare('mandate', await storedMandates(db, code), toFields(mandates)),
    ...compare('pact', await storedPacts(db), toFields(pacts)),
    ...compare('absence', await storedAbsences(db), toFields(absences)),
    ...compare('pause', await storedPauses(db), toFields(pauses)),
    ...compare('preference', await storedPreferences(db), toFields(preferences)),
    ...compare('calendarLink', await storedLinks(db), toFields(calendarLinks)),
    ...compare('request', await storedRequests(db), toFields(requests)),
    ...compare('alert', await storedAlerts(db), toFields(state.alerts)),
    ...compare('indicator', shown(await storedIndicators(db, state)), toFields(indicators)),
    ...compare('reading', shown(await storedReadings(db)), toFields(readings)),
    ...compare('evaluation', shown(await storedEvaluations(db, code)), toFields(evaluations)),
    ...compare('campaign', shown(await storedCampaigns(db)), toFields(campaigns)),
    ...compare('practice', shown(await storedPractices(db)), toFields(practices)),
  ];
}

function shown(rows: readonly StoredRow[]): Map<string, Shown> {
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

type CodeOf = (groupId: string | null) => string | null;

async function storedActions(db: Db, code: CodeOf): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('action')
    .select(['id', 'code', 'pactId', 'groupId', 'status', 'experimentation'])
    .execute();
  return byId(rows, ({ id, groupId, experimentation, ...row }) => ({
    subject: row.code,
    fields: { ...row, group: code(groupId), experimentation: experimentation === 1 },
  }));
}

async function storedUpdates(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('actionEntry')
    .select(['id', 'actionId', 'at', 'authorId', 'fromStatus', 'toStatus'])
    .where('kind', 'in', ['update', 'correction'])
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: id, fields }));
}

async function storedBlockers(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('blocker')
    .select(['id', 'actionId', 'kind'])
    .where('liftedAt', 'is', null)
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: id, fields }));
}

async function storedMeetings(db: Db, code: CodeOf): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('meeting')
    .select([
      ...(['id', 'body', 'groupId', 'territory', 'ruleCode', 'state'] as const),
      ...(['plannedDay', 'plannedTime', 'heldOn', 'participants'] as const),
    ])
    .where('state', '<>', 'withdrawn')
    .execute();
  return byId(rows, ({ id, groupId, ...row }) => ({
    subject: id,
    fields: { ...row, group: code(groupId) },
  }));
}

async function storedMandates(db: Db, code: CodeOf): Promise<Map<string, Shown>> {
  const rows = await db.selectFrom('mandate').selectAll().execute();
  return byId(rows, ({ id, groupId, createdAt: _, ...row }) => ({
    subject: id,
    fields: { ...row, group: code(groupId) },
  }));
}

async function storedPacts(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('pact')
    .select(['id', 'fileHash', 'isCurrent', 'closedAt'])
    .execute();
  const decided = await db.selectFrom('prorogation').select(['pactId', 'until']).execute();
  return byId(rows, ({ id, isCurrent, ...row }) => ({
    subject: id,
    fields: {
      ...row,
      isCurrent: isCurrent === 1,
      prorogations: untils(decided.filter((p) => p.pactId === id).map((p) => p.until)),
    },
  }));
}

async function storedAbsences(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('absence')
    .select(['id', 'personId', 'startsOn', 'endsOn', 'substituteId'])
    .where('cancelledAt', 'is', null)
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: id, fields }));
}

async function storedAlerts(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('alert')
    .select(['id', 'code', 'pactId', 'subjectKind', 'subjectId', 'raisedAt', 'state', 'turns'])
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: fields.code, fields }));
}

async function storedPauses(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('pause')
    .select(['id', 'personId', 'startsOn', 'endsOn', 'about'])
    .where('cancelledAt', 'is', null)
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: id, fields }));
}

async function storedPreferences(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('preference')
    .select(['personId as id', 'hour', 'weekly'])
    .execute();
  return byId(rows, ({ id, hour, weekly }) => ({
    subject: id,
    fields: { hour, weekly: weekly === 1 },
  }));
}

async function storedLinks(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('calendarLink')
    .select(['id', 'personId'])
    .where('revokedAt', 'is', null)
    .execute();
  return byId(rows, ({ id, ...fields }) => ({ subject: id, fields }));
}

/** The row of a request and its events must both be what the journal tells. */
async function storedRequests(db: Db): Promise<Map<string, Shown>> {
  const rows = await db
    .selectFrom('request')
    .select(['id', 'code', 'requesterId', 'subjectId', 'askedAt', 'state', 'endedAt', 'events'])
    .execute();
  const events = await db
    .selectFrom('requestEvent')
    .select(['requestId', 'event'])
    .orderBy('requestId')
    .orderBy('seq')
    .execute();
  const histories = new Map<string, string>();
  for (const { requestId, event } of events)
    histories.set(requestId, `${histories.get(requestId) ?? ''}${event}\n`);
  return byId(rows, ({ id, code, ...row }) => ({
    subject: code,
    fields: { ...row, history: histories.get(id) ?? '' },
  }));
}

function untils(days: readonly string[]): string {
  return days.toSorted().join(', ');
}

function byId<Row extends { id: string }>(
  rows: readonly Row[],
  show: (row: Row) => Shown,
): Map<string, Shown> {
  return new Map(rows.map((row) => [row.id, show(row)]));
}

/** A replayed state as plain fields; lists as one text, `left` out. */
function toFields(
  states: ReadonlyMap<string, object>,
  ...left: readonly string[]
): Map<string, Fields> {
  const plain = (state: object): Fields =>
    Object.fromEntries(
      Object.entries(state)
        .filter(([name]) => !left.includes(name))
        .map(([name, value]) => [name, Array.isArray(value) ? untils(value) : (value as Value)]),
    );
  return new Map([...states].map(([id, state]) => [id, plain(state)]));
}

function comparison(state: Replay) {
  return (
    table: string,
    stored: ReadonlyMap<string, Shown>,
    replayed: ReadonlyMap<string, Fields>,
  ): readonly StoreFault[] => {
    const faults: StoreFault[] = [];
    const fault = (id: string, subject: string, detail: Partial<StoreFault>) => {
      const row = state.lastRow.get(id);
      faults.push({
        ...{ check: 'state', table, subject, ...detail },
        ...(row !== undefined && { row }),
      });
    };
    for (const [id, { subject, fields }] of stored) {
      const told = replayed.get(id);
      if (!told) fault(id, subject, { found: 'present', expected: 'absent' });
      else
        for (const [field, expected] of Object.entries(told))
          if (fields[field] !== expected)
            fault(id, subject, { field, expected: `${expected}`, found: `${fields[field]}` });
    }
    for (const id of replayed.keys())
      if (!stored.has(id)) fault(id, id, { found: 'absent', expected: 'present' });
    return faults;
  };
}
