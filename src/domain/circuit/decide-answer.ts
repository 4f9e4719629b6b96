/** Answers of those who hold a seat: the decision, the internal validation, the handing over. */
import { addDays, isDay } from '../days.ts';
import { done, type Result, refused } from '../result.ts';
import type { AnswerAct, HoldInternallyAct, PassToSubstituteAct } from './acts.ts';
import { draftOf, record } from './draft.ts';
import type { Decision, DecisionKind, RequestEvent } from './events.ts';
import { type CircuitFacts, substituteToPassTo } from './facts.ts';
import { findSeat } from './find-seat.ts';
import { follow } from './open-step.ts';
import type { CircuitRefusal } from './refusals.ts';
import { longestInternalValidation } from './stages.ts';
import type { RequestState } from './state-types.ts';

type Decided = Result<readonly RequestEvent[], CircuitRefusal>;

/** Approves, with reservations or not, asks for changes, or refuses. */
export function answer(
  state: RequestState,
  act: AnswerAct,
  facts: CircuitFacts,
  now: string,
): Decided {
  if (answeredAlike(state, act, facts)) return done([]);
  const found = findSeat(state, act, facts);
  if (!found.ok) return found;
  const decision = decisionOf(act.decision, act.textId);
  if (!decision) return refused({ kind: 'textMissing', field: 'text' });
  const { open, seat, person } = found.value;
  const moment = { at: now, on: facts.today, by: act.by };
  const step = open.step.definition.code;
  const draft = record(draftOf(state), {
    kind: 'answered',
    ...moment,
    step,
    round: open.round.round,
    seat: seat.id,
    version: open.round.version,
    decision,
    via: person.via,
    inPlaceOf: person.inPlaceOf,
    carriedFrom: null,
  });
  const own = { personId: act.by, decision, step, seat: seat.id };
  return done(follow(draft, own, facts, moment).events);
}

/** «En validation interne jusqu'au…»: no reminder until then; decides nothing. */
export function holdInternally(
  state: RequestState,
  act: HoldInternallyAct,
  facts: CircuitFacts,
  now: string,
): Decided {
  const found = findSeat(state, act, facts);
  if (!found.ok) return found;
  const { open, seat } = found.value;
  const from = addDays(facts.today, 1);
  const until = addDays(facts.today, longestInternalValidation(open.step.definition));
  if (!isDay(act.until) || act.until < from || act.until > until) {
    return refused({ kind: 'dayOutOfRange', from, until });
  }
  if (seat.internalUntil === act.until) return done([]);
  return done([
    {
      kind: 'heldInternally',
      at: now,
      on: facts.today,
      by: act.by,
      step: open.step.definition.code,
      round: open.round.round,
      seat: seat.id,
      until: act.until,
      textId: act.textId,
    },
  ]);
}

/** Hands the seat over to the person's substitute, who is asked in their place. */
export function passToSubstitute(
  state: RequestState,
  act: PassToSubstituteAct,
  facts: CircuitFacts,
  now: string,
): Decided {
  const found = findSeat(state, act, facts);
  if (!found.ok) return found;
  const { open, seat } = found.value;
  const to = substituteToPassTo(act.by, facts, [state.requester]);
  if (to === undefined) return refused({ kind: 'noSubstitute' });
  if (seat.passed.some((passed) => passed.from === act.by && passed.to === to)) return done([]);
  return done([
    {
      kind: 'passedToSubstitute',
      at: now,
      on: facts.today,
      by: act.by,
      step: open.step.definition.code,
      round: open.round.round,
      seat: seat.id,
      to,
    },
  ]);
}

/** The decision with the text it needs; `undefined` when the text is missing. */
export function decisionOf(kind: DecisionKind, textId: string | null): Decision | undefined {
  if (kind === 'approve') return { kind };
  return textId === null ? undefined : { kind, textId };
}

/** The same person gave the same answer on the same version: nothing to do, whatever followed. */
function answeredAlike(state: RequestState, act: AnswerAct, facts: CircuitFacts): boolean {
  const decision = decisionOf(act.decision, act.textId);
  const step = state.steps.find(({ definition }) => definition.code === act.step);
  const round = step?.rounds.find(({ version }) => version === act.version);
  if (!decision || !step || !round) return false;
  const alike = round.seats.some(
    ({ id, answer: given }) =>
      given?.by === act.by &&
      given.via !== 'decidedFor' &&
      (act.seat === undefined || id === act.seat) &&
      sameDecision(given.decision, decision),
  );
  // At the last step a person's seats are answered one by one: the next one may be meant.
  const next = step.last && act.seat === undefined && findSeat(state, act, facts).ok;
  return alike && !next;
}

export function sameDecision(given: Decision | undefined, decision: Decision): boolean {
  if (given?.kind !== decision.kind) return false;
  const text = (one: Decision) => (one.kind === 'approve' ? null : one.textId);
  return text(given) === text(decision);
}
