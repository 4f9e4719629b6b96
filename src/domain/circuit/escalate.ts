/** Records the escalations whose day has come, each once. */
import { type Draft, type Moment, record } from './draft.ts';
import type { CircuitFacts } from './facts.ts';
import { nextEscalation, stageKey } from './stages.ts';
import { isWaiting, openStep } from './state.ts';

/**
 * Escalates the seats that are waiting: vacant ones at once, late ones by the delay. After a
 * downtime every target that should have been reached is: each brings somebody new.
 */
export function escalate(draft: Draft, facts: CircuitFacts, moment: Moment): Draft {
  const open = openStep(draft.state);
  if (!open) return draft;
  return open.round.seats
    .filter(isWaiting)
    .reduce((next, seat) => escalateSeat(next, seat.id, facts, moment), draft);
}

function escalateSeat(draft: Draft, seatId: string, facts: CircuitFacts, moment: Moment): Draft {
  const open = openStep(draft.state);
  const seat = open?.round.seats.find(({ id }) => id === seatId);
  if (!open || !seat) return draft;
  const { definition } = open.step;
  const due = nextEscalation(definition, seat, draft.state.requester, facts);
  if (!due || due.on > facts.today) return draft;
  const place = { requestId: draft.state.id, step: definition.code, round: open.round.round };
  const escalated = record(draft, {
    kind: 'escalated',
    ...moment,
    // Nobody escalates: a delay that runs out, or a seat that is found vacant, does.
    by: null,
    step: place.step,
    round: place.round,
    seat: seat.id,
    target: due.target,
    why: due.why,
    persons: due.persons,
    inPlaceOf: due.inPlaceOf,
    key: stageKey(place, `escalation-${due.target}`, seat),
  });
  return escalateSeat(escalated, seatId, facts, moment);
}
