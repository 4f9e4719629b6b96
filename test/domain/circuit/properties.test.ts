import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/domain/circuit/advance.ts';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import { askRequest } from '../../../src/domain/circuit/ask.ts';
import { type CircuitAct, decide } from '../../../src/domain/circuit/decide.ts';
import type { Answered, RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import { type RequestState, replayRequest } from '../../../src/domain/circuit/state.ts';
import { whoIsAsked } from '../../../src/domain/circuit/who-is-asked.ts';
import { addDays } from '../../../src/domain/days.ts';
import {
  all,
  ask,
  asked,
  circuit,
  facts,
  instant,
  quorum,
  referent,
  step,
  structures,
} from './builders.ts';
import { actOf, type Move, move, type World, world } from './random-world.ts';

const runs = { numRuns: 1000 };

interface Played {
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
function playOut(from: World, moves: readonly Move[], watch: Watch = () => {}): Played {
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

function decided(
  state: RequestState,
  act: CircuitAct,
  known: CircuitFacts,
): readonly RequestEvent[] {
  const result = decide(state, act, known, instant(known.today));
  return result.ok ? result.value : [];
}

const story = [world, fc.array(move, { minLength: 1, maxLength: 24 })] as const;
const count = (events: readonly RequestEvent[], kind: RequestEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;

describe('whatever the circuit, the people and the order of their acts', () => {
  it('the stories told here reach every end', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { state, events } = playOut(from, moves);
        seen.add(state.phase.kind === 'ended' ? state.phase.outcome : state.phase.kind);
        for (const event of events) seen.add(event.kind);
      }),
      runs,
    );
    expect([...seen].sort()).toEqual(
      [
        ...['open', 'awaitingChanges', 'approved', 'refused', 'cancelled'],
        ...['asked', 'stepOpened', 'stepSkipped', 'seatAsked', 'answered', 'heldInternally'],
        ...['passedToSubstitute', 'amended', 'reassigned', 'decidedFor', 'escalated', 'reminded'],
        ...['holdersChanged', 'stepClosed', 'ended'],
      ].sort(),
    );
  });

  it('a request ends at most once, and nothing is added after', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { events } = playOut(from, moves);
        const end = events.findIndex(({ kind }) => kind === 'ended');
        expect(count(events, 'ended')).toBeLessThanOrEqual(1);
        if (end >= 0) expect(end).toBe(events.length - 1);
      }),
      runs,
    ));

  it('replaying the events gives the state that applying them one by one gave', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { state, events } = playOut(from, moves);
        const stored: RequestEvent[] = JSON.parse(JSON.stringify(events));
        expect(replayRequest(stored)).toEqual(state);
        expect(state.sequence).toBe(events.length);
      }),
      runs,
    ));

  it('the requester never decides', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { events } = playOut(from, moves);
        for (const event of events) {
          if (event.kind === 'answered' || event.kind === 'decidedFor')
            expect(event.by).not.toBe(from.requester);
          if (event.kind === 'ended' && event.outcome !== 'cancelled')
            expect(event.by).not.toBe(from.requester);
        }
      }),
      runs,
    ));

  it('nobody answers without a seat, nor decides for others without being programme officer', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        playOut(from, moves, (before, _, brought, known) => {
          for (const [index, event] of brought.entries()) {
            const past = [...before.events, ...brought.slice(0, index)];
            if (event.kind === 'answered')
              expect(holdsSeat(before.state, past, event, known)).toBe(true);
            if (event.kind === 'decidedFor') expect(isOfficer(event.by, known)).toBe(true);
          }
        });
      }),
      runs,
    ));

  it('a seat answers at most once a round, on the version of that round', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { events } = playOut(from, moves);
        const seats = events.flatMap((event) =>
          event.kind === 'answered' || event.kind === 'decidedFor'
            ? [`${event.step} ${event.round} ${event.seat}`]
            : [],
        );
        expect(new Set(seats).size).toBe(seats.length);
        const versions = new Map(
          events.flatMap((event) =>
            event.kind === 'stepOpened' ? [[`${event.step} ${event.round}`, event.version]] : [],
          ),
        );
        for (const event of events)
          if (event.kind === 'answered' || event.kind === 'decidedFor')
            expect(event.version).toBe(versions.get(`${event.step} ${event.round}`));
      }),
      runs,
    ));

  it('an act that was done is a success without event when it is done again', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        playOut(from, moves, (before, act, brought, known) => {
          if (act === 'time' || brought.length === 0) return;
          const after = brought.reduce(applyEvent, before.state);
          expect(decide(after, act, known, instant(known.today))).toEqual({ ok: true, value: [] });
        });
      }),
      runs,
    ));

  it('somebody can always act on an open request, or it is seen that a seat is vacant', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { state, known } = playOut(from, moves);
        if (state.phase.kind === 'ended') return;
        const waiting = state.steps.flatMap(({ rounds }) => rounds.at(-1)?.seats ?? []);
        const vacant = waiting.some(({ status, answer }) => status === 'vacant' && !answer);
        const left = waiting.some(({ answer, askedOn }) => answer === null && askedOn !== null);
        expect(whoIsAsked(state, known).length > 0 || vacant || left).toBe(true);
        if (state.phase.kind === 'open') expect(left).toBe(true);
      }),
      runs,
    ));
});

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
      fc.property(world, fc.integer({ min: 20, max: 60 }), (from, length) => {
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
        expect(count(events, 'ended')).toBeLessThanOrEqual(1);
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

function isOfficer(personId: string, known: CircuitFacts): boolean {
  return known.mandates.some(
    (one) =>
      one.role === 'programmeOfficer' &&
      one.personId === personId &&
      (one.endsOn ?? known.today) >= known.today,
  );
}

/** Whether the reason an answer gives for its seat is a fact of that day, found without the engine. */
function holdsSeat(
  state: RequestState,
  events: readonly RequestEvent[],
  answer: Answered,
  known: CircuitFacts,
): boolean {
  const { by, inPlaceOf } = answer;
  const past = events.filter(
    (event) => 'seat' in event && event.seat === answer.seat && event.step === answer.step,
  );
  switch (answer.via) {
    case 'mandate':
      return known.mandates.some(
        (one) =>
          one.personId === by &&
          (one.endsOn ?? known.today) >= known.today &&
          fits(answer.seat, one),
      );
    case 'substitute':
      return known.absences.some(
        ({ personId, from, until }) =>
          personId === inPlaceOf && from <= known.today && known.today <= until,
      );
    case 'passed':
      return past.some((event) => event.kind === 'passedToSubstitute' && event.to === by);
    case 'reassigned': {
      const latest = past.findLast((event) => event.kind === 'reassigned');
      return latest?.kind === 'reassigned' && latest.to === by;
    }
    case 'escalated':
      return past.some((event) => event.kind === 'escalated' && event.persons.includes(by));
    case 'standIn':
      return answer.step === state.steps.at(-1)?.definition.code && inPlaceOf === state.requester;
  }
}

function fits(seat: string, mandate: CircuitFacts['mandates'][number]): boolean {
  const { role, structure, territory, namedRole } = mandate;
  const own: Readonly<Record<string, readonly string[]>> = {
    referent: [`structure:${structure}`],
    territoryReferent: [`territory:${territory}`],
    pilot: ['pilot'],
    coPilot: ['coPilot'],
    programmeOfficer: ['programmeOfficer'],
  };
  if (role !== 'named') return own[role]?.includes(seat) === true;
  if (seat === `role:${namedRole}`) return true;
  return seat.endsWith(`/${namedRole}`) && (structure === null || seat.includes(`:${structure}/`));
}

function shuffled<Item>(items: readonly Item[], dice: fc.Stream<number>): readonly Item[] {
  const rolls = [...dice.take(items.length)];
  return items
    .map((item, index) => ({ item, roll: rolls[index] ?? 0 }))
    .sort((a, b) => a.roll - b.roll)
    .map(({ item }) => item);
}
