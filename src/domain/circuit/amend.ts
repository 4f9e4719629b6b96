/**
 * The requester amends: the step is asked again on the new version, its former answers stay
 * visible, earlier steps stand (product default, SPEC §6).
 */
import { done, type Result, refused } from '../result.ts';
import type { AmendAct, CancelAct } from './acts.ts';
import { type Draft, draftOf, record } from './draft.ts';
import type { RequestEvent, Seat } from './events.ts';
import { type CircuitFacts, programmeOfficers } from './facts.ts';
import { refuseIfEnded } from './find-seat.ts';
import { type ActMoment, closeRound, end, openRound } from './open-step.ts';
import type { CircuitRefusal } from './refusals.ts';
import { refreshSeat, resolveSeats } from './seats.ts';
import { currentVersion } from './state.ts';
import type { RequestState, StepState } from './state-types.ts';

type Decided = Result<readonly RequestEvent[], CircuitRefusal>;

/** Amending to what is already shown is a success without event, unless changes are awaited. */
export function amend(
  state: RequestState,
  act: AmendAct,
  facts: CircuitFacts,
  now: string,
): Decided {
  const { requester } = state;
  if (act.by !== requester) return refused({ kind: 'notRequester', requester });
  const over = refuseIfEnded(state);
  if (over) return refused(over);
  const latest = currentVersion(state);
  const unchanged = act.shown === latest.shown;
  const awaited = state.phase.kind === 'awaitingChanges';
  if (!awaited && unchanged) return done([]);
  if (act.version !== latest.version) {
    const { version, shown } = latest;
    return refused({ kind: 'olderVersion', seen: act.version, version, shown });
  }
  if (unchanged && act.textId === null) return refused({ kind: 'nothingAmended' });
  return done(newVersion(state, act, facts, now));
}

/**
 * What the request shows was changed, by whoever may: an answer is bound to what was shown, so the
 * step is asked again on it. While changes are awaited, the requester says when they are made.
 */
export function showAnew(
  state: RequestState,
  change: Pick<AmendAct, 'by' | 'shown'>,
  facts: CircuitFacts,
  now: string,
): readonly RequestEvent[] {
  const unchanged = change.shown === currentVersion(state).shown;
  if (state.phase.kind !== 'open' || unchanged) return [];
  return newVersion(state, { ...change, textId: null }, facts, now);
}

function newVersion(
  state: RequestState,
  { by, shown, textId }: Pick<AmendAct, 'by' | 'shown' | 'textId'>,
  facts: CircuitFacts,
  now: string,
): readonly RequestEvent[] {
  const moment = { at: now, on: facts.today, by };
  const index = state.steps.findIndex(
    ({ status }) => status === 'open' || status === 'awaitingChanges',
  );
  const step = state.steps[index];
  if (!step) throw new Error(`Request ${state.id} is open at no step.`);
  const draft = record(closeRound(draftOf(state), 'amended', facts, moment), {
    kind: 'amended',
    ...moment,
    version: currentVersion(state).version + 1,
    shown,
    textId,
  });
  return askAgain(draft, index, step, facts, moment).events;
}

/** By the requester or a programme officer, as long as the request has not ended. */
export function cancel(
  state: RequestState,
  act: CancelAct,
  facts: CircuitFacts,
  now: string,
): Decided {
  const { requester, phase } = state;
  const officers = programmeOfficers(facts);
  if (act.by !== requester && !officers.includes(act.by)) {
    return refused({ kind: 'mayNotCancel', requester, officers });
  }
  if (phase.kind === 'ended' && phase.outcome === 'cancelled' && phase.by === act.by) {
    return done([]);
  }
  const over = refuseIfEnded(state);
  if (over) return refused(over);
  const moment = { at: now, on: facts.today, by: act.by };
  const { textId } = act;
  const cancelled = record(draftOf(state), { kind: 'cancelled', ...moment, textId });
  const closed = closeRound(cancelled, 'cancelled', facts, moment);
  return done(end(closed, 'cancelled', textId, facts, moment).events);
}

/** Asks all seats of the step anew: those of today, and those that were asked before. */
function askAgain(
  draft: Draft,
  index: number,
  step: StepState,
  facts: CircuitFacts,
  moment: ActMoment,
): Draft {
  const { requester } = draft.state;
  const former = step.rounds.at(-1)?.seats.filter(({ status }) => status !== 'withdrawn') ?? [];
  const today = resolveSeats(step.definition, facts, { requester, last: step.last });
  const kept = former.map((seat): Seat => refreshSeat(seat, requester, facts));
  const added = today.filter((seat) => !kept.some(({ id }) => id === seat.id));
  return openRound(draft, index, [...kept, ...added], facts, moment);
}
