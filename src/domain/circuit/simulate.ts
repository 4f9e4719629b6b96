/**
 * Dry run of a circuit: who would be asked, in what order, by when at the latest, who escalates,
 * what seat is vacant (SPEC §6, `/pti simuler`). Nothing is asked.
 */
import { addWorkingDays } from '../calendar.ts';
import type { Circuit, CircuitStep, StepRule } from '../pact.ts';
import { seatStateOf } from './apply-event.ts';
import type { EscalationTarget, Seat } from './events.ts';
import type { CircuitFacts } from './facts.ts';
import { resolveSeats } from './seats.ts';
import { nextEscalation, reminderStages, type Stage } from './stages.ts';
import type { SeatState } from './state-types.ts';

export interface SimulatedEscalation {
  readonly target: EscalationTarget;
  readonly why: 'vacant' | 'late';
  readonly on: string;
  readonly persons: readonly string[];
}

export interface SimulatedSeat extends Seat {
  /** Latest day it would be asked; `null` for a withdrawn seat. */
  readonly askedOn: string | null;
  readonly reminders: readonly Stage[];
  /** When nobody answers; a vacant seat's first is at once. */
  readonly escalations: readonly SimulatedEscalation[];
}

export interface SimulatedStep {
  readonly code: string;
  readonly label: string;
  readonly rule: StepRule;
  readonly last: boolean;
  /** «Sans objet», and why. */
  readonly skipped: 'requesterAlone' | 'noSeat' | null;
  /** At the latest: each step before was answered on its last day. */
  readonly opensOn: string;
  readonly dueOn: string;
  readonly seats: readonly SimulatedSeat[];
  /** People whose one answer would count for a seat of this step too, with those seats. */
  readonly answersOnce: readonly { readonly personId: string; readonly seats: readonly string[] }[];
}

export function simulate(
  circuit: Circuit,
  requester: string,
  facts: CircuitFacts,
): readonly SimulatedStep[] {
  const steps: SimulatedStep[] = [];
  let opensOn = facts.today;
  for (const [index, definition] of circuit.steps.entries()) {
    const last = index === circuit.steps.length - 1;
    const seats = resolveSeats(definition, facts, { requester, last });
    const skipped = seats.every(({ status }) => status === 'withdrawn')
      ? seats.length === 0
        ? 'noSeat'
        : 'requesterAlone'
      : null;
    const before = steps.findLast((step) => step.skipped === null);
    const asked = skipped ? [] : askInOrder(definition, seats, opensOn, requester, facts);
    const dueOn = latest(asked, opensOn);
    steps.push({
      code: definition.code,
      label: definition.label,
      rule: definition.rule,
      last,
      skipped,
      opensOn,
      dueOn,
      seats: skipped ? seats.map((seat) => ({ ...seat, ...unasked })) : asked,
      answersOnce: last || skipped ? [] : onceFor(seats, before?.seats ?? []),
    });
    opensOn = dueOn;
  }
  return steps;
}

const unasked = { askedOn: null, reminders: [], escalations: [] } as const;

/** Links of a chain are asked one after the other, each with the step's delay. */
function askInOrder(
  step: CircuitStep,
  seats: readonly Seat[],
  opensOn: string,
  requester: string,
  facts: CircuitFacts,
): readonly SimulatedSeat[] {
  const dueById = new Map<string, string>();
  return seats.map((seat): SimulatedSeat => {
    const askedOn = dueById.get(seat.after ?? '') ?? opensOn;
    if (seat.status === 'withdrawn') {
      dueById.set(seat.id, askedOn);
      return { ...seat, ...unasked };
    }
    const dueOn = addWorkingDays(askedOn, step.delay, facts.calendar);
    dueById.set(seat.id, dueOn);
    const state = seatStateOf({ ...seat, dueOn }, { at: '', on: askedOn });
    return {
      ...seat,
      dueOn,
      askedOn,
      reminders: seat.persons.length > 0 ? reminderStages(step, state, facts.calendar) : [],
      escalations: escalationsOf(step, state, requester, facts),
    };
  });
}

function escalationsOf(
  step: CircuitStep,
  seat: SeatState,
  requester: string,
  facts: CircuitFacts,
): readonly SimulatedEscalation[] {
  const next = nextEscalation(step, seat, requester, facts);
  if (!next) return [];
  const { target, why, on, persons } = next;
  const done = { target, why, on, persons, key: '' };
  const after = { ...seat, escalations: [...seat.escalations, done] };
  return [{ target, why, on, persons }, ...escalationsOf(step, after, requester, facts)];
}

function latest(seats: readonly SimulatedSeat[], opensOn: string): string {
  return seats.reduce((day, { dueOn }) => (dueOn !== null && dueOn > day ? dueOn : day), opensOn);
}

/** People who hold two seats of the step, or one here and one of the step before. */
function onceFor(
  seats: readonly Seat[],
  before: readonly Seat[],
): readonly { readonly personId: string; readonly seats: readonly string[] }[] {
  const asked = seats.filter(({ status }) => status !== 'withdrawn');
  const people = new Set(asked.flatMap(({ persons }) => persons.map(({ personId }) => personId)));
  return [...people].flatMap((personId) => {
    const held = asked.filter((seat) => holds(seat, personId)).map(({ id }) => id);
    const earlier = before.some((seat) => seat.status !== 'withdrawn' && holds(seat, personId));
    return held.length > 1 || earlier ? [{ personId, seats: held }] : [];
  });
}

function holds(seat: Seat, personId: string): boolean {
  return seat.persons.some((person) => person.personId === personId);
}
