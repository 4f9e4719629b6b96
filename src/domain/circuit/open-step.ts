/**
 * What follows an answer by itself: links of a chain, one answer for two seats, the close of a
 * step, the next ones opened or skipped, the end (product default, SPEC §6).
 */
import { addWorkingDays, workingDaysBetween } from '../calendar.ts';
import { type Draft, type Moment, record } from './draft.ts';
import { escalate } from './escalate.ts';
import type { Answered, Decision, Seat, StepOutcome } from './events.ts';
import type { CircuitFacts } from './facts.ts';
import { seatPersons } from './holders.ts';
import { hasApproved, verdictOf } from './rules.ts';
import { isTurnOf, resolveSeats } from './seats.ts';
import { currentVersion, isWaiting, openStep } from './state.ts';
import type { RoundState, SeatState } from './state-types.ts';

/** An act: an instant and somebody. */
export type ActMoment = Moment & { readonly by: string };

/** A person's own answer, which may count for another of their seats. */
export interface OwnAnswer {
  readonly personId: string;
  readonly decision: Decision;
  readonly step: string;
  readonly seat: string;
}

/**
 * Opens the first step from the given one on that has somebody to ask. Steps that only the
 * requester could answer, or that concern nobody, are skipped as «sans objet»; the last never is.
 */
export function openFrom(
  draft: Draft,
  index: number,
  facts: CircuitFacts,
  moment: ActMoment,
  answers: readonly OwnAnswer[],
): Draft {
  const { requester, steps } = draft.state;
  const step = steps[index];
  if (!step) return end(draft, 'approved', null, facts, moment);
  const { code } = step.definition;
  const seats = resolveSeats(step.definition, facts, { requester, last: step.last });
  if (!step.last && seats.every((seat) => seat.status === 'withdrawn')) {
    const reason = seats.length === 0 ? 'noSeat' : 'requesterAlone';
    const skipped = record(draft, { kind: 'stepSkipped', ...moment, step: code, reason, seats });
    return openFrom(skipped, index + 1, facts, moment, answers);
  }
  const opened = openRound(draft, index, seats, facts, moment);
  const carried = step.last
    ? opened
    : answers.reduce((next, answer) => carry(next, answer, facts, moment), opened);
  return settle(carried, facts, moment);
}

/** Asks the seats of a step: those of a chain one after the other, vacant ones escalate at once. */
export function openRound(
  draft: Draft,
  index: number,
  seats: readonly Seat[],
  facts: CircuitFacts,
  moment: ActMoment,
): Draft {
  const step = draft.state.steps[index];
  if (!step) return draft;
  const dueOn = addWorkingDays(facts.today, step.definition.delay, facts.calendar);
  const asked = (seat: Seat) => seat.status !== 'withdrawn' && isTurnOf(seat, seats, () => false);
  const opened = record(draft, {
    kind: 'stepOpened',
    ...moment,
    step: step.definition.code,
    round: step.rounds.length + 1,
    version: currentVersion(draft.state).version,
    seats: seats.map((seat) => ({ ...seat, dueOn: asked(seat) ? dueOn : null })),
    dueOn,
  });
  return escalate(opened, facts, moment);
}

/** After an answer: links of chains are asked, and the answer counts for the person's other seats. */
export function follow(
  draft: Draft,
  answer: OwnAnswer | null,
  facts: CircuitFacts,
  moment: ActMoment,
): Draft {
  const open = openStep(draft.state);
  const carried = answer && open && !open.step.last ? carry(draft, answer, facts, moment) : draft;
  return settle(carried, facts, moment);
}

/** Gives one answer to the person's other seats of the open step, as long as it is undecided. */
function carry(draft: Draft, answer: OwnAnswer, facts: CircuitFacts, moment: ActMoment): Draft {
  const asked = askLinks(draft, facts, moment);
  const open = openStep(asked.state);
  if (!open || verdictOf(open.step.definition.rule, open.round.seats) !== 'pending') return asked;
  for (const seat of open.round.seats.filter(isWaiting)) {
    const person = seatPersons(seat, asked.state.requester, facts).find(
      ({ personId }) => personId === answer.personId,
    );
    if (!person) continue;
    const event: Answered = {
      kind: 'answered',
      ...moment,
      by: answer.personId,
      step: open.step.definition.code,
      round: open.round.round,
      seat: seat.id,
      version: open.round.version,
      decision: answer.decision,
      via: person.via,
      inPlaceOf: person.inPlaceOf,
      carriedFrom: { step: answer.step, seat: answer.seat },
    };
    return carry(record(asked, event), answer, facts, moment);
  }
  return asked;
}

