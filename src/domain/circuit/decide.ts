/**
 * Decides what an act does to a request: the events to append, with everything that follows from
 * them, or a truthful refusal. No events: the act was already done (PTI 2022-2025, axe 4).
 */
import type { Result } from '../result.ts';
import type { CircuitAct } from './acts.ts';
import { amend, cancel } from './amend.ts';
import { answer, holdInternally, passToSubstitute } from './decide-answer.ts';
import { decideFor } from './decide-for.ts';
import type { RequestEvent } from './events.ts';
import type { CircuitFacts } from './facts.ts';
import { reassign } from './reassign.ts';
import type { CircuitRefusal } from './refusals.ts';
import type { RequestState } from './state-types.ts';

export type { CircuitAct } from './acts.ts';
export type { CircuitRefusal } from './refusals.ts';

/** @param now UTC instant whose local day is `facts.today` */
export function decide(
  state: RequestState,
  act: CircuitAct,
  facts: CircuitFacts,
  now: string,
): Result<readonly RequestEvent[], CircuitRefusal> {
  // The request keeps the internal chains of the day it was asked.
  const then = { ...facts, chains: state.chains };
  switch (act.kind) {
    case 'answer':
      return answer(state, act, then, now);
    case 'holdInternally':
      return holdInternally(state, act, then, now);
    case 'passToSubstitute':
      return passToSubstitute(state, act, then, now);
    case 'amend':
      return amend(state, act, then, now);
    case 'cancel':
      return cancel(state, act, then, now);
    case 'reassign':
      return reassign(state, act, then, now);
    case 'decideFor':
      return decideFor(state, act, then, now);
  }
}
