import { describe, expect, it } from 'vitest';
import {
  isAskedIn,
  isGroupAskedIn,
  type MeasuredAction,
  mustAnswer,
  yearsAsked,
  yearsOfGroup,
} from '../../../src/domain/indicators/asked.ts';
import {
  periodStart,
  periodsBegun,
  periodsOf,
  yearBefore,
} from '../../../src/domain/indicators/periods.ts';

const action = (spec: Partial<MeasuredAction> = {}): MeasuredAction => ({
  ...{ status: 'operating', measuredFrom: '2026-05-04', completedOn: null, ...spec },
});
const done = action({ status: 'completed', completedOn: '2027-03-01' });

describe('the years an action is asked of', () => {
  it('run from its first indicator on', () => {
    expect([2025, 2026, 2030].map((year) => isAskedIn(yearsAsked(action()), year))).toEqual([
      ...[false, true, true],
    ]);
  });

  it('end with the year it was completed', () => {
    expect([2026, 2027, 2028].map((year) => isAskedIn(yearsAsked(done), year))).toEqual([
      ...[true, true, false],
    ]);
  });

  it('are none once it is abandoned; a project may answer, and owes nothing', () => {
    expect(yearsAsked(action({ status: 'abandoned' }))).toBeNull();
    expect(isAskedIn(yearsAsked(action({ status: 'project' })), 2026)).toBe(true);
    expect(mustAnswer({ status: 'project' })).toBe(false);
    expect(mustAnswer({ status: 'completed' })).toBe(true);
  });

  it('of a group are those of all its actions', () => {
    expect(yearsOfGroup([])).toEqual([]);
    expect(yearsOfGroup([action({ status: 'abandoned' })])).toEqual([]);
    const years = yearsOfGroup([done, action({ measuredFrom: '2029-01-01' })]);
    expect([2025, 2026, 2027, 2028, 2029].map((year) => isGroupAskedIn(years, year))).toEqual([
      ...[false, true, true, false, true],
    ]);
  });
});

describe('the periods of a year', () => {
  it('are the year, its halves or its quarters', () => {
    expect(periodsOf(2026, 'year')).toEqual(['2026']);
    expect(periodsOf(2026, 'halfYear')).toEqual(['2026-S1', '2026-S2']);
    expect(periodsOf(2026, 'quarter').map(periodStart)).toEqual([
      ...['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'],
    ]);
    expect(periodStart('2026-S2')).toBe('2026-07-01');
    expect(periodStart('2026')).toBe('2026-01-01');
  });

  it('are asked once they have begun', () => {
    expect(periodsBegun(2026, 'halfYear', '2026-06-30')).toEqual(['2026-S1']);
    expect(periodsBegun(2026, 'halfYear', '2026-07-01')).toEqual(['2026-S1', '2026-S2']);
    expect(periodsBegun(2027, 'year', '2026-12-31')).toEqual([]);
  });

  it('have the same one a year before', () => {
    expect(yearBefore('2026')).toBe('2025');
    expect(yearBefore('2026-T3')).toBe('2025-T3');
  });
});
