/** Stories: a random world, and what people and time do in it, day after day. */
import fc from 'fast-check';
import { advance } from '../../../src/domain/circuit/advance.ts';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import { askRequest } from '../../../src/domain/circuit/ask.ts';
import { type CircuitAct, decide } from '../../../src/domain/circuit/decide.ts';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import { type RequestState, replayRequest } from '../../../src/domain/circuit/state.ts';
import { addDays } from '../../../src/domain/days.ts';
import { ask, instant } from './builders.ts';
import { actOf, type Move, move, type World, world } from './random-world.ts';

/** Every property is tried on so many stories. */
export const runs = { numRuns: 1000 };

export interface Played {
  readonly state: RequestState;
  readonly events: readonly RequestEvent[];
  readonly known: CircuitFacts;
}

type Watch = (
  before: Played,
  act: CircuitAct | 'time',
  brought: readonly RequestEvent[],
  known: CircuitFacts,
) => void;

/** Plays the moves day after day; `watch` sees each with what it brought. */
export function playOut(from: World, moves: readonly Move[], watch: Watch = () => {}): Played {
  const { circuit, requester } = from;
  const began = askRequest({ ...ask, circuit, requester }, from.known, instant(from.known.today));
  if (!began.ok) throw new Error(began.refusal.kind);
  let now: Played = { state: replayRequest(began.value), events: began.value, known: from.known };
  for (const [count, chosen] of moves.entries()) {
    const known = { ...now.known, today: addDays(now.known.today, chosen.wait) };
    const at = instant(known.today);
    const act = chosen.what === 'time' ? 'time' : actOf(now.state, chosen, known, count);
    const brought = act === 'time' ? advance(now.state, known, at) : decided(now.state, act, known);
    watch(now, act, brought, known);
    now = {
      state: brought.reduce(applyEvent, now.state),
      events: [...now.events, ...brought],
      known,
    };
  }
  return now;
}

export function decided(
  state: RequestState,
  act: CircuitAct,
  known: CircuitFacts,
): readonly RequestEvent[] {
  const result = decide(state, act, known, instant(known.today));
  return result.ok ? result.value : [];
}

export const story = [world, fc.array(move, { minLength: 1, maxLength: 20 })] as const;
