import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionCounts } from '../../../src/domain/figures/actions.ts';
import type { ReviewFacts } from '../../../src/domain/figures/facts.ts';
import {
  countTargets,
  type TargetCounts,
  withoutValue,
} from '../../../src/domain/figures/indicators.ts';
import { actionStatuses } from '../../../src/domain/terms.ts';
import { action, at, facts, group, indicator, meeting, reading, reviewOf } from './builders.ts';

const day = fc
  .record({ year: fc.integer({ min: 2026, max: 2029 }), of: fc.integer({ min: 1, max: 28 }) })
  .chain(({ year, of }) =>
    fc.integer({ min: 1, max: 12 }).map((month) => {
      const pad = (number: number) => String(number).padStart(2, '0');
      return `${year}-${pad(month)}-${pad(of)}`;
    }),
  );
const territories = fc.constantFrom(['THA'], ['MTP'], ['THA', 'MTP'], ['MTP', 'THA']);
const some = <Item>(...items: readonly Item[]) => fc.subarray([...items]);

const life = fc.record({
  groups: fc.array(
    fc.record({ on: territories, retiredOn: fc.option(day, { nil: null, freq: 4 }) }),
    { minLength: 1, maxLength: 6 },
  ),
  actions: fc.array(
    fc.record({
      group: fc.nat(5),
      days: fc.array(day, { minLength: 1, maxLength: 6 }),
      statuses: fc.array(fc.constantFrom(...actionStatuses), { minLength: 6, maxLength: 6 }),
      axes: some('A1', 'A2'),
      themes: some('mobilité', 'logement'),
      audiences: some('jeunes', 'seniors'),
    }),
    { maxLength: 25 },
  ),
  meetings: fc.array(fc.record({ group: fc.nat(5), day, participants: fc.nat(40) }), {
    maxLength: 20,
  }),
  indicators: fc.array(
    fc.record({
      ...{ action: fc.nat(24), createdOn: day, retiredOn: fc.option(day, { nil: null, freq: 4 }) },
      unit: fc.constantFrom('count' as const, 'percentage' as const, 'text' as const),
      template: fc.constantFrom('mobilisation', 'retour', null),
      target: fc.option(fc.nat(9), { nil: null }),
      retargeted: fc.array(fc.tuple(day, fc.option(fc.nat(9), { nil: null })), { maxLength: 3 }),
    }),
    { maxLength: 25 },
  ),
  readings: fc.uniqueArray(
    fc.record({
      ...{ indicator: fc.nat(24), year: fc.integer({ min: 2026, max: 2029 }) },
      said: fc.oneof(fc.nat(9), fc.constantFrom('words' as const, 'notApplicable' as const)),
    }),
    { maxLength: 40, selector: ({ indicator: rank, year: of }) => `${rank} ${of}` },
  ),
});

function factsOf(random: typeof life extends fc.Arbitrary<infer T> ? T : never): ReviewFacts {
  const idOf = (rank: number) => `g${rank % random.groups.length}`;
  return facts({
    groups: random.groups.map(({ on, retiredOn }, rank) =>
      group(`g${rank}`, { territories: on, retiredOn }),
    ),
    actions: random.actions.map(({ group: rank, days, statuses, ...spec }, index) => {
      const steps = days
        .toSorted()
        .map((on, step) => [on, step === 0 ? 'project' : (statuses[step] ?? 'project')] as const);
      return action(`a${index}`, steps, { ...spec, group: idOf(rank) });
    }),
    meetings: random.meetings.map((one) => meeting(one.day, one.participants, idOf(one.group))),
    indicators: random.indicators.map(
      ({ action: of, createdOn, retiredOn, retargeted, ...spec }, rank) =>
        indicator(`i${rank}`, `a${of % Math.max(1, random.actions.length)}`, {
          ...{ ...spec, createdAt: at(createdOn), retiredAt: retiredOn && at(retiredOn) },
          retargeted: retargeted.toSorted(([a], [b]) => (a < b ? -1 : 1)),
        }),
    ),
    readings: random.readings.map(({ indicator: rank, year: of, said }) =>
      reading(`i${rank}`, of, typeof said === 'number' ? said : null, {
        ...{ hasText: said === 'words', notApplicable: said === 'notApplicable' },
      }),
    ),
  });
}

const year = fc.constantFrom(2027, 2028, 2029, 'pact' as const);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const addUp = ({ byStatus, total }: ActionCounts) =>
  expect(sum(Object.values(byStatus))).toBe(total);

