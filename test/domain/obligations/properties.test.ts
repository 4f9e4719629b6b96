import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../../src/domain/calendar.ts';
import { addDays } from '../../../src/domain/days.ts';
import type { ObligationFacts } from '../../../src/domain/obligations/facts.ts';
import { plan } from '../../../src/domain/obligations/plan.ts';
import type { Reminder } from '../../../src/domain/obligations/reminder.ts';
import { parisDay, parisInstant, parisTime } from '../../../src/domain/paris-time.ts';
import { isSendingTime, sendingInstant } from '../../../src/domain/sending-hours.ts';
import { committee, facts, pact, seats } from './builders.ts';
import { awakeFrom, live, type Stop } from './life.ts';

const first = '2027-01-01';
const last = '2027-12-31';
const start = parisInstant(first, '00:00');
const end = parisInstant('2028-01-01', '00:00');

const day = fc.integer({ min: 0, max: 364 }).map((count) => addDays(first, count));
const instant = fc
  .integer({ min: 0, max: 365 * 24 * 60 - 1 })
  .map((minute) => new Date(Date.parse(start) + minute * 60_000).toISOString());
const stops: fc.Arbitrary<readonly Stop[]> = fc.array(
  fc
    .tuple(instant, fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 24, max: 1500 })))
    .map(([from, hours]) => ({
      from,
      until: new Date(Date.parse(from) + hours * 3_600_000).toISOString(),
    })),
  { maxLength: 6 },
);

const meeting = fc.record({
  of: fc.constantFrom('THA', 'MTP'),
  day,
  state: fc.constantFrom('planned' as const, 'held' as const, 'cancelled' as const),
});
/** People stay; what is planned and who has a seat vary. */
const steady: fc.Arbitrary<ObligationFacts> = fc
  .record({
    meetings: fc.uniqueArray(meeting, { maxLength: 3, selector: (one) => `${one.of} ${one.day}` }),
    news: fc.array(day, { maxLength: 3 }),
    vacant: fc.boolean(),
  })
  .map(({ meetings, news, vacant }) =>
    facts({
      meetings: meetings.map((one) => committee(one)),
      actions: news.map((lastNewsOn, index) => ({
        id: `a${index}`,
        groupId: 'g1',
        lastNewsOn,
        awaitingValidation: false,
      })),
      mandates: vacant ? seats.filter(({ role }) => role !== 'referent') : seats,
    }),
  );

const restless: fc.Arbitrary<ObligationFacts> = fc
  .record({
    base: steady,
    absences: fc.array(
      fc.record({
        personId: fc.constantFrom('nadia', 'claire', 'yanis', 'emilie', 'karim'),
        from: day,
        days: fc.integer({ min: 0, max: 60 }),
        substituteId: fc.constantFrom(null, 'karim', 'julien', 'helene'),
      }),
      { maxLength: 4 },
    ),
    ends: fc.array(fc.tuple(fc.nat({ max: seats.length - 2 }), day), { maxLength: 2 }),
    pauses: fc.array(
      fc.record({
        personId: fc.constantFrom('nadia', 'claire', 'yanis', 'karim'),
        from: day,
        days: fc.integer({ min: 0, max: 29 }),
        about: fc.constantFrom(
          ...[null, 'local-committee:THA', 'silent-action:exemple', 'vacant-seat:exemple'],
        ),
      }),
      { maxLength: 5 },
    ),
    hour: fc.constantFrom(null, '08:00', '09:30', '14:00', '18:00'),
    weekly: fc.boolean(),
  })
  .map(({ base, absences, ends, pauses, hour, weekly }) => ({
    ...base,
    absences: absences
      .filter(({ personId, substituteId }) => personId !== substituteId)
      .map(({ days, ...one }) => ({ ...one, until: addDays(one.from, days) })),
    mandates: base.mandates.map((one, index) => {
      const ended = ends.find(([seat]) => seat === index);
      return ended ? { ...one, endsOn: ended[1] } : one;
    }),
    pauses: pauses.map(({ days, ...one }) => ({ ...one, until: addDays(one.from, days) })),
    preferences: ['nadia', 'claire'].map((personId) => ({ personId, hour, weekly })),
  }));

const essence = ({ at, key }: Pick<Reminder, 'at' | 'key'>) => `${at} ${key}`;

