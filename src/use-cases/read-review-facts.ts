/** The facts of the bilan, read from the tables: everything of a pact, in a few large queries. */
import { sql } from 'kysely';
import type { RequestEvent } from '../domain/circuit/events.ts';
import type {
  ActionFact,
  BlockerFact,
  Classification,
  EvaluationFact,
  GroupFact,
  HeldMeeting,
  IndicatorFact,
  ReadingFact,
  RequestFact,
  ReviewFacts,
  SeatMandate,
  SignatoryFact,
} from '../domain/figures/facts.ts';
import { IndicatorHistory } from '../domain/figures/indicator-history.ts';
import { classificationOf } from '../domain/figures/journal-facts.ts';
import { requestFactOf } from '../domain/figures/request-fact.ts';
import type { PactDefinition } from '../domain/pact.ts';
import { parisDay } from '../domain/paris-time.ts';
import type { Db } from '../store/database.ts';
import { listEvaluations } from '../store/evaluations.ts';
import { classificationRows } from '../store/journal.ts';
import type { Pact } from '../store/pacts.ts';
import { isCurrent, isSaid } from '../store/readings.ts';

/**
 * @param since the first instant of the period: of what is over before it, only what a later bilan
 * says of it is read
 */
export async function readReviewFacts(db: Db, pact: Pact, since: string): Promise<ReviewFacts> {
  const { definition, trackedFrom } = pact;
  const former = await readFormer(db, since);
  const actions = await readActions(db, definition.id, former);
  const byId = new Map(actions.map((action) => [action.id, action]));
  return {
    ...{ pact: definition, trackedFrom, actions },
    groups: await readGroups(db, definition.id),
    blockers: await readBlockers(db, byId),
    meetings: await readMeetings(db, definition.id),
    mandates: await readMandates(db, definition.id),
    requests: await readRequests(db, definition, since),
    signatories: await readSignatories(db, definition.id),
    indicators: await readIndicators(db, byId, former),
    readings: await readReadings(db, byId, Number(parisDay(since).slice(0, 4)) - 1),
    evaluations: await readEvaluations(db, definition.id),
  };
}

/** What the journal tells of an action that was amended. */
interface Former {
  readonly classifications: readonly Classification[];
  readonly indicators: readonly IndicatorFact[];
}

async function readActions(
  db: Db,
  pactId: string,
  former: ReadonlyMap<string, Former>,
): Promise<readonly ActionFact[]> {
  const rows = await db
    .selectFrom('action')
    .select(['id', 'code', 'groupId', 'createdAt', 'experimentation'])
    .select(['axes', 'themes', 'audiences', 'structures'])
    .where('pactId', '=', pactId)
    .orderBy('code')
    .execute();
  const statuses = await readStatuses(db);
  const codes = rememberedLists();
  return rows.map(({ id, code, groupId, createdAt, ...row }): ActionFact => {
    const now: Classification = {
      at: createdAt,
      axes: codes(row.axes),
      themes: codes(row.themes),
      audiences: codes(row.audiences),
      structures: codes(row.structures),
      experimentation: row.experimentation === 1,
    };
    return {
      ...{ id, code, groupId, createdAt },
      statuses: statuses.get(id) ?? [{ at: createdAt, to: 'project' }],
      classifications: former.get(id)?.classifications ?? [now],
    };
  });
}

/** The same few lists of codes come back in thousands of rows. */
function rememberedLists(): (json: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (json) => {
    const list = known.get(json) ?? (JSON.parse(json) as string[]);
    known.set(json, list);
    return list;
  };
}

type Statuses = { readonly at: string; readonly to: ActionFact['statuses'][number]['to'] }[];

