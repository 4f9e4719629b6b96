/** What is computed of a group beside its indicators is the bilan's own figure. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computeReview } from '../../../src/domain/figures/review.ts';
import { listGroups } from '../../../src/store/groups.ts';
import { readComputed } from '../../../src/use-cases/indicators/read-computed.ts';
import { readReviewFacts } from '../../../src/use-cases/read-review-facts.ts';
import { randomAct, randomLife } from '../../support/random-life.ts';
import { openWorld, type World } from '../../support/world.ts';

async function expectSameAsBilan(world: World, year: number): Promise<void> {
  const pact = await world.pact();
  const facts = await readReviewFacts(world.db, pact, `${year}-01-01T00:00:00.000Z`);
  const scope = { kind: 'pact' } as const;
  const { groups } = computeReview(facts, {
    ...{ span: { kind: 'year', year } as const, scope, today: world.today },
  });
  const ids = (await listGroups(world.db, pact.definition.id)).map(({ id }) => id);
  const computed = await readComputed(world.db, pact, { year, today: world.today, groups: ids });
  expect(computed.size).toBe(groups.length);
  for (const { actions: _, ...figures } of groups)
    expect(computed.get(figures.group.id)).toEqual({ ...figures, untracked: false });
}

it('is the same as in the bilan, whatever happened', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomAct, { minLength: 5, maxLength: 30 }), async (steps) => {
      await using world = await randomLife(steps, { now: '2027-12-20T09:00:00Z' });
      for (const year of [2027, 2028]) await expectSameAsBilan(world, year);
    }),
    { numRuns: 10 },
  );
});

it('is of the groups asked about alone, and of none that came after the year', async () => {
  await using world = await openWorld();
  const group = await world.group();
  await world.group({ title: 'Santé' });
  const of = { today: world.today, groups: [group.id] };
  const pact = await world.pact();
  const year = Number(world.today.slice(0, 4));
  expect([...(await readComputed(world.db, pact, { ...of, year })).keys()]).toEqual([group.id]);
  expect((await readComputed(world.db, pact, { ...of, year: year - 1 })).size).toBe(0);
});
