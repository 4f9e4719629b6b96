import { describe, expect, it } from 'vitest';
import { askRequest } from '../../../src/domain/circuit/ask.ts';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import { type RequestState, replayRequest } from '../../../src/domain/circuit/state.ts';
import { requestFactOf } from '../../../src/domain/figures/request-fact.ts';
import { answer, ask, eventsOf, facts, instant } from '../circuit/builders.ts';

/** The events of a request, as people act on days of March 2027. */
class Story {
  readonly events: RequestEvent[];

  constructor(day: string) {
    const asked = askRequest(ask, facts({ today: day }), instant(day));
    if (!asked.ok) throw new Error(asked.refusal.kind);
    this.events = [...asked.value];
  }

  get state(): RequestState {
    return replayRequest(this.events);
  }

  on(
    day: string,
    by: string,
    ...rest: Parameters<typeof answer> extends [unknown, unknown, ...infer R] ? R : never
  ): this {
    const known = facts({ today: day });
    this.events.push(...eventsOf(this.state, answer(this.state, by, ...rest), known));
    return this;
  }
}

describe('what is kept of a request for the delays', () => {
  it('is what each step and each seat took, in jours ouvrés', () => {
    // Monday 1 March 2027; the 6th and 7th are a week-end.
    const story = new Story('2027-03-01')
      .on('2027-03-03', 'ana')
      .on('2027-03-08', 'max')
      .on('2027-03-09', 'tom')
      .on('2027-03-11', 'mia');
    const fact = requestFactOf(story.events, {});
    expect(fact).toMatchObject({
      ...{ askedOn: '2027-03-01', subjectKind: 'action', subjectId: 'THA-3' },
      rounds: [
        { step: 'structures', elapsed: 5, on: '2027-03-08' },
        { step: 'territoire', elapsed: 1 },
        { step: 'visa', elapsed: 2 },
      ],
      end: { on: '2027-03-11', outcome: 'approved', elapsed: 8 },
    });
    expect(fact?.answers.map(({ step, elapsed }) => [step, elapsed])).toEqual([
      ...[
        ['structures', 2],
        ['structures', 5],
        ['territoire', 1],
        ['visa', 2],
      ],
    ]);
    expect(JSON.stringify(fact)).not.toMatch(/ana|max|tom|mia|rita/u);
  });

  it('counts a seat from the day it was asked again', () => {
    const story = new Story('2027-03-01').on('2027-03-03', 'ana', 'change');
    const known = facts({ today: '2027-03-10' });
    const mended = {
      kind: 'amend',
      by: 'rita',
      version: 1,
      shown: 'v2',
      textId: 'mended',
    } as const;
    story.events.push(...eventsOf(story.state, mended, known));
    story.on('2027-03-11', 'ana');
    const fact = requestFactOf(story.events, {});
    expect(fact?.answers.map(({ elapsed }) => elapsed)).toEqual([2, 1]);
    expect(fact?.rounds).toMatchObject([{ outcome: 'changesAsked', elapsed: 2 }]);
  });

  it('is nothing without the ask', () => {
    expect(requestFactOf([], {})).toBeUndefined();
  });
});