describe('a year', () => {
  it('lived without a stop sends its plan, whenever else it wakes up', () => {
    fc.assert(
      fc.property(restless, fc.array(instant, { maxLength: 20 }), (state, wakes) => {
        const sent = live(pact, state, { from: start, to: end, wakes });
        expect(sent.map((one) => essence({ ...one, at: one.sentAt })).sort()).toEqual(
          plan(pact, state, first, last).map(essence).sort(),
        );
        expect(sent.every((one) => one.at === one.sentAt)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('stopped at random loses nothing, repeats nothing, and says only the latest after a gap', () => {
    fc.assert(
      fc.property(steady, stops, (state, off) => {
        const expected = new Map<string, string>();
        const planned = plan(pact, state, first, last);
        for (const one of planned) {
          const at = runsAt(one.at, off);
          const overtaken = planned.some(
            (other) => chainOf(other) === chainOf(one) && other.at > one.at && other.at <= at,
          );
          if (at < end && !overtaken && !isFalse(one, at)) expected.set(one.key, at);
        }
        const sent = live(pact, state, { from: start, to: end, stops: off });
        expect(new Map(sent.map(({ key, sentAt }) => [key, sentAt]))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('stopped at random, with people who come and go, never writes twice a day nor at night', () => {
    fc.assert(
      fc.property(restless, stops, (state, off) => {
        const sent = live(pact, state, { from: start, to: end, stops: off });
        const digests = new Map<string, string>();
        for (const { sentAt, recipient } of sent) {
          expect(isSendingTime(sentAt, pact.calendar)).toBe(true);
          const digest = `${recipient} ${parisDay(sentAt)}`;
          expect(digests.get(digest) ?? sentAt).toBe(sentAt);
          digests.set(digest, sentAt);
          expect(recipient).not.toBe('helene');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a plan', () => {
  it('keeps to open days and hours, with each key once, over leap years and clock changes', () => {
    const state = facts({ mandates: seats.filter(({ role }) => role !== 'referent') });
    const long = { ...pact, startsOn: '2020-01-01', endsOn: '2040-12-31' };
    const reminders = plan(
      long,
      { ...state, trackedFrom: '2020-01-01' },
      '2020-01-01',
      '2040-12-31',
    );
    expect(reminders.length).toBeGreaterThan(300);
    expect(new Set(reminders.map(({ key }) => key)).size).toBe(reminders.length);
    for (const { at, key, recipient } of reminders) {
      expect(isWorkingDay(parisDay(at))).toBe(true);
      expect(parisTime(at)).toBe('09:00');
      expect(key.endsWith(`:${recipient}`)).toBe(true);
    }
    const hours = new Set(reminders.map(({ at }) => at.slice(11)));
    expect(hours).toEqual(new Set(['07:00:00.000Z', '08:00:00.000Z']));
  });

  it('is that of its parts, and lines of a person and day share their instant', () => {
    fc.assert(
      fc.property(restless, day, (state, cut) => {
        const whole = plan(pact, state, first, last);
        const parts = [
          ...plan(pact, state, first, cut),
          ...plan(pact, state, addDays(cut, 1), last),
        ];
        expect(parts).toEqual(whole);
        expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
        const shared = new Map(
          whole.map(({ at, recipient }) => [`${recipient} ${parisDay(at)}`, at]),
        );
        for (const { at, recipient } of whole)
          expect(shared.get(`${recipient} ${parisDay(at)}`)).toBe(at);
      }),
      { numRuns: 60 },
    );
  });

  it('falls on 29 February when a meeting follows it', () => {
    const state = facts({ meetings: [committee({ day: '2028-03-07' })] });
    const [, week] = plan(pact, state, '2028-01-01', '2028-12-31').filter(
      ({ subject, recipient }) => subject === 'THA' && recipient === 'nadia',
    );
    expect(week?.at).toBe('2028-02-29T08:00:00.000Z');
  });
});

/** When a process that is stopped at times can send what is planned for an instant. */
function runsAt(at: string, off: readonly Stop[]): string {
  const awake = awakeFrom(at, off);
  const sending = sendingInstant(awake, pact.calendar);
  return sending === awake ? awake : runsAt(sending, off);
}

/** The stages of a dated meeting are its own; the others follow one another year after year. */
function chainOf({ obligation, subject, key, recipient }: Reminder): string {
  const period = key.split(':')[2] ?? '';
  const dated = obligation === 'local-committee' && period.length === 10;
  return [obligation, subject, dated ? period : '', recipient].join(' ');
}

/** «Demain» is not said after the meeting. */
function isFalse({ obligation, stage, key }: Reminder, at: string): boolean {
  const before = obligation === 'local-committee' && stage.startsWith('J-');
  return before && parisDay(at) > (key.split(':')[2] ?? '');
}
