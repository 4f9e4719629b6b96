/** From the events of a request to what people read of it. */

import { workingDaysBetween } from '../../domain/calendar.ts';
import type { CircuitFacts } from '../../domain/circuit/facts.ts';
import { substituteToPassTo } from '../../domain/circuit/facts.ts';
import {
  currentVersion,
  type RequestState,
  type RoundState,
  replayRequest,
  type SeatState,
  type StepState,
  stepElapsed,
} from '../../domain/circuit/state.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { onDateAt } from '../../french/format-date.ts';
import { statusLabel } from '../../french/terms.ts';
import { changedStatusAt } from '../../store/action-entries.ts';
import { findActionById, indicatorsOf } from '../../store/actions.ts';
import type { Db } from '../../store/database.ts';
import { classificationRows } from '../../store/journal.ts';
import { type Pact, readPact } from '../../store/pacts.ts';
import { readEvents, type ValidationRequest } from '../../store/requests.ts';
import { readTexts } from '../../store/texts.ts';
import { entitledNow } from '../../use-cases/validation/asked-now.ts';
import { circuitFacts, type PeopleFacts } from '../../use-cases/validation/facts.ts';
import { computedSentences } from '../indicators/computed-words.ts';
import { evaluationValues } from '../indicators/evaluation-view.ts';
import { personName, structureLabel } from '../labels.ts';
import type { Names } from '../names.ts';
import type {
  AskedView,
  RequestView,
  SaidView,
  SeatView,
  ShownValues,
  StepView,
} from './request-view.ts';
import { answerWords, outcomeWords } from './request-words.ts';
import { seatLabel } from './seat-label.ts';

interface Sources {
  readonly db: Db;
  readonly names: Names;
  readonly today: string;
  /** Read already, for several requests. */
  readonly people?: PeopleFacts;
}

interface Built extends Sources {
  readonly request: ValidationRequest;
  readonly state: RequestState;
  readonly facts: CircuitFacts;
  readonly texts: ReadonlyMap<string, string>;
}

export async function requestView(
  sources: Sources,
  request: ValidationRequest,
): Promise<RequestView> {
  const state = replayRequest(await readEvents(sources.db, request.id));
  const day = { db: sources.db, today: sources.today, pact: await pactOf(sources, request) };
  const people = day.pact === sources.names.pact ? sources.people : undefined;
  const facts = await circuitFacts(day, request, people);
  const texts = await readTexts(sources.db, textIds(state));
  const built: Built = { ...sources, request, state, facts, texts };
  const comment = texts.get(state.versions[0]?.textId ?? '');
  const outcome = outcomeWords(state, sources.names, texts, sources.today);
  return {
    id: request.id,
    code: request.code,
    circuitLabel: state.circuit.label,
    subjectTitle: await subjectTitle(built),
    wanted: [await wantedWords(built), ...(await withdrawnWords(built))].join(' '),
    values: [...(await evaluationValues(sources, request, state)), ...(await projectValues(built))],
    ...actionOf(built),
    ...evaluationOf(built),
    ...(await computedOf(built)),
    ...(comment && { comment }),
    requesterId: request.requesterId,
    requesterName: personName(sources.names, request.requesterId),
    askedAt: request.askedAt,
    standing: request.state,
    ...outcome,
    ...((await keptStatus(built)) && {
      outcomeWords: `${outcome.outcomeWords} ${keptStatusWords}`,
    }),
    version: currentVersion(state).version,
    toAmend: state.phase.kind === 'awaitingChanges',
    elapsed:
      state.phase.kind === 'ended'
        ? state.phase.elapsed
        : workingDaysBetween(parisDay(request.askedAt), sources.today, facts.calendar),
    steps: state.steps.map((step) => stepView(built, step)),
    asked: askedViews(built),
  };
}

/** Whoever holds its seats does so in its own pact, which another may have followed since. */
async function pactOf({ db, names }: Sources, { pactId }: ValidationRequest): Promise<Pact> {
  if (pactId === names.pact.definition.id) return names.pact;
  const pact = await readPact(db, pactId);
  if (!pact) throw new Error(`pact ${pactId} is referred to but not stored`);
  return pact;
}

