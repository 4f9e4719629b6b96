/**
 * What time brings to a request: people who joined or left a seat, escalations, reminders. Time
 * never approves, refuses or ends, and a request never dies of old age (product default, SPEC §6).
 */
import { type Draft, draftOf, type Moment, record } from './draft.ts';
import { escalate } from './escalate.ts';
import type { RequestEvent, SeatPerson } from './events.ts';
import { type CircuitFacts, isAbsent } from './facts.ts';
import { personsToAsk, seatPersons } from './holders.ts';
import { reminderStages, stageKey } from './stages.ts';
import { isWaiting, openStep } from './state.ts';
import type { RequestState, SeatState } from './state-types.ts';

/**
 * The events due by now; none when they are already in the state. After a downtime only a seat's
 * latest reminder is due. To be called when messages may leave: days are all that is looked at.
 * @param now UTC instant whose local day is `facts.today`
 */
export function advance(
  state: RequestState,
  facts: CircuitFacts,
  now: string,
): readonly RequestEvent[] {
  const then = { ...facts, chains: state.chains };
  const moment = { at: now, on: facts.today, by: null };
  const escalated = escalate(draftOf(state), then, moment);
  return forEachSeat(
    forEachSeat(escalated, (draft, seat) => updateHolders(draft, seat, then, moment)),
    (draft, seat) => remind(draft, seat, then, moment),
  ).events;
}

function forEachSeat(draft: Draft, act: (draft: Draft, seat: SeatState) => Draft): Draft {
  const seats = openStep(draft.state)?.round.seats.filter(isWaiting) ?? [];
  return seats.reduce(act, draft);
}

function updateHolders(draft: Draft, seat: SeatState, facts: CircuitFacts, moment: Moment): Draft {
  const persons = seatPersons(seat, draft.state.requester, facts);
  if (samePersons(persons, seat.persons)) return draft;
  return record(draft, { kind: 'holdersChanged', ...moment, ...place(draft, seat), persons });
}

function remind(draft: Draft, seat: SeatState, facts: CircuitFacts, moment: Moment): Draft {
  const open = openStep(draft.state);
  if (!open) return draft;
  const { definition } = open.step;
  const stage = reminderStages(definition, seat, facts.calendar)
    .filter(({ on }) => on <= facts.today)
    .at(-1);
  if (!stage || stage.on <= (seat.askedOn ?? '')) return draft;
  const where = place(draft, seat);
  const key = stageKey({ requestId: draft.state.id, ...where }, stage.code, seat);
  if (seat.reminders.some((sent) => sent.key === key)) return draft;
  const persons = personsToRemind(draft.state, seat, facts);
  // Nobody to remind: it waits for somebody to come back, escalation does not.
  if (persons.length === 0) return draft;
  return record(draft, {
    kind: 'reminded',
    ...moment,
    ...where,
    stage: stage.code,
    plannedOn: stage.on,
    persons,
    key,
  });
}

function personsToRemind(
  state: RequestState,
  seat: SeatState,
  facts: CircuitFacts,
): readonly string[] {
  const entitled = seatPersons(seat, state.requester, facts);
  return personsToAsk(entitled, seat, facts)
    .map(({ personId }) => personId)
    .filter((personId) => !isAbsent(personId, facts));
}

function place(draft: Draft, seat: SeatState) {
  const open = openStep(draft.state);
  return {
    step: open?.step.definition.code ?? '',
    round: open?.round.round ?? 0,
    seat: seat.id,
  };
}

function samePersons(one: readonly SeatPerson[], other: readonly SeatPerson[]): boolean {
  const ids = (persons: readonly SeatPerson[]) =>
    persons
      .map(({ personId, via }) => `${personId} ${via}`)
      .sort()
      .join('\n');
  return ids(one) === ids(other);
}
