import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { JournalReader } from '../../src/domain/figures/journal-facts.ts';
import { periodOf, type Scope, type Span } from '../../src/domain/figures/period.ts';
import { computeReview, type Review } from '../../src/domain/figures/review.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { holdUnplanned } from '../../src/use-cases/hold-meeting.ts';
import { logMeeting } from '../../src/use-cases/log-meeting.ts';
import { readReviewFacts } from '../../src/use-cases/read-review-facts.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { circuitScene } from '../support/circuit-scene.ts';
import { randomAct, randomLife } from '../support/random-life.ts';
import { completeFields, openWorld, value, type World } from '../support/world.ts';

const whole: Scope = { kind: 'pact' };

const spanOf = (year: number | 'pact'): Span =>
  year === 'pact' ? { kind: 'pact' } : { kind: 'year', year };

async function reviewOf(world: World, year: number | 'pact', scope = whole): Promise<Review> {
  const pact = await world.pact();
  const span = spanOf(year);
  const { fromInstant } = periodOf(span, { ...pact, pact: pact.definition }, world.today);
  const facts = await readReviewFacts(world.db, pact, fromInstant);
  return computeReview(facts, { span, scope, today: world.today });
}

/** From the rows of the journal and the pact file alone. */
async function reviewFromJournal(world: World, year: number | 'pact', scope = whole) {
  const reader = new JournalReader();
  for (const row of await world.journal()) reader.read(row);
  const { definition, trackedFrom } = await world.pact();
  const facts = { ...reader.factsOf(definition), pact: definition, trackedFrom };
  return computeReview(facts, { span: spanOf(year), scope, today: world.today });
}

/** Lists without an order of their own, put in one. */
function comparable({ actionList, indicatorList, groups, ...review }: Review) {
  const by = <Item>(items: readonly Item[], keyOf: (item: Item) => string) =>
    items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    ...review,
    groups: by(groups, ({ group }) => group.code),
    actions: review.actions,
    actionList: by(actionList, ({ fact }) => fact.code).map(({ fact, ...standing }) => ({
      ...{ code: fact.code, groupId: fact.groupId, createdAt: fact.createdAt },
      ...{ status: standing.status, before: standing.before, blocked: standing.blocked },
      about: { ...standing.about, at: '' },
    })),
    indicators: by(indicatorList, ({ indicator }) => indicator.id).map(
      ({ indicator: { id, createdAt, retiredAt }, terms, action, ...figures }) => ({
        ...{ id, createdAt, retiredAt, terms: { ...terms, at: '' } },
        ...{ action: action.fact.code, ...figures },
      }),
    ),
  };
}