/** Only what may have changed a status: most entries are news of an action that stays as it is. */
async function readStatuses(db: Db): Promise<ReadonlyMap<string, Statuses>> {
  const rows = await db
    .selectFrom('actionEntry')
    .select(['actionId', 'at', 'toStatus'])
    .where('toStatus', 'is not', null)
    .where((or) =>
      or.or([
        or('kind', 'in', ['created', 'correction', 'withdrawal']),
        or('fromStatus', 'is', null),
        or('toStatus', '<>', or.ref('fromStatus')),
      ]),
    )
    .orderBy('at')
    .orderBy(sql`rowid`)
    .execute();
  const byAction = new Map<string, Statuses>();
  for (const { actionId, at, toStatus } of rows) {
    if (toStatus === null) continue;
    const known = byAction.get(actionId);
    if (known) known.push({ at, to: toStatus });
    else byAction.set(actionId, [{ at, to: toStatus }]);
  }
  return byAction;
}

/** Of the actions amended since an instant, what they were about and aimed at, by their ids. */
async function readFormer(db: Db, since: string): Promise<ReadonlyMap<string, Former>> {
  const amended = await db
    .selectFrom('actionEntry')
    .select('actionId')
    .distinct()
    .where('kind', '=', 'amended')
    .where('at', '>=', since)
    .execute();
  const former = new Map<string, Former>();
  for (const { actionId } of amended) {
    const rows = await classificationRows(db, actionId);
    const history = new IndicatorHistory(actionId);
    for (const row of rows) history.read(row);
    former.set(actionId, {
      classifications: rows.map(classificationOf),
      indicators: history.facts,
    });
  }
  return former;
}

/** What a group's own figures are made of. */
export interface GroupSources {
  readonly groups: readonly GroupFact[];
  readonly meetings: readonly HeldMeeting[];
  readonly mandates: readonly SeatMandate[];
}

/** The same facts as those of the bilan, of some groups alone. */
export async function readGroupSources(
  db: Db,
  pactId: string,
  ids: readonly string[],
): Promise<GroupSources> {
  return {
    groups: await readGroups(db, pactId, ids),
    meetings: await readMeetings(db, pactId, ids),
    mandates: await readMandates(db, pactId, ids),
  };
}

async function readGroups(
  db: Db,
  pactId: string,
  ids?: readonly string[],
): Promise<readonly GroupFact[]> {
  const rows = await db
    .selectFrom('workingGroup')
    .select(['id', 'code', 'territories', 'createdAt', 'retiredOn'])
    .where('pactId', '=', pactId)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ ...row, territories: JSON.parse(row.territories) as string[] }));
}

async function readBlockers(
  db: Db,
  actions: ReadonlyMap<string, ActionFact>,
): Promise<readonly BlockerFact[]> {
  const rows = await db
    .selectFrom('blocker')
    .select(['actionId', 'kind', 'raisedAt', 'liftedAt'])
    .execute();
  return rows.filter(({ actionId }) => actions.has(actionId));
}

async function readMeetings(
  db: Db,
  pactId: string,
  groups?: readonly string[],
): Promise<readonly HeldMeeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .select(['body', 'groupId', 'territory', 'ruleCode', 'heldOn', 'participants'])
    .where('pactId', '=', pactId)
    .where('state', '=', 'held')
    .$if(groups !== undefined, (query) => query.where('groupId', 'in', groups ?? []))
    .execute();
  return rows.flatMap(({ body, groupId, territory, ruleCode, heldOn, participants }) => {
    const of = groupId ?? territory ?? ruleCode;
    if (of === null || heldOn === null) return [];
    return [{ body, of, on: heldOn, participants: participants ?? 0 }];
  });
}

async function readMandates(
  db: Db,
  pactId: string,
  groups?: readonly string[],
): Promise<readonly SeatMandate[]> {
  const rows = await db
    .selectFrom('mandate')
    .select(['role', 'structure', 'territory', 'groupId', 'startsOn', 'endsOn', 'personId'])
    .where('pactId', '=', pactId)
    .$if(groups !== undefined, (query) => query.where('groupId', 'in', groups ?? []))
    .execute();
  return rows.map(({ personId, ...mandate }) => ({ ...mandate, held: personId !== null }));
}

