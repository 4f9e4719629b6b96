/** The state that reminders are computed from, as plain values read from the store (SPEC §7). */

import { addWorkingDays } from '../domain/calendar.ts';
import { yearsOfGroup } from '../domain/indicators/asked.ts';
import type {
  DatedMandate,
  GroupFact,
  LiveAction,
  MeetingFact,
  Notice,
  ObligationFacts,
  OpenRequest,
  Pause,
  Preference,
} from '../domain/obligations/facts.ts';
import { parisDay } from '../domain/paris-time.ts';
import { listAbsences } from '../store/absences.ts';
import { measuredActions } from '../store/actions.ts';
import { listAlerts } from '../store/alerts.ts';
import type { Db } from '../store/database.ts';
import { campaignDecisions, type Evaluation, listEvaluations } from '../store/evaluations.ts';
import { lastDated } from '../store/journal.ts';
import { type Pact, readPact } from '../store/pacts.ts';
import { openRequests, readEvents } from '../store/requests.ts';
import { absenceFact, circuitFacts } from './validation/facts.ts';

/** Everything of a pact that reminders depend on; every change of it is in the journal. */
export async function readObligations(db: Db, pact: Pact): Promise<ObligationFacts> {
  const pactId = pact.definition.id;
  const mandates = await readMandates(db, pactId);
  const absences = (await listAbsences(db)).map(absenceFact);
  const evaluations = await listEvaluations(db, pactId);
  return {
    trackedFrom: pact.trackedFrom,
    closedAt: pact.closedAt,
    meetings: await readMeetings(db, pactId),
    groups: await readGroups(db, pactId),
    ...campaignFacts(evaluations),
    campaigns: await campaignDecisions(db, pactId),
    actions: await readActions(db, pactId),
    mandates,
    absences,
    pauses: await readPauses(db),
    preferences: await readPreferences(db),
    requests: await readRequests(db, pact, { mandates, absences }),
    notices: await readNotices(db, pact),
  };
}

/** Alerts that nobody takes come back in the chargée de mission's digest (SPEC §7). */
async function readNotices(db: Db, { definition }: Pact): Promise<readonly Notice[]> {
  const { afterWorkingDays, to } = definition.reminders.alert;
  const alerts = await listAlerts(db, definition.id);
  return alerts
    .filter(({ state }) => state === 'open')
    .map(({ code, raisedAt }) => {
      const period = parisDay(raisedAt);
      const on = addWorkingDays(period, afterWorkingDays, definition.calendar);
      return { kind: 'alert', subject: code, period, stage: 'untaken', on, to };
    });
}

/** The pacts that may still remind: a past one does until it is closed (SPEC §3). */
export async function openPacts(db: Db): Promise<readonly Pact[]> {
  const rows = await db
    .selectFrom('pact')
    .select('id')
    .where('closedAt', 'is', null)
    .orderBy('id')
    .execute();
  const pacts: Pact[] = [];
  for (const { id } of rows) {
    const pact = await readPact(db, id);
    if (pact) pacts.push(pact);
  }
  return pacts;
}

async function readMeetings(db: Db, pactId: string): Promise<readonly MeetingFact[]> {
  const rows = await db
    .selectFrom('meeting')
    .select(['id', 'body', 'territory', 'ruleCode', 'state', 'plannedDay', 'heldOn', 'createdAt'])
    .where('pactId', '=', pactId)
    .where('body', 'in', ['localCommittee', 'steeringCommittee'])
    .orderBy('id')
    .execute();
  const known = await lastDated(db, ['meeting.planned', 'meeting.postponed']);
  return rows.flatMap(({ id, body, state, createdAt, ...row }): MeetingFact[] => {
    const of = row.territory ?? row.ruleCode;
    const day = row.heldOn ?? row.plannedDay;
    if (of === null || day === null || body === 'workingGroup' || state === 'withdrawn') return [];
    return [{ body, of, state, day, knownSince: known.get(id) ?? createdAt }];
  });
}