function textIds(state: RequestState): readonly string[] {
  const answers = state.steps.flatMap((step) =>
    step.rounds.flatMap((round) => round.seats.flatMap((seat) => seat.answer ?? [])),
  );
  return [
    ...state.versions.flatMap((version) => version.textId ?? []),
    ...answers.flatMap(({ decision, reasonId }) => [
      ...('textId' in decision ? [decision.textId] : []),
      ...(reasonId ? [reasonId] : []),
    ]),
    ...('textId' in state.phase && state.phase.textId ? [state.phase.textId] : []),
  ];
}

function evaluationOf({ names, request }: Built): Pick<RequestView, 'evaluation'> {
  const { effect, subjectId } = request;
  const group = names.groupsById.get(subjectId);
  return effect.kind === 'evaluation' && group
    ? { evaluation: { group: group.code, year: effect.year } }
    : {};
}

function actionOf({ names, request }: Built): Pick<RequestView, 'action'> {
  const action = names.actionsById.get(request.subjectId);
  return action ? { action: action.code } : {};
}

/** Signs of a field: enough to decide upon; the rest is on the action's own card. */
const fieldShown = 300;

/** What a project is to do, for whoever decides that it begins. */
async function projectValues({ db, request }: Built): Promise<readonly ShownValues[]> {
  if (request.subjectKind !== 'action' || request.state !== 'open') return [];
  const action = await findActionById(db, request.subjectId);
  if (action?.status !== 'project') return [];
  const indicators = (await indicatorsOf(db, [action.id])).map(({ label }) => label).join(' ; ');
  const fields = [
    ['Objectifs', action.objectives],
    ['Modalités', action.means],
    ['Livrables', action.deliverables],
    ['Indicateurs', indicators],
  ] as const;
  const lines = fields
    .filter(([, words]) => words !== '')
    .map(
      ([label, words]) =>
        `${label} : ${words.length > fieldShown ? `${words.slice(0, fieldShown)}…` : words}`,
    );
  return lines.length > 0 ? [{ title: 'La fiche', lines }] : [];
}

async function computedOf({ db, names, today, request }: Built) {
  const { effect, subjectId } = request;
  if (effect.kind !== 'evaluation') return {};
  const of = { year: effect.year, groups: [subjectId] };
  const computed = (await computedSentences({ db, today, pact: names.pact }, of)).get(subjectId);
  return computed === undefined ? {} : { computed };
}

/** Whoever is asked sees who would have been asked too, had the action not been amended. */
async function withdrawnWords({ db, names, today, request }: Built): Promise<readonly string[]> {
  if (request.subjectKind !== 'action') return [];
  const action = await findActionById(db, request.subjectId);
  const withdrawn = new Map<string, string>();
  let before: readonly string[] = [];
  for (const { at, payload } of await classificationRows(db, request.subjectId)) {
    const named = structuresIn(payload);
    for (const code of before) if (!named.includes(code)) withdrawn.set(code, at);
    before = named;
  }
  const words = [...withdrawn]
    .filter(([code]) => !action?.structures.includes(code))
    .map(([code, at]) => `${structureLabel(names, code)} (${onDateAt(at, today)})`);
  return words.length === 0
    ? []
    : [`Structures retirées de l’action, qui ne sont plus interrogées : ${words.join(', ')}.`];
}

function structuresIn({ structures }: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(structures) ? structures.map(String) : [];
}

async function subjectTitle({ db, names, request }: Built): Promise<string> {
  if (request.subjectKind === 'action') {
    const action = await findActionById(db, request.subjectId);
    return action ? `${action.code} - ${action.title}` : '';
  }
  const group = names.groupsById.get(request.subjectId);
  return group ? `${group.code} - ${group.title}` : '';
}

async function wantedWords({ db, names, request, state }: Built): Promise<string> {
  const { effect } = request;
  switch (effect.kind) {
    case 'status': {
      const action = await findActionById(db, request.subjectId);
      const to = `« ${statusLabel(effect.to)} »`;
      if (request.state === 'open')
        return action && action.status !== effect.to
          ? `Il est demandé de passer l’action de « ${statusLabel(action.status)} » à ${to}.`
          : `Il est demandé de passer l’action à ${to}.`;
      const now = action?.status === effect.to ? ` L’action est maintenant ${to}.` : '';
      return `Il était demandé de passer l’action à ${to}.${request.state === 'approved' ? now : ''}`;
    }
    case 'pilot':
      return `${personName(names, effect.person)} deviendrait ${effect.role === 'pilot' ? 'pilote' : 'co-pilote'} du groupe.`;
    case 'evaluation':
      return `Il est demandé d’accepter l’évaluation ${effect.year} du groupe.`;
    case 'none':
      return `Demande : ${state.circuit.label}.`;
  }
}

