/**
 * Whether an answer can still be given, and for which seat: bound to the step and version that
 * were shown, so that of simultaneous answers exactly one decides and the others are told the truth.
 */
import { done, type Result, refused } from '../result.ts';
import type { DecideForAct, SeatAct } from './acts.ts';
import type { SeatPerson } from './events.ts';
import { type CircuitFacts, inForce } from './facts.ts';
import { seatPersons } from './holders.ts';
import type { CircuitRefusal } from './refusals.ts';
import { currentVersion, type OpenStep, openStep } from './state.ts';
import type { RequestState, SeatState, StepState } from './state-types.ts';

export interface FoundSeat {
  readonly open: OpenStep;
  readonly seat: SeatState;
  readonly person: SeatPerson;
}

/** The seat the person may answer now, or why there is none. */
export function findSeat(
  state: RequestState,
  act: SeatAct,
  facts: CircuitFacts,
): Result<FoundSeat, CircuitRefusal> {
  const found = findOpenStep(state, act);
  if (!found.ok) return found;
  const open = found.value;
  const seats = open.round.seats.filter(({ id }) => act.seat === undefined || id === act.seat);
  if (seats.length === 0) return refused(unknownSeat(act.step, act.seat ?? ''));
  const own = seats.flatMap((seat) => {
    const person = personOf(seat, act.by, state, facts);
    return person && seat.status !== 'withdrawn' ? [{ open, seat, person }] : [];
  });
  const waiting = own.find(({ seat }) => seat.askedOn !== null && seat.answer === null);
  if (waiting) return done(waiting);
  const answered = own.find(({ seat }) => seat.answer !== null);
  if (answered) return refused(alreadyDecided(act.step, answered.seat));
  const later = own[0];
  if (later) return refused({ kind: 'notYourTurn', step: act.step, seat: later.seat.id });
  return refused(whyNoSeat(seats, act, state, facts));
}

/** The open step, when it is the one and in the version that was shown. */
export function findOpenStep(
  state: RequestState,
  act: Pick<SeatAct | DecideForAct, 'by' | 'step' | 'version'>,
): Result<OpenStep, CircuitRefusal> {
  const over = refuseIfEnded(state);
  if (over) return refused(over);
  if (act.by === state.requester) return refused({ kind: 'ownRequest' });
  const step = state.steps.find(({ definition }) => definition.code === act.step);
  if (!step) return refused({ kind: 'unknownStep', step: act.step });
  const notNow = refuseUnlessCurrent(state, step);
  if (notNow) return refused(notNow);
  const { version, shown } = currentVersion(state);
  if (act.version !== version) {
    return refused({ kind: 'olderVersion', seen: act.version, version, shown });
  }
  const open = openStep(state);
  return open ? done(open) : refused({ kind: 'stepNotOpen', step: act.step });
}

export function refuseIfEnded(state: RequestState): CircuitRefusal | undefined {
  const { phase } = state;
  if (phase.kind !== 'ended') return undefined;
  const { outcome, by, at, textId } = phase;
  return outcome === 'cancelled'
    ? { kind: 'cancelled', by, at, textId }
    : { kind: 'ended', outcome, by, at };
}

export function alreadyDecided(step: string, seat: SeatState): CircuitRefusal {
  if (!seat.answer) throw new Error(`Seat ${seat.id} has no answer.`);
  const { decision, by, at } = seat.answer;
  return { kind: 'alreadyDecided', step, seat: seat.id, decision: decision.kind, by, at };
}

export function unknownSeat(step: string, seat: string): CircuitRefusal {
  return { kind: 'unknownSeat', step, seat };
}

function refuseUnlessCurrent(state: RequestState, step: StepState): CircuitRefusal | undefined {
  const { code } = step.definition;
  if (step.status === 'open') return undefined;
  if (step.status === 'upcoming') return { kind: 'stepNotOpen', step: code };
  if (step.status === 'skipped') return { kind: 'stepSkipped', step: code };
  if (state.phase.kind === 'awaitingChanges' && step.status === 'awaitingChanges') {
    const { by, at, textId } = state.phase;
    return { kind: 'changesAsked', by, at, textId };
  }
  const closed = step.rounds.at(-1)?.closed;
  if (!closed) return { kind: 'stepNotOpen', step: code };
  return { kind: 'stepClosed', step: code, ...pick(closed) };
}

function pick(closed: NonNullable<StepState['rounds'][number]['closed']>) {
  return { outcome: closed.outcome, by: closed.by, at: closed.at };
}

function personOf(
  seat: SeatState,
  personId: string,
  state: RequestState,
  facts: CircuitFacts,
): SeatPerson | undefined {
  return seatPersons(seat, state.requester, facts).find((person) => person.personId === personId);
}

/** Somebody who held the seat when it was asked, or once did, is told what ended. */
function whyNoSeat(
  seats: readonly SeatState[],
  act: SeatAct,
  state: RequestState,
  facts: CircuitFacts,
): CircuitRefusal {
  for (const seat of seats) {
    const known = seat.persons.find(({ personId }) => personId === act.by);
    if (known?.via === 'substitute' && known.inPlaceOf !== null) {
      return { kind: 'substitutionEnded', step: act.step, inPlaceOf: known.inPlaceOf };
    }
    const unassigned = seatPersons({ ...seat, assignedTo: null }, state.requester, facts);
    if (seat.assignedTo !== null && unassigned.some(({ personId }) => personId === act.by)) {
      return { kind: 'reassigned', step: act.step, to: seat.assignedTo };
    }
    if (known || heldOnce(seat, act.by, facts)) {
      return { kind: 'mandateEnded', step: act.step, seat: seat.id };
    }
  }
  const persons = seats.flatMap((seat) => seatPersons(seat, state.requester, facts));
  return { kind: 'noSeat', step: act.step, persons };
}

/** Whether a mandate that is no longer in force gave the person this seat. */
function heldOnce(seat: SeatState, personId: string, facts: CircuitFacts): boolean {
  return facts.mandates.some((mandate) => {
    if (mandate.personId !== personId || mandate.endsOn === null || inForce(mandate, facts)) {
      return false;
    }
    const then = { ...facts, today: mandate.endsOn, mandates: [mandate], departed: [] };
    return seatPersons({ ...seat, assignedTo: null }, '', then).some(
      ({ personId: held, via }) => held === personId && via === 'mandate',
    );
  });
}
