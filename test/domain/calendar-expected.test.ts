/**
 * The calendar of 2020 to 2040 against expectations written apart from it: JavaScript's own dates and
 * Intl, the Sundays of Easter from the tables of paschal full moons, and day-by-day counting.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../src/domain/calendar.ts';
import { stageDay } from '../../src/domain/obligations/stage.ts';
import { parisDay, parisInstant, parisTime } from '../../src/domain/paris-time.ts';
import { isSendingTime, sendingInstant } from '../../src/domain/sending-hours.ts';
import { defaultCalendar } from '../../src/files/pact-defaults.ts';

const first = Date.UTC(2020, 0, 1);
const dayMs = 86_400_000;
const count = Math.round((Date.UTC(2041, 0, 1) - first) / dayMs);
const dayAt = (index: number) => new Date(first + index * dayMs).toISOString().slice(0, 10);
const allDays = Array.from({ length: count }, (_, index) => dayAt(index));

/**
 * Easter is the Sunday after the paschal full moon; these are the full moons of the golden numbers
 * 1 to 19 for 1900 to 2199, as the Church tabulates them.
 */
const fullMoons = [
  ...['04-14', '04-03', '03-23', '04-11', '03-31', '04-18', '04-08', '03-28', '04-16', '04-05'],
  ...['03-25', '04-13', '04-02', '03-22', '04-10', '03-30', '04-17', '04-07', '03-27'],
];

function easter(year: number): number {
  const moon = Date.parse(`${year}-${fullMoons[year % 19]}T00:00:00Z`);
  return moon + (7 - new Date(moon).getUTCDay()) * dayMs;
}

function closedDays(year: number): ReadonlySet<string> {
  const moved = [1, 39, 50].map((shift) => easter(year) + shift * dayMs);
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
  return new Set([
    ...moved.map((at) => new Date(at).toISOString().slice(0, 10)),
    ...fixed.map((day) => `${year}-${day}`),
  ]);
}

const closed = new Map(
  Array.from({ length: 22 }, (_, index) => [2020 + index, closedDays(2020 + index)]),
);

function isOpen(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !closed.get(Number(day.slice(0, 4)))?.has(day);
}

const days = fc.integer({ min: 0, max: count - 400 }).map(dayAt);

describe('the working days of 2020 to 2040', () => {
  it('are those that another reckoning gives, each of them', () => {
    expect(allDays.filter((day) => isWorkingDay(day) !== isOpen(day))).toEqual([]);
    expect(allDays.filter((day) => day.endsWith('-02-29'))).toHaveLength(6);
  });

  it('are the nearest ones before, after and so many further', () => {
    const open = allDays.filter(isOpen);
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 250 }), (day, far) => {
        expect(workingDayOnOrAfter(day)).toBe(open.find((one) => one >= day));
        expect(workingDayOnOrBefore(day)).toBe(open.findLast((one) => one <= day) ?? '2019-12-31');
        expect(addWorkingDays(day, far)).toBe(open.filter((one) => one > day)[far - 1]);
      }),
      { numRuns: 60 },
    );
  });

  it('draw a stage before its date earlier, and one after it later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: count - 100 }),
        fc.integer({ min: -90, max: 90 }),
        (at, offset) => {
          const due = dayAt(at + offset);
          const placed = stageDay(dayAt(at), { unit: 'day', offset }, {});
          expect(isOpen(placed)).toBe(true);
          const between = allDays.filter((day) =>
            offset < 0 ? day > placed && day <= due : day >= due && day < placed,
          );
          expect(offset < 0 ? placed <= due : placed >= due).toBe(true);
          expect(between.some(isOpen)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** What a clock on a wall in Paris shows, asked of Intl. */
const wall = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

function shown(instant: string): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = wall.format(new Date(instant)).split(', ');
  return { day, time };
}

/** Sending hours by the clock on the wall. */
function isWallOpen(instant: string): boolean {
  const { day, time } = shown(instant);
  return isOpen(day) && time >= '09:00' && time < '18:00';
}

const instants = fc
  .integer({ min: 0, max: count * 24 * 60 - 30 * 24 * 60 })
  .map((minute) => new Date(first + minute * 60_000).toISOString());

describe('the hours of Paris from 2020 to 2040', () => {
  it('are those of a clock on the wall, at any instant', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect({ day: parisDay(instant), time: parisTime(instant) }).toEqual(shown(instant));
      }),
      { numRuns: 300 },
    );
  });

  it.each(Array.from({ length: 21 }, (_, index) => 2020 + index))(
    'change twice in %i, on the last Sundays of March and October, and nine o’clock stays so',
    (year) => {
      const lastSunday = (month: number) => {
        const end = new Date(Date.UTC(year, month + 1, 0));
        return Date.UTC(year, month, end.getUTCDate() - end.getUTCDay());
      };
      for (const [month, before, after] of [
        [2, '08:00', '07:00'],
        [9, '07:00', '08:00'],
      ] as const) {
        const change = lastSunday(month);
        const nine = (shift: number) =>
          parisInstant(new Date(change + shift * dayMs).toISOString().slice(0, 10), '09:00').slice(
            11,
            16,
          );
        expect([nine(-1), nine(0), nine(1)]).toEqual([before, after, after]);
        const minute = (shift: number) =>
          parisTime(new Date(change + 3_600_000 + shift * 60_000).toISOString());
        expect([minute(-1), minute(0)]).toEqual(
          month === 2 ? ['01:59', '03:00'] : ['02:59', '02:00'],
        );
      }
    },
  );

  it('let messages leave when they are open, else at the next opening', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(isSendingTime(instant, defaultCalendar)).toBe(isWallOpen(instant));
        const leaves = sendingInstant(instant, defaultCalendar);
        expect(leaves >= instant && isWallOpen(leaves)).toBe(true);
        if (leaves === instant) return;
        expect(shown(leaves).time).toBe('09:00');
        // No quarter of an hour in between was open.
        for (let at = Date.parse(instant); at < Date.parse(leaves); at += 15 * 60_000)
          expect(isWallOpen(new Date(at).toISOString())).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
