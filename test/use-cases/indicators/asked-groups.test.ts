/** Who is asked about a year is said once: nobody is awaited that no campaign asks. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { periodOf } from '../../../src/domain/figures/period.ts';
import { computeReview } from '../../../src/domain/figures/review.ts';
import { isGroupAskedIn } from '../../../src/domain/indicators/asked.ts';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { readSheets } from '../../../src/use-cases/indicators/read-sheets.ts';
import { readObligations } from '../../../src/use-cases/read-obligations.ts';
import { readReviewFacts } from '../../../src/use-cases/read-review-facts.ts';
import { randomAct, randomLife } from '../../support/random-life.ts';
import { openWorld, value, type World } from '../../support/world.ts';

async function asking(world: World, year: number) {
  const pact = await world.pact();
  const { today } = world;
  const span = { kind: 'year', year } as const;
  const { fromInstant } = periodOf(span, { ...pact, pact: pact.definition }, today);
  const facts = await readReviewFacts(world.db, pact, fromInstant);
  const { evaluations } = computeReview(facts, { span, scope: { kind: 'pact' }, today });
  const sheets = await readSheets(world.db, { pactId: pact.definition.id, year, today });
  const { groups } = await readObligations(world.db, pact);
  return {
    bilan: evaluations.expected,
    campaign: sheets.length,
    reminders: groups.filter(
      ({ retiredOn, indicatorYears }) =>
        (retiredOn === null || retiredOn > today) && isGroupAskedIn(indicatorYears, year),
    ).length,
  };
}

it('the bilan, the campaign and the reminders ask the same groups', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomAct, { minLength: 10, maxLength: 40, size: 'max' }),
      fc.boolean(),
      async (steps, retires) => {
        await using world = await randomLife(steps, { now: '2027-12-27T09:00:00Z' });
        if (retires)
          await world.db
            .updateTable('workingGroup')
            .set({ retiredOn: world.today })
            .where('code', 'like', 'THA%')
            .execute();
        const { bilan, campaign, reminders } = await asking(world, Number(world.today.slice(0, 4)));
        expect([bilan, reminders]).toEqual([campaign, campaign]);
      },
    ),
    { numRuns: 25 },
  );
});

it('a group is asked of no year before its indicators nor after its actions were completed', async () => {
  await using world = await openWorld();
  // In Paris, 2027 has begun.
  world.now = '2026-12-31T23:30:00.000Z';
  const action = await world.action(await world.group());
  expect(await asking(world, 2026)).toEqual({ bilan: 0, campaign: 0, reminders: 0 });
  world.now = '2027-06-01T09:00:00.000Z';
  await world.actAs(null, async (context) =>
    value(await declareUpdate(context, { action: action.code, status: 'completed' })),
  );
  world.now = '2028-06-01T09:00:00.000Z';
  expect(await asking(world, 2027)).toEqual({ bilan: 1, campaign: 1, reminders: 1 });
  expect(await asking(world, 2028)).toEqual({ bilan: 0, campaign: 0, reminders: 0 });
});
