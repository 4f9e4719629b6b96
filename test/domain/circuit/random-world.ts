/** Random circuits, people, absences and acts: small enough that everything meets everything. */
import fc from 'fast-check';
import type { CircuitAct } from '../../../src/domain/circuit/decide.ts';
import type { Absence, CircuitFacts, MandateFact } from '../../../src/domain/circuit/facts.ts';
import { currentVersion, openStep, type RequestState } from '../../../src/domain/circuit/state.ts';
import { whoIsAsked } from '../../../src/domain/circuit/who-is-asked.ts';
import { addDays } from '../../../src/domain/days.ts';
import type { Circuit, CircuitStep, SeatRule, StepRule } from '../../../src/domain/pact.ts';
import { circuit, monday, step } from './builders.ts';

const person = fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6');
const structure = fc.constantFrom('S0', 'S1', 'S2');
const territory = fc.constantFrom('T0', 'T1');
const role = fc.constantFrom('oversight', 'chief', 'deputy');
const day = fc.nat({ max: 60 }).map((count) => addDays(monday, count));

const mandate: fc.Arbitrary<MandateFact> = fc.record({
  personId: fc.option(person, { freq: 12 }),
  role: fc.constantFrom(
    'referent',
    'referent',
    'territoryReferent',
    'pilot',
    'coPilot',
    'programmeOfficer',
    'named',
  ),
  namedRole: role,
  structure: fc.option(structure, { freq: 8 }),
  territory,
  groupId: fc.constant('g1'),
  startsOn: fc.constant('2022-01-01'),
  endsOn: fc.option(day, { freq: 3 }).map((end) => end ?? null),
});

const absence: fc.Arbitrary<Absence> = fc
  .tuple(person, day, fc.nat({ max: 20 }), fc.option(person, { freq: 4 }))
  .map(([personId, from, length, substituteId]) => ({
    personId,
    from,
    until: addDays(from, length),
    substituteId,
  }));

const seatRule: fc.Arbitrary<SeatRule> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<SeatRule>({ kind: 'referentOfEngagedStructures' }) },
  fc.constant<SeatRule>({ kind: 'referentOfTerritory' }),
  fc.constant<SeatRule>({ kind: 'pilots' }),
  fc.constant<SeatRule>({ kind: 'programmeOfficer' }),
  role.map((name): SeatRule => ({ kind: 'role', role: name })),
  structure.map((code): SeatRule => ({ kind: 'structure', structure: code })),
);

const stepRule: fc.Arbitrary<StepRule> = fc.oneof(
  fc.constant<StepRule>({ kind: 'all' }),
  fc.constant<StepRule>({ kind: 'any' }),
  fc.integer({ min: 1, max: 4 }).map((count): StepRule => ({ kind: 'quorum', count })),
);

const someStep: fc.Arbitrary<Omit<CircuitStep, 'code'>> = fc.record({
  label: fc.constant('Étape'),
  seats: fc.array(seatRule, { minLength: 1, maxLength: 2 }),
  rule: stepRule,
  delay: fc.integer({ min: 1, max: 6 }),
  remindAfter: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
  escalateTo: fc.uniqueArray(fc.constantFrom('substitute', 'programmeOfficer', 'oversight')),
});

export interface World {
  readonly circuit: Circuit;
  readonly requester: string;
  readonly known: CircuitFacts;
}