/** Closes the open step once its answers decide it, and does what follows. */
function settle(draft: Draft, facts: CircuitFacts, moment: ActMoment): Draft {
  const asked = askLinks(draft, facts, moment);
  const open = openStep(asked.state);
  if (!open) return asked;
  const { step, round } = open;
  const verdict = verdictOf(step.definition.rule, round.seats);
  if (verdict === 'pending') return asked;
  const closed = closeRound(asked, verdict, facts, moment);
  if (verdict === 'changesAsked') return closed;
  if (verdict === 'refused') return end(closed, 'refused', lastText(round), facts, moment);
  const next = asked.state.steps.indexOf(step) + 1;
  return openFrom(closed, next, facts, moment, ownApprovals(round, step.definition.code));
}

export function closeRound(
  draft: Draft,
  outcome: StepOutcome,
  facts: CircuitFacts,
  moment: ActMoment,
): Draft {
  const open = openStep(draft.state);
  if (!open) return draft;
  return record(draft, {
    kind: 'stepClosed',
    ...moment,
    step: open.step.definition.code,
    round: open.round.round,
    outcome,
    textId: outcome === 'changesAsked' ? lastText(open.round) : null,
    elapsed: workingDaysBetween(open.round.openedOn, facts.today, facts.calendar),
  });
}

export function end(
  draft: Draft,
  outcome: 'approved' | 'refused' | 'cancelled',
  textId: string | null,
  facts: CircuitFacts,
  moment: ActMoment,
): Draft {
  const elapsed = workingDaysBetween(draft.state.askedOn, facts.today, facts.calendar);
  return record(draft, { kind: 'ended', ...moment, outcome, textId, elapsed });
}

/** Asks the links of internal chains whose turn has come. */
function askLinks(draft: Draft, facts: CircuitFacts, moment: ActMoment): Draft {
  const open = openStep(draft.state);
  if (!open || verdictOf(open.step.definition.rule, open.round.seats) !== 'pending') return draft;
  const { seats } = open.round;
  const approved = (id: string) => seats.some((seat) => seat.id === id && hasApproved(seat));
  const due = seats.filter(
    (seat) =>
      seat.askedOn === null && seat.status !== 'withdrawn' && isTurnOf(seat, seats, approved),
  );
  if (due.length === 0) return draft;
  const asked = due.map((seat) => ({
    kind: 'seatAsked' as const,
    ...moment,
    step: open.step.definition.code,
    round: open.round.round,
    seat: seat.id,
    persons: seatPersons(seat, draft.state.requester, facts),
    dueOn: addWorkingDays(facts.today, open.step.definition.delay, facts.calendar),
  }));
  return escalate(record(draft, ...asked), facts, moment);
}

/** The text of the latest answer that closes a round: what was refused, or what is to change. */
function lastText(round: RoundState): string | null {
  let latest = { at: '', textId: null as string | null };
  for (const { answer } of round.seats) {
    if (answer?.decision.kind !== 'refuse' && answer?.decision.kind !== 'askForChanges') continue;
    if (answer.at >= latest.at) latest = { at: answer.at, textId: answer.decision.textId };
  }
  return latest.textId;
}

/** Approvals given in person: a refusal, or an answer already carried, is never carried on. */
function ownApprovals(round: RoundState, step: string): readonly OwnAnswer[] {
  const own = (seat: SeatState) =>
    hasApproved(seat) && seat.answer?.via !== 'decidedFor' && seat.answer?.carriedFrom === null;
  return round.seats.flatMap((seat) =>
    seat.answer && own(seat)
      ? [{ personId: seat.answer.by, decision: seat.answer.decision, step, seat: seat.id }]
      : [],
  );
}