/** Of what ended before the period only the end is read: that is all that a later bilan says of it. */
async function readRequests(
  db: Db,
  pact: PactDefinition,
  since: string,
): Promise<readonly RequestFact[]> {
  const rows = await db
    .selectFrom('requestEvent')
    .innerJoin('request', 'request.id', 'requestEvent.requestId')
    .select(['requestId', 'event'])
    .where('pactId', '=', pact.id)
    .where((or) => or.or([or('endedAt', 'is', null), or('endedAt', '>=', since)]))
    .orderBy('requestId')
    .orderBy('seq')
    .execute();
  const eventsOf = Map.groupBy(rows, ({ requestId }) => requestId);
  const whole = [...eventsOf.values()].flatMap((own) => {
    const events = own.map(({ event }) => JSON.parse(event) as RequestEvent);
    return requestFactOf(events, pact.calendar) ?? [];
  });
  return [...(await readFormerRequests(db, pact.id, since)), ...whole];
}

async function readFormerRequests(
  db: Db,
  pactId: string,
  since: string,
): Promise<readonly RequestFact[]> {
  const rows = await db
    .selectFrom('request')
    .innerJoin('requestEvent', (join) =>
      join.onRef('requestId', '=', 'request.id').onRef('seq', '=', 'request.events'),
    )
    .select(['circuit', 'subjectKind', 'subjectId', 'askedAt', 'event'])
    .where('pactId', '=', pactId)
    .where('endedAt', '<', since)
    .execute();
  return rows.flatMap(({ circuit: code, subjectKind, subjectId, askedAt, event }) => {
    const end = JSON.parse(event) as RequestEvent;
    if (end.kind !== 'ended') return [];
    const { on, outcome, elapsed } = end;
    return [
      {
        ...{ circuit: { code, label: code }, steps: [], subjectKind, subjectId },
        ...{ askedOn: parisDay(askedAt), rounds: [], answers: [] },
        end: { on, outcome, elapsed },
      },
    ];
  });
}

async function readSignatories(db: Db, pactId: string): Promise<readonly SignatoryFact[]> {
  return db
    .selectFrom('signatory')
    .select(['structure', 'since'])
    .where('pactId', '=', pactId)
    .orderBy('structure')
    .execute();
}

async function readIndicators(
  db: Db,
  actions: ReadonlyMap<string, ActionFact>,
  former: ReadonlyMap<string, Former>,
): Promise<readonly IndicatorFact[]> {
  const rows = await db
    .selectFrom('actionIndicator')
    .select(['id', 'actionId', 'unit', 'family', 'template', 'target', 'createdAt', 'retiredAt'])
    .orderBy('actionId')
    .orderBy('position')
    .execute();
  const told = [...former.values()].flatMap(({ indicators }) => indicators);
  const termsOf = new Map(told.map(({ id, terms }) => [id, terms]));
  return rows.flatMap(({ id, actionId, retiredAt, ...row }): IndicatorFact[] => {
    const action = actions.get(actionId);
    if (!action) return [];
    const { createdAt: own, ...now } = row;
    const createdAt = own ?? action.createdAt;
    // Rows older than targets say nothing of them: it was always as it is now.
    const terms = termsOf.get(id) ?? [{ at: createdAt, ...now }];
    return [{ id, actionId, createdAt, retiredAt, terms }];
  });
}

/** Those of the years that the bilan shows: the one asked about and the one before, or all. */
async function readReadings(
  db: Db,
  actions: ReadonlyMap<string, ActionFact>,
  fromYear: number,
): Promise<readonly ReadingFact[]> {
  const rows = await db
    .selectFrom('indicatorReading')
    .select(['indicatorId', 'actionId', 'year', 'period', 'value', 'textId', 'notApplicable'])
    .where('year', '>=', fromYear)
    .where(isCurrent)
    .execute();
  return rows.flatMap(({ actionId, textId, notApplicable, ...reading }): ReadingFact[] => {
    if (!isSaid({ value: reading.value, textId }) || !actions.has(actionId)) return [];
    const isApplicable = notApplicable === 0;
    return [{ ...reading, hasText: textId !== null && isApplicable, notApplicable: !isApplicable }];
  });
}

async function readEvaluations(db: Db, pactId: string): Promise<readonly EvaluationFact[]> {
  const rows = await listEvaluations(db, pactId);
  return rows.map(({ groupId, year, state }) => ({ groupId, year, state }));
}
