/** Small people, circuits and requests, so that each test reads as its rule. */
import { type Ask, askRequest } from '../../../src/domain/circuit/ask.ts';
import {
  type CircuitAct,
  type CircuitRefusal,
  decide,
} from '../../../src/domain/circuit/decide.ts';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { CircuitFacts, MandateFact } from '../../../src/domain/circuit/facts.ts';
import { openStep, type RequestState, replayRequest } from '../../../src/domain/circuit/state.ts';
import type { Circuit, CircuitStep, SeatRule, StepRule } from '../../../src/domain/pact.ts';

/** A Monday; 29 March 2027 is Easter Monday. */
export const monday = '2027-03-01';

const nothing = { namedRole: null, structure: null, territory: null, groupId: null };
const always = { startsOn: '2022-01-01', endsOn: null };

export function referent(personId: string | null, structure: string): MandateFact {
  return { ...nothing, ...always, personId, role: 'referent', structure };
}
export function onTerritory(personId: string, territory: string): MandateFact {
  return { ...nothing, ...always, personId, role: 'territoryReferent', territory };
}
export function pilot(personId: string, role: 'pilot' | 'coPilot' = 'pilot'): MandateFact {
  return { ...nothing, ...always, personId, role, groupId: 'g1' };
}
export function officer(personId: string): MandateFact {
  return { ...nothing, ...always, personId, role: 'programmeOfficer' };
}
export function named(personId: string, namedRole: string, structure: string | null = null) {
  return { ...nothing, ...always, personId, role: 'named' as const, namedRole, structure };
}

/** Ana for the CAF, Max for the MSA, Tom for Thau, Mia chargée de mission, Olga oversight. */
export const people: readonly MandateFact[] = [
  referent('ana', 'CAF'),
  referent('max', 'MSA'),
  onTerritory('tom', 'THA'),
  officer('mia'),
  named('olga', 'oversight'),
];

export function facts(change: Partial<CircuitFacts> = {}): CircuitFacts {
  return {
    today: monday,
    calendar: {},
    mandates: people,
    absences: [],
    substitutions: [],
    departed: [],
    subject: { structures: ['CAF', 'MSA'], territories: ['THA'], groupId: 'g1' },
    chains: [],
    ...change,
  };
}

export const structures: SeatRule = { kind: 'referentOfEngagedStructures' };
export const territory: SeatRule = { kind: 'referentOfTerritory' };
export const mission: SeatRule = { kind: 'programmeOfficer' };
export const all: StepRule = { kind: 'all' };
export const any: StepRule = { kind: 'any' };
export function quorum(count: number): StepRule {
  return { kind: 'quorum', count };
}

export function step(
  code: string,
  seats: SeatRule | readonly SeatRule[],
  rule: StepRule = all,
  change: Partial<CircuitStep> = {},
): CircuitStep {
  return {
    code,
    label: code,
    seats: 'kind' in seats ? [seats] : seats,
    rule,
    delay: 10,
    remindAfter: [5, 8],
    escalateTo: ['substitute', 'programmeOfficer'],
    ...change,
  };
}

export function circuit(...steps: readonly CircuitStep[]): Circuit {
  return {
    code: 'essai',
    label: 'Essai',
    aliases: [],
    enabled: true,
    productDefault: false,
    subject: 'free',
    steps,
  };
}

/** The shape of the default circuit `réalisation`. */
export const threeSteps = circuit(
  step('structures', structures),
  step('territoire', territory, all, { delay: 5, remindAfter: [3] }),
  step('visa', mission, any, {
    delay: 5,
    remindAfter: [3],
    escalateTo: ['substitute', 'oversight'],
  }),
);

export const ask: Ask = {
  requestId: 'r1',
  requester: 'rita',
  circuit: threeSteps,
  subject: { kind: 'action', id: 'THA-3' },
  shown: 'v1',
  textId: null,
  openRequest: null,
};

/** An instant of a day, one minute later at each call so that events have an order. */
let minute = 0;
export function instant(day: string): string {
  minute = (minute + 1) % (24 * 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00Z`;
}

export function asked(change: Partial<Ask> = {}, known: CircuitFacts = facts()): RequestState {
  const events = askRequest({ ...ask, ...change }, known, instant(known.today));
  if (!events.ok) throw new Error(`Refused: ${events.refusal.kind}`);
  return replayRequest(events.value);
}

export function eventsOf(
  state: RequestState,
  act: CircuitAct,
  known: CircuitFacts = facts(),
): readonly RequestEvent[] {
  const decided = decide(state, act, known, instant(known.today));
  if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.refusal)}`);
  return decided.value;
}

export function refusalOf(
  state: RequestState,
  act: CircuitAct,
  known: CircuitFacts = facts(),
): CircuitRefusal {
  const decided = decide(state, act, known, instant(known.today));
  if (decided.ok) throw new Error(`Accepted, with ${decided.value.length} events`);
  return decided.refusal;
}

type Word = 'approve' | 'reserve' | 'change' | 'refuse';
const decisions = {
  approve: 'approve',
  reserve: 'approveWithReservations',
  change: 'askForChanges',
  refuse: 'refuse',
} as const;

/** `ana`'s answer at the step that is open, on the version that is shown. */
export function answer(
  state: RequestState,
  by: string,
  word: Word = 'approve',
  change: { step?: string; version?: number; seat?: string; textId?: string | null } = {},
): CircuitAct {
  return {
    kind: 'answer',
    by,
    step: openStep(state)?.step.definition.code ?? '',
    version: state.versions.length,
    decision: decisions[word],
    textId: word === 'approve' ? null : `text-${by}`,
    ...change,
  };
}
