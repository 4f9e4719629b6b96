/**
 * The chargée de mission decides in place of somebody who cannot, or has not in time, with a
 * reason that everybody sees (product default, SPEC §6).
 */
import { done, type Result, refused } from '../result.ts';
import type { DecideForAct } from './acts.ts';
import { decisionOf, sameDecision } from './decide-answer.ts';
import { draftOf, record } from './draft.ts';
import type { RequestEvent } from './events.ts';
import { type CircuitFacts, isAbsent, programmeOfficers } from './facts.ts';
import { alreadyDecided, findOpenStep, unknownSeat } from './find-seat.ts';
import { seatPersons } from './holders.ts';
import { follow } from './open-step.ts';
import type { CircuitRefusal } from './refusals.ts';
import type { RequestState, SeatState } from './state-types.ts';

/** Why a seat may be decided for: nobody holds it, all its holders are away, or it is late. */
export function mayDecideFor(
  seat: SeatState,
  requester: string,
  facts: CircuitFacts,
): 'vacant' | 'absent' | 'late' | undefined {
  if (seat.askedOn === null || seat.answer !== null) return undefined;
  const persons = seatPersons(seat, requester, facts);
  if (persons.length === 0) return 'vacant';
  if (persons.every(({ personId }) => isAbsent(personId, facts))) return 'absent';
  // The step's own delay: an internal validation stops reminders, not the clock.
  return seat.dueOn !== null && facts.today > seat.dueOn ? 'late' : undefined;
}

export function decideFor(
  state: RequestState,
  act: DecideForAct,
  facts: CircuitFacts,
  now: string,
): Result<readonly RequestEvent[], CircuitRefusal> {
  const officers = programmeOfficers(facts);
  if (!officers.includes(act.by)) return refused({ kind: 'notProgrammeOfficer', officers });
  if (decidedAlike(state, act)) return done([]);
  const found = findOpenStep(state, act);
  if (!found.ok) return found;
  const { round, step } = found.value;
  const seat = round.seats.find(({ id }) => id === act.seat);
  if (!seat || seat.status === 'withdrawn') return refused(unknownSeat(act.step, act.seat));
  if (seat.answer) return refused(alreadyDecided(act.step, seat));
  if (seat.askedOn === null) return refused({ kind: 'notYourTurn', step: act.step, seat: seat.id });
  const persons = seatPersons(seat, state.requester, facts);
  if (persons.some(({ personId }) => personId === act.by)) {
    return refused({ kind: 'holdsSeat', seat: seat.id });
  }
  const why = mayDecideFor(seat, state.requester, facts);
  if (!why) return refused({ kind: 'notAbsentNorLate', persons, dueOn: seat.dueOn });
  const decision = decisionOf(act.decision, act.reasonId);
  if (!decision || act.reasonId === null) return refused({ kind: 'textMissing', field: 'reason' });
  const moment = { at: now, on: facts.today, by: act.by };
  const draft = record(draftOf(state), {
    kind: 'decidedFor',
    ...moment,
    step: step.definition.code,
    round: round.round,
    seat: seat.id,
    version: round.version,
    decision,
    inPlaceOf: persons.map(({ personId }) => personId),
    why,
    reasonId: act.reasonId,
  });
  return done(follow(draft, null, facts, moment).events);
}

function decidedAlike(state: RequestState, act: DecideForAct): boolean {
  const decision = decisionOf(act.decision, act.reasonId);
  const step = state.steps.find(({ definition }) => definition.code === act.step);
  const round = step?.rounds.find(({ version }) => version === act.version);
  const given = round?.seats.find(({ id }) => id === act.seat)?.answer;
  return (
    decision !== undefined &&
    given?.via === 'decidedFor' &&
    given.by === act.by &&
    given.reasonId === act.reasonId &&
    sameDecision(given.decision, decision)
  );
}
