import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/days.ts';
import { parisDay, parisInstant, parisTime } from '../../src/domain/paris-time.ts';

describe('Paris time', () => {
  it.each([
    ['2027-03-01', '09:00', '2027-03-01T08:00:00.000Z'],
    ['2027-07-01', '09:00', '2027-07-01T07:00:00.000Z'],
    // Spring: at 2:00 it is 3:00.
    ['2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
    ['2027-03-28', '02:30', '2027-03-28T01:30:00.000Z'],
    // Autumn: at 3:00 it is 2:00 again; the first 2:30 is meant.
    ['2027-10-31', '02:30', '2027-10-31T00:30:00.000Z'],
    ['2027-10-31', '03:00', '2027-10-31T02:00:00.000Z'],
    ['2028-02-29', '00:00', '2028-02-28T23:00:00.000Z'],
  ])('%s at %s is %s', (day, time, instant) => {
    expect(parisInstant(day, time)).toBe(instant);
  });

  it.each([
    ['2027-03-01T22:59:59Z', '2027-03-01', '23:59'],
    ['2027-03-01T23:00:00Z', '2027-03-02', '00:00'],
    ['2027-07-01T22:00:00.000Z', '2027-07-02', '00:00'],
    ['2027-03-28T00:59:00Z', '2027-03-28', '01:59'],
    ['2027-03-28T01:00:00Z', '2027-03-28', '03:00'],
    ['2027-10-31T00:30:00Z', '2027-10-31', '02:30'],
    ['2027-10-31T01:30:00Z', '2027-10-31', '02:30'],
    ['2027-12-31T23:00:00Z', '2028-01-01', '00:00'],
  ])('%s is %s at %s', (instant, day, time) => {
    expect(parisDay(instant)).toBe(day);
    expect(parisTime(instant)).toBe(time);
  });

  it('gives back the day and hour it was given, at working hours', () => {
    const days = fc.integer({ min: 0, max: 9000 }).map((shift) => addDays('2017-01-01', shift));
    const times = fc
      .tuple(fc.integer({ min: 3, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(days, times, (day, time) => {
        const instant = parisInstant(day, time);
        expect([parisDay(instant), parisTime(instant)]).toEqual([day, time]);
      }),
    );
  });

  it('throws on what is no instant or day', () => {
    expect(() => parisDay('hier')).toThrow();
    expect(() => parisInstant('2027-02-30', '09:00')).toThrow();
  });
});
