import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import { decide } from '../../../src/domain/circuit/decide.ts';
import type { Answered, RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import { type RequestState, replayRequest } from '../../../src/domain/circuit/state.ts';
import { whoIsAsked } from '../../../src/domain/circuit/who-is-asked.ts';
import { instant } from './builders.ts';
import { playOut, runs, story } from './stories.ts';

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

  it('the requester never decides, and is never reached in somebody’s place', () =>
    fc.assert(
      fc.property(...story, (from, moves) => {
        const { events } = playOut(from, moves);
        for (const event of events) {
          if (event.kind === 'answered' || event.kind === 'decidedFor')
            expect(event.by).not.toBe(from.requester);
          // The programme officer alone is told of her own request, to give the seat to somebody.
          if (event.kind === 'escalated' && event.target !== 'programmeOfficer')
            expect(event.persons).not.toContain(from.requester);
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
