import { describe, expect, it } from 'vitest';
import { lastDay } from '../../src/domain/pact.ts';
import { planningWarnings } from '../../src/domain/planning-warnings.ts';
import { steeringWindow } from '../../src/domain/steering-window.ts';
import { pactFile } from '../support/world.ts';

const { pact } = pactFile();

describe('warnings about a day', () => {
  it.each([
    ['2027-03-12', []],
    ['2027-03-13', ['weekend']],
    ['2027-03-29', ['holiday']],
    ['2027-05-01', ['holiday', 'weekend']],
    ['2027-05-07', ['pont']],
    ['2027-04-18', ['weekend', 'schoolHoliday']],
    ['2027-04-19', []],
    ['2027-08-31', ['schoolHoliday']],
    ['2027-09-01', ['schoolUnknown']],
    ['2028-12-31', ['weekend', 'schoolUnknown', 'otherYear']],
    ['2029-01-02', ['schoolUnknown', 'otherYear', 'outsidePact']],
  ])('%s: %j', (day, expected) => {
    expect(planningWarnings(day, pact, { year: 2027 }).map(({ kind }) => kind)).toEqual(expected);
  });

  it('says nothing of schools where no zone is followed', () => {
    const { schoolZone: _, ...calendar } = pact.calendar;
    expect(planningWarnings('2027-08-31', { ...pact, calendar }, {})).toEqual([]);
  });

  it('compares a COPIL to its window, both ends included', () => {
    const window = { from: '2027-03-01', until: '2027-03-12' };
    const warned = (day: string) =>
      planningWarnings(day, pact, { window }).some(({ kind }) => kind === 'outsideWindow');
    expect(['2027-02-26', '2027-03-01', '2027-03-12', '2027-03-15'].map(warned)).toEqual([
      ...[true, false, false, true],
    ]);
  });
});

describe('the windows of the COPIL (PTI 2022-2025, B:233-238)', () => {
  const windows = (of: typeof pact) =>
    of.bodies.steeringCommittee.map((rule) => {
      const { from, until } = steeringWindow(rule, of, lastDay(of));
      return `${rule.code} ${from} ${until}`;
    });

  it('are the first six months, the middle and the last six months', () => {
    expect(windows({ ...pact, prorogations: [] })).toEqual([
      'lancement 2022-01-01 2022-06-30',
      'intermédiaire 2023-07-01 2024-07-01',
      'final 2025-07-01 2025-12-31',
    ]);
  });

  it('move for the final one only when the pact is prorogued', () => {
    expect(windows(pact).slice(1)).toEqual([
      'intermédiaire 2023-07-01 2024-07-01',
      'final 2028-07-01 2028-12-31',
    ]);
  });
});
