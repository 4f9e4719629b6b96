/** A request played turn by turn. */
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import type { CircuitAct } from '../../../src/domain/circuit/decide.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import { openStep, type RequestState, type SeatState } from '../../../src/domain/circuit/state.ts';
import { answer, eventsOf, facts } from './builders.ts';

export function afterAct(
  state: RequestState,
  act: CircuitAct,
  known: CircuitFacts = facts(),
): RequestState {
  return eventsOf(state, act, known).reduce(applyEvent, state);
}

/** Plays answers written `ana`, `ana reserve`, `max refuse`… one after the other. */
export function play(
  state: RequestState,
  answers: readonly string[],
  known: CircuitFacts = facts(),
): RequestState {
  return answers.reduce((now, line) => {
    const [by = '', word = 'approve'] = line.split(' ');
    return afterAct(now, answer(now, by, word as 'approve'), known);
  }, state);
}

/** «visa open», «ended approved», «awaiting changes»: where the request stands. */
export function where(state: RequestState): string {
  if (state.phase.kind === 'ended') return `ended ${state.phase.outcome}`;
  if (state.phase.kind === 'awaitingChanges') return 'awaiting changes';
  return `${openStep(state)?.step.definition.code} open`;
}

export function seat(state: RequestState, id: string): SeatState {
  const found = openStep(state)?.round.seats.find((one) => one.id === id);
  if (!found) throw new Error(`No seat ${id}`);
  return found;
}

export function seatIds(state: RequestState): readonly string[] {
  return openStep(state)?.round.seats.map(({ id }) => id) ?? [];
}