describe('the bilan recomputed from the journal', () => {
  it('is the same after any sequence of acts', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomAct, { minLength: 10, maxLength: 50, size: 'max' }),
        fc.boolean(),
        async (steps, circuits) => {
          // The acts go from one year to the next.
          await using world = await randomLife(steps, { circuits, now: '2027-12-27T09:00:00Z' });
          expect((await verifyStore(world.db)).faults).toEqual([]);
          for (const year of [2027, 2028, 'pact'] as const)
            for (const scope of [whole, { kind: 'territory', code: 'PCA' } as const])
              expect(comparable(await reviewFromJournal(world, year, scope))).toEqual(
                comparable(await reviewOf(world, year, scope)),
              );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same with committees held and a request answered', async () => {
    await using scene = await circuitScene();
    const { world } = scene;
    await scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est fait`);
    world.later({ days: 2 });
    const [karim] = scene.work;
    if (karim) await scene.approve(karim);
    await scene.approve(scene.caf);
    world.later({ days: 5 });
    await scene.approve(scene.territory);
    await world.actAs(null, async (context) =>
      value(
        await holdUnplanned(
          context,
          { kind: 'committee', territory: 'THA' },
          { heldOn: '2027-03-02', participants: 21 },
        ),
      ),
    );
    const review = await reviewOf(world, 2027);
    expect(review.bodies).toMatchObject({ committeesHeld: 1 });
    expect(review.circuit).toMatchObject({ asked: 1, open: 1 });
    expect(review.circuit.steps).toMatchObject([
      { step: { code: 'structures' }, count: 1, median: 2 },
      { step: { code: 'territoire' }, count: 1, median: 3 },
    ]);
    expect(review.circuit.kinds).toMatchObject([
      { category: 'publicEmploymentService', count: 1, median: 2 },
      { category: 'socialSecurity', count: 1, median: 2 },
    ]);
    expect(comparable(await reviewFromJournal(world, 2027))).toEqual(comparable(review));
  });
});

describe('the facts of a bilan', () => {
  it('tell what an action was about at the end of a year, though it was amended since', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const action = await world.action(group);
    const axes = async (year: number) =>
      (await reviewOf(world, year)).byAxis.map(({ actions }) => actions.total);
    world.now = '2028-02-01T09:00:00Z';
    const fields = { ...completeFields, axes: ['A2', 'A3'] };
    await world.actAs(null, async (context) =>
      value(await amendAction(context, { action: action.code, fields })),
    );
    expect(await axes(2027)).toEqual([1, 0, 0, 0]);
    expect(await axes(2028)).toEqual([0, 1, 1, 0]);
  });

  it('ask an indicator from the year in which it came', async () => {
    await using world = await openWorld();
    const action = await world.action(await world.group());
    world.now = '2028-02-01T09:00:00Z';
    const indicators = [...completeFields.indicators, { label: 'Ajouté', unit: 'count' as const }];
    await world.actAs(null, async (context) =>
      value(
        await amendAction(context, {
          action: action.code,
          fields: { ...completeFields, indicators },
        }),
      ),
    );
    expect((await reviewOf(world, 2027)).targets.indicators).toBe(1);
    expect((await reviewOf(world, 2028)).targets.indicators).toBe(2);
  });

  it('keep what was aimed at then, though nothing but the journal says so any more', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const aiming = (target: number) => [{ label: 'Participants', unit: 'count' as const, target }];
    const action = await world.action(group, { indicators: aiming(60) });
    world.now = '2028-02-01T09:00:00Z';
    await world.actAs(null, async (context) =>
      value(
        await amendAction(context, {
          action: action.code,
          fields: { ...completeFields, indicators: aiming(75) },
        }),
      ),
    );
    const target = async (year: number | 'pact') =>
      (await reviewOf(world, year)).indicatorList.map(({ terms }) => terms.target);
    expect([await target(2027), await target(2028), await target('pact')]).toEqual([
      ...[[60], [75], [75]],
    ]);
  });

  it('take the target of today where the journal says nothing of targets', async () => {
    await using world = await openWorld();
    const action = await world.action(await world.group(), {
      indicators: [{ label: 'Participants', unit: 'count', target: 60 }],
    });
    world.now = '2028-02-01T09:00:00Z';
    const fields = { ...completeFields, title: 'Autre titre' };
    await world.actAs(null, async (context) =>
      value(
        await amendAction(context, {
          action: action.code,
          fields: {
            ...fields,
            indicators: [{ label: 'Participants', unit: 'count', target: 75 }],
          },
        }),
      ),
    );
    // Rows as they were written before targets were journaled.
    await sql`DROP TRIGGER journalIsNotRewritten`.execute(world.db);
    await sql`UPDATE journal SET payload = json_remove(payload, '$.indicators')`.execute(world.db);
    for (const year of [2027, 2028])
      expect((await reviewOf(world, year)).indicatorList).toMatchObject([
        { terms: { target: 75 }, indicator: { createdAt: action.createdAt } },
      ]);
  });

  it('tell the statuses of an action in the order of their days, whatever that of their rows', async () => {
    await using world = await openWorld();
    const action = await world.action(await world.group());
    world.now = '2027-04-01T09:00:00Z';
    await world.actAs(null, async (context) =>
      value(await declareUpdate(context, { action: action.code, status: 'completed' })),
    );
    const entries = await world.db.selectFrom('actionEntry').selectAll().execute();
    await world.db.deleteFrom('actionEntry').execute();
    await world.db.insertInto('actionEntry').values(entries.toReversed()).execute();
    expect((await reviewOf(world, 2027)).actions.byStatus).toMatchObject({ completed: 1 });
  });

  it('keep the status of the end of the year, and count what was held in it', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const action = await world.action(group);
    await world.actAs(null, async (context) => {
      value(await declareUpdate(context, { action: action.code, status: 'inProgress' }));
      value(
        await logMeeting(context, { group: group.code, heldOn: '2027-02-01', participants: 9 }),
      );
    });
    world.now = '2028-03-01T09:00:00Z';
    await world.actAs(null, async (context) =>
      value(await declareUpdate(context, { action: action.code, status: 'completed' })),
    );
    const then = await reviewOf(world, 2027);
    expect(then.actions.byStatus).toMatchObject({ inProgress: 1, completed: 0 });
    expect(then.concertations).toMatchObject({ meetings: 1, participants: 9 });
    expect((await reviewOf(world, 2028)).actions).toMatchObject({ completed: 1, total: 1 });
  });
});