const keptStatusWords =
  'Le statut de l’action est resté tel quel : il avait changé entre-temps, ou sa fiche n’était plus complète. Déclarez-le à nouveau si besoin.';

/** Approved, but the action was no longer where it was when the request was asked. */
async function keptStatus({ db, request }: Built): Promise<boolean> {
  const { effect, state, subjectId, endedAt } = request;
  if (effect.kind !== 'status' || state !== 'approved' || endedAt === null) return false;
  return !(await changedStatusAt(db, subjectId, effect.to, endedAt));
}

const standings: Readonly<Record<StepState['status'], StepView['standing']>> = {
  upcoming: 'waiting',
  open: 'open',
  awaitingChanges: 'changesAsked',
  approved: 'approved',
  refused: 'refused',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

function stepView(built: Built, step: StepState): StepView {
  const round = step.rounds.at(-1);
  const { label, code } = step.definition;
  const elapsed =
    step.rounds.length > 0 ? stepElapsed(step, built.today, built.facts.calendar) : undefined;
  return {
    code,
    label,
    standing: standings[step.status],
    rule: step.definition.rule,
    ...(round && step.status === 'open' && { dueOn: round.dueOn }),
    ...(step.rounds[0] && { openedOn: step.rounds[0].openedOn }),
    ...(elapsed !== undefined && { elapsed }),
    seats: round ? round.seats.map((seat) => seatView(built, round, seat)) : [],
    history: step.rounds.flatMap((one) => [
      ...amendment(built, one),
      ...one.seats
        .flatMap((seat) => seat.answer ?? [])
        .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
        .map((answer): SaidView => {
          const kind = answer.decision.kind === 'askForChanges' ? 'changesAsked' : 'answer';
          return { kind, ...answerWords(answer, built.names, built.texts, built.today) };
        }),
    ]),
  };
}

/** A step is asked again once the request was amended. */
function amendment({ state, names, texts, today }: Built, round: RoundState): readonly SaidView[] {
  const amended = state.versions.find(({ version }) => version === round.version);
  if (round.round === 1 || !amended) return [];
  const words = `Modifiée par ${personName(names, amended.by)} ${onDateAt(amended.at, today)}`;
  const comment = texts.get(amended.textId ?? '');
  return [{ kind: 'amended', words, ...(comment && { comment }) }];
}

/** A seat of the latest round. */
function seatView(built: Built, round: RoundState, seat: SeatState): SeatView {
  return {
    id: seat.id,
    label: seatLabel(built.names, seat.origin),
    names: seat.persons.map(({ personId }) => personName(built.names, personId)),
    standing: seatStanding(seat, round),
    escalated: seat.escalations.some(({ target }) => target === 'programmeOfficer'),
    ...(seat.internalUntil &&
      seat.internalUntil >= built.today && { internalUntil: seat.internalUntil }),
  };
}

function seatStanding(seat: SeatState, round: RoundState): SeatView['standing'] {
  if (seat.status === 'withdrawn') return 'withdrawn';
  if (seat.answer) return 'answered';
  if (round.closed) return 'later';
  if (seat.askedOn === null) return 'later';
  if (seat.persons.length === 0) return 'vacant';
  return seat.internalUntil ? 'internal' : 'asked';
}

function askedViews({ state, facts, names }: Built): readonly AskedView[] {
  return entitledNow(state, facts).map(({ personId, step, round, seat, inPlaceOf, officer }) => {
    const substitute = substituteToPassTo(personId, facts, [state.requester]);
    return {
      personId,
      step,
      round,
      seat,
      officer,
      ...(substitute && { substitute: personName(names, substitute) }),
      ...(inPlaceOf && { inPlaceOf: personName(names, inPlaceOf) }),
    };
  });
}
