import { describe, expect, it } from 'vitest';
import { action, at, facts, group, indicator, reading, reviewOf } from './builders.ts';

const running = [['2027-02-01', 'inProgress']] as const;

describe('indicators against their targets', () => {
  const known = facts({
    groups: [group('g1'), group('g2')],
    actions: [action('a1', running), action('a2', running, { axes: ['A1', 'A2'], group: 'g2' })],
    indicators: [
      indicator('i1', 'a1', { template: 'mobilisation', target: 100 }),
      indicator('i2', 'a2', { template: 'mobilisation', target: 40 }),
      indicator('i3', 'a2', { template: 'retour', unit: 'percentage', target: 30 }),
      indicator('i4', 'a1', { unit: 'text' }),
      indicator('i5', 'a1'),
    ],
    readings: [
      reading('i1', 2027, 60),
      reading('i1', 2028, 110),
      reading('i2', 2027, 20, { period: '2027-S1' }),
      reading('i2', 2027, 25, { period: '2027-S2' }),
      reading('i3', 2027, 20, { period: '2027-S1' }),
      reading('i3', 2027, 39.5, { period: '2027-S2' }),
      reading('i4', 2027, null, { hasText: true }),
      reading('i5', 2027, null, { notApplicable: true }),
    ],
  });
  const values = (year: number | 'pact') =>
    reviewOf(known, year).indicatorList.map(({ indicator: { id }, value, previous, reached }) => [
      ...[id, value, previous, reached],
    ]);

  it('add the counts of a year up, and keep the last percentage', () => {
    expect(values(2027)).toEqual([
      ['i1', 60, null, false],
      ['i2', 45, null, true],
      ['i3', 39.5, null, true],
      ['i4', null, null, null],
      ['i5', null, null, null],
    ]);
  });

  it('stand beside the value of the year before', () => {
    expect(values(2028)[0]).toEqual(['i1', 110, 60, true]);
    expect(values(2028)[1]).toEqual(['i2', null, null, null]);
  });

  it('take the last year that was read over the whole pact', () => {
    expect(values('pact')[0]).toEqual(['i1', 110, 60, true]);
    expect(values('pact')[1]).toEqual(['i2', 45, null, true]);
  });

  it('are read against what was aimed at then, whatever is aimed at since', () => {
    const [action1] = known.actions;
    const aimed = facts({
      ...known,
      actions: action1 ? [action1] : [],
      indicators: [
        indicator('i1', 'a1', {
          target: 60,
          retargeted: [
            ['2027-12-31', 75],
            ['2028-01-01', 120],
            ['2029-02-01', 100],
          ],
        }),
      ],
      readings: [reading('i1', 2027, 70), reading('i1', 2028, 110)],
    });
    const seen = (year: number | 'pact', today = '2029-06-01') =>
      reviewOf(aimed, year, { today }).indicatorList.map(({ value, terms, reached }) => [
        ...[value, terms.target, reached],
      ]);
    expect(seen(2027, '2027-06-01')).toEqual([[70, 60, true]]);
    expect(seen(2027)).toEqual([[70, 75, false]]);
    expect(seen(2028)).toEqual([[110, 120, false]]);
    // Of the year not over, what is aimed at today.
    expect(seen(2029)).toEqual([[null, 100, null]]);
    // Over the whole pact, of the year whose value is shown.
    expect(seen('pact')).toEqual([[110, 120, false]]);
    expect(reviewOf(aimed).targets).toMatchObject({ withTarget: 1, reached: 0, missed: 1 });
  });

  it('are read against the first target that is known, when it came after the year', () => {
    const late = indicator('i1', 'a1', { target: 50, createdAt: at('2028-02-01') });
    const seen = facts({
      ...known,
      indicators: [late],
      readings: [reading('i1', 2027, 70)],
    });
    expect(reviewOf(seen, 'pact').indicatorList).toMatchObject([
      { year: 2027, value: 70, terms: { target: 50 }, reached: true },
    ]);
  });

  it('are counted: answered, not applicable, reached and missed', () => {
    expect(reviewOf(known).targets).toEqual({
      ...{ indicators: 5, answered: 4, notApplicable: 1, withTarget: 3, reached: 2, missed: 1 },
    });
  });

  it('show the effects by axis: counts are added, percentages are not', () => {
    expect(reviewOf(known).effects).toMatchObject([
      {
        ...{ axis: 'A1', indicators: 5, reached: 2 },
        templates: [
          { template: 'mobilisation', answers: 2, sum: 105, least: null, most: null },
          { template: 'retour', answers: 1, sum: null, least: 39.5, most: 39.5 },
        ],
      },
      { axis: 'A2', templates: [{ sum: 45 }, { least: 39.5 }] },
    ]);
  });

  it('are not asked of an abandoned action, nor before they came or after they went', () => {
    const moved = facts({
      ...known,
      actions: [
        action('a1', [...running, ['2027-11-01', 'abandoned']]),
        action('a2', running, { group: 'g2' }),
      ],
      indicators: [
        indicator('i1', 'a1'),
        indicator('i2', 'a2', { createdAt: at('2028-02-01') }),
        indicator('i3', 'a2', { retiredAt: at('2027-06-01') }),
        indicator('i4', 'a2', { retiredAt: at('2028-06-01') }),
      ],
    });
    const ids = (year: number) =>
      reviewOf(moved, year).indicatorList.map((one) => one.indicator.id);
    expect(ids(2027)).toEqual(['i4']);
    expect(ids(2028)).toEqual(['i2']);
  });
});

describe('evaluations', () => {
  it('are expected of the groups whose actions have an indicator', () => {
    const known = facts({
      groups: ['g1', 'g2', 'g3'].map((id) => group(id)),
      actions: ['1', '2', '3'].map((n) => action(`a${n}`, running, { group: `g${n}` })),
      indicators: [indicator('i1', 'a1'), indicator('i2', 'a2')],
      evaluations: [
        { groupId: 'g1', year: 2027, state: 'accepted' },
        { groupId: 'g2', year: 2027, state: 'toAmend' },
        { groupId: 'g1', year: 2028, state: 'draft' },
      ],
    });
    expect(reviewOf(known).evaluations).toEqual({
      ...{ expected: 2, submitted: 2, accepted: 1, toAmend: 1 },
    });
    expect(reviewOf(known, 2028).evaluations).toMatchObject({ submitted: 0, accepted: 0 });
  });
});