export const world: fc.Arbitrary<World> = fc.record({
  circuit: fc
    .array(someStep, { minLength: 1, maxLength: 4 })
    .map((steps) =>
      circuit(...steps.map((one, index) => step(`e${index}`, one.seats, one.rule, one))),
    ),
  requester: person,
  known: fc.record({
    today: fc.constant(monday),
    calendar: fc.constant({}),
    mandates: fc.array(mandate, { minLength: 4, maxLength: 14 }),
    absences: fc.array(absence, { maxLength: 4 }),
    substitutions: fc.array(
      fc
        .tuple(person, person)
        .map(([personId, substituteId]) => ({ personId, substituteId, from: monday, until: null })),
      { maxLength: 3 },
    ),
    departed: fc.constant([]),
    subject: fc.record({
      structures: fc.uniqueArray(structure, { maxLength: 3 }),
      territories: fc.uniqueArray(territory, { minLength: 1, maxLength: 2 }),
      groupId: fc.constant('g1'),
    }),
    chains: fc.uniqueArray(
      fc.record({
        structure,
        roles: fc.uniqueArray(fc.constantFrom('chief', 'deputy'), { minLength: 1 }),
      }),
      { selector: (chain) => chain.structure, maxLength: 2 },
    ),
  }),
});

export interface Move {
  /** Days that pass before it. */
  readonly wait: number;
  /** Picks somebody who is asked; with `stray`, anybody, anywhere, on any version. */
  readonly pick: number;
  readonly stray: boolean;
  readonly what: CircuitAct['kind'] | 'time';
  readonly decision: 'approve' | 'approveWithReservations' | 'askForChanges' | 'refuse';
  readonly other: string;
}

export const move: fc.Arbitrary<Move> = fc.record({
  wait: fc.constantFrom(0, 0, 0, 1, 3, 9),
  pick: fc.nat({ max: 40 }),
  stray: fc.nat({ max: 4 }).map((chance) => chance === 0),
  what: fc.constantFrom<Move['what'][]>(
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'time',
    'holdInternally',
    'passToSubstitute',
    'amend',
    'amend',
    'reassign',
    'decideFor',
    'decideFor',
    'cancel',
  ),
  decision: fc.constantFrom<Move['decision'][]>(
    'approve',
    'approve',
    'approve',
    'approve',
    'approveWithReservations',
    'askForChanges',
    'refuse',
  ),
  other: person,
});

/** What the move does to the state, by somebody who is asked or, stray, by anybody. */
export function actOf(
  state: RequestState,
  chosen: Move,
  known: CircuitFacts,
  count: number,
): CircuitAct {
  const { pick, stray, what, decision, other } = chosen;
  const textId = `t${count}`;
  const tasks = whoIsAsked(state, known).filter(
    ({ kind }) => (kind === 'oversee') === (what === 'decideFor'),
  );
  const task = stray ? undefined : tasks[pick % Math.max(1, tasks.length)];
  const at = task && task.kind !== 'amend' ? task : strayPlace(state, pick);
  const officer = known.mandates.find((one) => one.role === 'programmeOfficer')?.personId ?? other;
  const by = task?.personId ?? other;
  const place = { by, step: at.step, version: at.version, seat: at.seat };
  switch (what) {
    case 'amend':
      return {
        kind: 'amend',
        by: stray ? other : state.requester,
        version: currentVersion(state).version - (stray ? pick % 2 : 0),
        shown: pick % 3 === 0 ? currentVersion(state).shown : `v${count}`,
        textId: pick % 2 === 0 ? textId : null,
      };
    case 'cancel':
      // Rare, or few requests would get further.
      return { kind: 'cancel', by: pick % 4 === 0 ? state.requester : other, textId };
    case 'reassign':
      return { kind: 'reassign', ...place, by: stray ? other : officer, to: other, textId };
    case 'decideFor':
      return { kind: 'decideFor', ...place, decision, reasonId: textId };
    case 'holdInternally':
      return { kind: 'holdInternally', ...place, until: addDays(known.today, pick), textId };
    case 'passToSubstitute':
      return { kind: 'passToSubstitute', ...place };
    default:
      return { kind: 'answer', ...place, decision, textId: pick === 40 ? null : textId };
  }
}

function strayPlace(state: RequestState, pick: number) {
  const seats = openStep(state)?.round.seats ?? [];
  return {
    step: state.steps[pick % state.steps.length]?.definition.code ?? '',
    version: 1 + (pick % state.versions.length),
    seat: seats[pick % Math.max(1, seats.length)]?.id ?? 'structure:S0',
  };
}