describe('the figures of any life of a pact', () => {
  it('add up: the counts by status are the actions, in every row', () => {
    fc.assert(
      fc.property(life, year, (random, of) => {
        const review = reviewOf(factsOf(random), of);
        addUp(review.actions);
        for (const rows of [review.byAxis, review.byTheme, review.byAudience, review.byTerritory])
          for (const { actions } of rows) addUp(actions);
        for (const { actions } of review.groups) addUp(actions);
        expect(sum(review.groups.map(({ actions }) => actions.total))).toBe(review.actions.total);
      }),
    );
  });

  it('add up: territories are the département once shared groups count once', () => {
    fc.assert(
      fc.property(life, year, (random, of) => {
        const known = factsOf(random);
        const review = reviewOf(known, of);
        const alone = (row: (typeof review.byTerritory)[number]) =>
          row.actions.total - row.sharedActions;
        expect(sum(review.byTerritory.map(alone)) + review.sharedActions).toBe(
          review.actions.total,
        );
        const ownGroups = review.byTerritory.map((row) => row.groups - row.sharedGroups);
        expect(sum(ownGroups) + review.sharedGroups).toBe(review.groupCount);
        const shared = review.groups.filter((one) => one.shared);
        // Of two territories here: what they share is counted in both.
        expect(sum(review.byTerritory.map(({ meetings }) => meetings))).toBe(
          review.concertations.meetings + sum(shared.map(({ meetings }) => meetings)),
        );
      }),
    );
  });

  it('add up: every target is reached, missed or without a value, on each axis too', () => {
    fc.assert(
      fc.property(life, year, (random, of) => {
        const review = reviewOf(factsOf(random), of);
        const { indicatorList } = review;
        for (const counts of [review.targets, ...review.effects]) {
          expect(withoutValue(counts)).toBeGreaterThanOrEqual(0);
          expect(counts.answered + counts.notApplicable).toBeLessThanOrEqual(counts.indicators);
        }
        const withTarget = indicatorList.filter(({ terms }) => terms.target !== null);
        const silent = withTarget.filter(({ value }) => value === null);
        const { targets } = review;
        expect(targets.reached + targets.missed + silent.length).toBe(targets.withTarget);
        expect(withoutValue(targets)).toBe(silent.length);
        expect(targets.indicators).toBe(indicatorList.length);
        // An action of both axes counts in each, one of none in neither.
        const axesOf = indicatorList.map(({ action: { about } }) => about.axes.length);
        expect(sum(review.effects.map(({ indicators }) => indicators))).toBe(sum(axesOf));
      }),
    );
  });

  it('add up: the targets of the territories are the département’s, shared ones once', () => {
    fc.assert(
      fc.property(life, year, (random, of) => {
        const known = factsOf(random);
        const review = reviewOf(known, of);
        const own = ['THA', 'MTP'].map((code) =>
          reviewOf(known, of, { scope: { kind: 'territory', code } }),
        );
        const isShared = new Set(
          known.groups.filter(({ territories: on }) => on.length > 1).map(({ id }) => id),
        );
        const shared = countTargets(
          review.indicatorList.filter(({ action: { fact } }) => isShared.has(fact.groupId)),
        );
        for (const key of Object.keys(shared) as (keyof TargetCounts)[])
          expect(sum(own.map(({ targets }) => targets[key]))).toBe(
            review.targets[key] + shared[key],
          );
      }),
    );
  });

  it('are the same in the row of a territory and in its own bilan', () => {
    fc.assert(
      fc.property(life, year, (random, of) => {
        const known = factsOf(random);
        for (const row of reviewOf(known, of).byTerritory) {
          const own = reviewOf(known, of, { scope: { kind: 'territory', code: row.code } });
          expect(own.actions).toEqual(row.actions);
          expect(own.groupCount).toBe(row.groups);
          expect(own.concertations).toMatchObject({
            ...{ meetings: row.meetings, participants: row.participants },
          });
        }
      }),
    );
  });

  it('are the same for a past year, whenever it is asked for and whatever came after', () => {
    fc.assert(
      fc.property(life, (random) => {
        const known = factsOf(random);
        const then = reviewOf(known, 2027, { today: '2028-01-01' });
        expect(reviewOf(known, 2027, { today: '2029-11-30' })).toEqual(then);
        const isSooner = (on: string) => on < '2028';
        const sooner = facts({
          ...known,
          meetings: known.meetings.filter(({ on }) => isSooner(on)),
          actions: known.actions.flatMap((one) => {
            const statuses = one.statuses.filter(({ at }) => isSooner(at));
            return statuses.length > 0 ? [{ ...one, statuses }] : [];
          }),
        });
        expect(reviewOf(sooner, 2027).actions).toEqual(then.actions);
        expect(reviewOf(sooner, 2027).concertations).toEqual(then.concertations);
        const aimed = facts({
          ...known,
          indicators: known.indicators.map(({ terms: [first, ...later], ...one }) => ({
            ...one,
            terms: [...(first ? [first] : []), ...later.filter(({ at: on }) => isSooner(on))],
          })),
        });
        expect(reviewOf(aimed, 2027).targets).toEqual(then.targets);
      }),
    );
  });

  it('stand in the year-on-year line as in the bilan of that year', () => {
    fc.assert(
      fc.property(life, (random) => {
        const known = factsOf(random);
        for (const line of reviewOf(known, 2029).years) {
          const own = reviewOf(known, line.year);
          expect(line).toMatchObject({
            ...{ actions: own.actions.total, byStatus: own.actions.byStatus },
            ...{ created: own.actions.created, completed: own.actions.completed },
            ...{ meetings: own.concertations.meetings, groups: own.groupCount },
            participants: own.concertations.participants,
          });
        }
      }),
    );
  });
});
