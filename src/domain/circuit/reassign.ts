/** The chargée de mission gives a seat to somebody else, who gets the step's whole delay. */
import { addWorkingDays } from '../calendar.ts';
import { done, type Result, refused } from '../result.ts';
import type { ReassignAct } from './acts.ts';
import type { RequestEvent } from './events.ts';
import { type CircuitFacts, programmeOfficers } from './facts.ts';
import { alreadyDecided, findOpenStep, unknownSeat } from './find-seat.ts';
import { seatPersons } from './holders.ts';
import type { CircuitRefusal } from './refusals.ts';
import { currentVersion } from './state.ts';
import type { RequestState } from './state-types.ts';

export function reassign(
  state: RequestState,
  act: ReassignAct,
  facts: CircuitFacts,
  now: string,
): Result<readonly RequestEvent[], CircuitRefusal> {
  const officers = programmeOfficers(facts);
  if (!officers.includes(act.by)) return refused({ kind: 'notProgrammeOfficer', officers });
  // Giving a seat away decides nothing: whatever the version, and whoever asked.
  const { version } = currentVersion(state);
  const found = findOpenStep(state, { by: '', step: act.step, version });
  if (!found.ok) return found;
  const { round, step } = found.value;
  const seat = round.seats.find(({ id }) => id === act.seat);
  if (!seat || seat.status === 'withdrawn') return refused(unknownSeat(act.step, act.seat));
  if (seat.answer) return refused(alreadyDecided(act.step, seat));
  if (seat.askedOn === null) return refused({ kind: 'notYourTurn', step: act.step, seat: seat.id });
  if (act.to === state.requester) return refused({ kind: 'targetIsRequester' });
  if (facts.departed.includes(act.to)) return refused({ kind: 'targetLeft', personId: act.to });
  if (seat.assignedTo === act.to) return done([]);
  return done([
    {
      kind: 'reassigned',
      at: now,
      on: facts.today,
      by: act.by,
      step: step.definition.code,
      round: round.round,
      seat: seat.id,
      from: seatPersons(seat, state.requester, facts).map(({ personId }) => personId),
      to: act.to,
      dueOn: addWorkingDays(facts.today, step.definition.delay, facts.calendar),
      textId: act.textId,
    },
  ]);
}
