import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/domain/circuit/advance.ts';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import type { RequestState } from '../../../src/domain/circuit/state.ts';
import { addDays } from '../../../src/domain/days.ts';
import { instant } from './builders.ts';
import { world } from './random-world.ts';
import { playOut, runs, story } from './stories.ts';

describe('time alone', () => {
  const passive = new Set(['holdersChanged', 'escalated', 'reminded']);

  it('never approves, refuses, ends or moves a step, and twice is once', () =>
    fc.assert(
      fc.property(
        ...story,
        fc.array(fc.nat({ max: 90 }), { maxLength: 8 }),
        (from, moves, gaps) => {
          const { state, known } = playOut(from, moves);
          let now = state;
          let today = known.today;
          for (const gap of gaps) {
            today = addDays(today, gap);
            const then = { ...known, today };
            const brought = advance(now, then, instant(today));
            expect(brought.every(({ kind }) => passive.has(kind))).toBe(true);
            now = brought.reduce(applyEvent, now);
            expect(advance(now, then, instant(today))).toEqual([]);
          }
          expect(now.phase).toEqual(state.phase);
          expect(now.steps.map(({ status }) => status)).toEqual(
            state.steps.map(({ status }) => status),
          );
        },
      ),
      runs,
    ));

  it('gives each stage one key, and never reminds before an internal validation’s day is over', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { events } = playOut(from, moves, (before, _, brought) => {
          for (const event of brought) {
            if (event.kind !== 'reminded') continue;
            const seat = before.state.steps
              .find(({ definition }) => definition.code === event.step)
              ?.rounds.at(-1)
              ?.seats.find(({ id }) => id === event.seat);
            expect(event.on > (seat?.internalUntil ?? '')).toBe(true);
            expect(event.plannedOn > (seat?.internalUntil ?? '')).toBe(true);
          }
        });
        const keys = events.flatMap((event) => ('key' in event ? [event.key] : []));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      runs,
    ));

  it('never waits on restarts: escalations are the same whether every day was visited or one', () =>
    fc.assert(
      fc.property(world, fc.integer({ min: 15, max: 40 }), (from, length) => {
        // People who stay as they are: only the passing of time is looked at.
        const known = {
          ...from.known,
          absences: [],
          mandates: from.known.mandates.map((one) => ({ ...one, endsOn: null })),
        };
        const { state } = playOut({ ...from, known }, []);
        const last = addDays(known.today, length);
        let now = state;
        for (let today = known.today; today <= last; today = addDays(today, 1))
          now = advance(now, { ...known, today }, instant(today)).reduce(applyEvent, now);
        const late = { ...known, today: last };
        const once = advance(state, late, instant(last)).reduce(applyEvent, state);
        const reached = (one: RequestState) =>
          one.steps.flatMap(({ rounds }) =>
            rounds.flatMap(({ seats }) =>
              seats.map(({ escalations }) => escalations.map((e) => e.key)),
            ),
          );
        expect(reached(once)).toEqual(reached(now));
      }),
      runs,
    ));
});
