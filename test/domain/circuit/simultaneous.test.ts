import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import { type CircuitAct, decide } from '../../../src/domain/circuit/decide.ts';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { RequestState } from '../../../src/domain/circuit/state.ts';
import {
  all,
  asked,
  circuit,
  facts,
  instant,
  quorum,
  referent,
  step,
  structures,
} from './builders.ts';
import { actOf, move, world } from './random-world.ts';
import { decided, type Played, playOut, runs } from './stories.ts';

describe('simultaneous answers, each bound to the version that was seen', () => {
  const answers = fc.array(move, { minLength: 2, maxLength: 8 });

  it('give one outcome in whatever order they come, and every loser is told the truth', () =>
    fc.assert(
      fc.property(world, answers, fc.infiniteStream(fc.nat()), (from, moves, dice) => {
        const { state } = playOut(from, []);
        const acts = moves.map((one, index) =>
          actOf(state, { ...one, what: 'answer', stray: false }, from.known, index),
        );
        let now = state;
        const events: RequestEvent[] = [];
        for (const act of shuffled(acts, dice)) {
          const result = decide(now, act, from.known, instant(from.known.today));
          if (result.ok) {
            events.push(...result.value);
            now = result.value.reduce(applyEvent, now);
          } else expect(isTrue(now, act, result.refusal)).toBe(true);
        }
        const first = state.steps.find(({ status }) => status === 'open')?.definition.code;
        const closed = events.filter(
          (event) => event.kind === 'stepClosed' && event.step === first,
        );
        expect(closed.length).toBeLessThanOrEqual(1);
        expect(events.filter(({ kind }) => kind === 'ended').length).toBeLessThanOrEqual(1);
        // Answers to one step never reach another person's seat of the next one.
        for (const event of events)
          if (event.kind === 'answered' && event.step !== first)
            expect(event.carriedFrom?.step).toBeDefined();
      }),
      runs,
    ));

  it('under `all` and `quorum`, the same outcome whatever the order when each seat is one person’s', () =>
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (needs, votes, dice) => {
          const { state, known } = oneStep(needs, votes.length);
          const acts = votes.map(
            (yes, index): CircuitAct => ({
              kind: 'answer',
              by: `p${index}`,
              step: 's',
              version: 1,
              decision: yes ? 'approve' : 'refuse',
              textId: yes ? null : 'why',
            }),
          );
          const end = (order: readonly CircuitAct[]) => {
            const last = order.reduce(
              (now, act) => decided(now, act, known).reduce(applyEvent, now),
              state,
            );
            return last.phase.kind === 'ended' ? last.phase.outcome : last.phase.kind;
          };
          const yes = votes.filter(Boolean).length;
          const needed = Math.min(needs ?? votes.length, votes.length);
          expect(end(acts)).toBe(yes >= needed ? 'approved' : 'refused');
          expect(end(shuffled(acts, dice))).toBe(end(acts));
        },
      ),
      runs,
    ));
});

/** One step, one structure for each person. */
function oneStep(count: number | null, voices: number): Played {
  const structureOf = (index: number) => `S${index}`;
  const indexes = Array.from({ length: voices }, (_, index) => index);
  const known = facts({
    mandates: indexes.map((index) => referent(`p${index}`, structureOf(index))),
    subject: { structures: indexes.map(structureOf), territories: [], groupId: null },
  });
  const rule = count === null ? all : quorum(count);
  const state = asked({ circuit: circuit(step('s', structures, rule)) }, known);
  return { state, events: [], known };
}

/** Whether a refusal says what the state shows. */
function isTrue(state: RequestState, act: CircuitAct, refusal: { readonly kind: string }): boolean {
  const step = 'step' in act ? state.steps.find((s) => s.definition.code === act.step) : undefined;
  switch (refusal.kind) {
    case 'alreadyDecided':
      return step?.rounds.at(-1)?.seats.some(({ answer }) => answer !== null) === true;
    case 'stepClosed':
      return step?.rounds.at(-1)?.closed !== null;
    case 'changesAsked':
      return state.phase.kind === 'awaitingChanges';
    case 'ended':
      return state.phase.kind === 'ended';
    case 'textMissing':
      return 'textId' in act && act.textId === null;
    // Nobody was asked: the act was by somebody picked at random.
    default:
      return [
        'noSeat',
        'ownRequest',
        'mandateEnded',
        'stepSkipped',
        'stepNotOpen',
        'notYourTurn',
        'unknownSeat',
        'unknownStep',
      ].includes(refusal.kind);
  }
}

function shuffled<Item>(items: readonly Item[], dice: fc.Stream<number>): readonly Item[] {
  const rolls = [...dice.take(items.length)];
  return items
    .map((item, index) => ({ item, roll: rolls[index] ?? 0 }))
    .sort((a, b) => a.roll - b.roll)
    .map(({ item }) => item);
}