async function readGroups(db: Db, pactId: string): Promise<readonly GroupFact[]> {
  const rows = await db
    .selectFrom('workingGroup')
    .select(['id', 'code', 'territories', 'createdAt', 'retiredOn'])
    .where('pactId', '=', pactId)
    .orderBy('code')
    .execute();
  const measured = Map.groupBy(await measuredActions(db, pactId), ({ groupId }) => groupId);
  return rows.map(({ createdAt, territories, ...row }) => ({
    ...row,
    territories: JSON.parse(territories) as string[],
    createdOn: parisDay(createdAt),
    indicatorYears: yearsOfGroup(measured.get(row.id) ?? []),
  }));
}

/** Whoever submitted answered, and what was once accepted is not asked again while it is mended. */
function campaignFacts(
  evaluations: readonly Evaluation[],
): Pick<ObligationFacts, 'answers' | 'reopened'> {
  const answered = ({ state, acceptedAt }: Evaluation) =>
    state === 'submitted' || state === 'accepted' || acceptedAt !== null;
  return {
    answers: evaluations.filter(answered).map(({ groupId, year }) => ({ groupId, year })),
    reopened: evaluations.flatMap(({ groupId, year, reopenedAt }) =>
      reopenedAt === null ? [] : [{ groupId, year, since: reopenedAt }],
    ),
  };
}

async function readActions(db: Db, pactId: string): Promise<readonly LiveAction[]> {
  const rows = await db
    .selectFrom('action')
    .select(['id', 'groupId', 'lastNewsAt'])
    .where('pactId', '=', pactId)
    .where('status', 'not in', ['completed', 'abandoned'])
    .orderBy('code')
    .execute();
  const requests = await db
    .selectFrom('request')
    .select('subjectId')
    .where('subjectKind', '=', 'action')
    .where('state', '=', 'open')
    .execute();
  const waiting = new Set(requests.map(({ subjectId }) => subjectId));
  return rows.map(({ id, groupId, lastNewsAt }) => ({
    id,
    groupId,
    lastNewsOn: parisDay(lastNewsAt),
    awaitingValidation: waiting.has(id),
  }));
}

async function readMandates(db: Db, pactId: string): Promise<readonly DatedMandate[]> {
  const rows = await db
    .selectFrom('mandate')
    .select(['id', 'personId', 'role', 'namedRole', 'structure', 'territory', 'groupId'])
    .select(['startsOn', 'endsOn', 'createdAt'])
    .where('pactId', '=', pactId)
    .orderBy('startsOn')
    .orderBy('id')
    .execute();
  const known = await lastDated(db, ['mandate.given', 'mandate.ended']);
  return rows.map(({ createdAt, ...mandate }) => ({
    ...mandate,
    knownSince: (mandate.endsOn === null ? undefined : known.get(mandate.id)) ?? createdAt,
  }));
}

async function readPauses(db: Db): Promise<readonly Pause[]> {
  return db
    .selectFrom('pause')
    .select(['personId', 'startsOn as from', 'endsOn as until', 'about'])
    .where('cancelledAt', 'is', null)
    .orderBy('startsOn')
    .orderBy('id')
    .execute();
}

async function readPreferences(db: Db): Promise<readonly Preference[]> {
  const rows = await db
    .selectFrom('preference')
    .select(['personId', 'hour', 'weekly'])
    .orderBy('personId')
    .execute();
  return rows.map(({ weekly, ...row }) => ({ ...row, weekly: weekly === 1 }));
}

async function readRequests(
  db: Db,
  pact: Pact,
  people: Pick<ObligationFacts, 'mandates' | 'absences'>,
): Promise<readonly OpenRequest[]> {
  const requests: OpenRequest[] = [];
  for (const request of await openRequests(db)) {
    if (request.pactId !== pact.definition.id) continue;
    const events = await readEvents(db, request.id);
    // Seats are those of the latest event's day: the plan must not depend on the day it is asked.
    const today = events.at(-1)?.on ?? parisDay(request.askedAt);
    const facts = await circuitFacts({ db, today, pact }, request);
    requests.push({ code: request.code, events, facts: { ...facts, ...people } });
  }
  return requests;
}
