import { describe, expect, it } from 'vitest';
import { indicatorsOf, indicatorsOfPact } from '../../src/store/actions.ts';
import {
  campaignDecisions,
  findEvaluation,
  insertEvaluation,
  listEvaluations,
  saveCampaign,
  updateEvaluation,
} from '../../src/store/evaluations.ts';
import {
  currentReadings,
  insertReading,
  latestReading,
  type Reading,
  readingHistory,
  readingsOfPact,
} from '../../src/store/readings.ts';
import { openWorld } from '../support/world.ts';

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const action = await world.action(group);
  const [indicator] = await indicatorsOf(world.db, [action.id]);
  if (!indicator) throw new Error('the action has an indicator');
  const reading = (id: string, rest: Partial<Reading>): Reading => ({
    ...{ id, actionId: action.id, indicatorId: indicator.id, year: 2026, period: '2026' },
    ...{ value: null, textId: null, notApplicable: false, at: world.now, authorId: null },
    ...{ replaces: null, ...rest },
  });
  const insert = (id: string, rest: Partial<Reading>) =>
    world.db.transaction().execute((tx) => insertReading(tx, reading(id, rest)));
  const close = () => world[Symbol.asyncDispose]();
  return { world, group, action, indicator, insert, [Symbol.asyncDispose]: close };
}

describe('readings of indicators', () => {
  it('keep what they replace, and only the last one is current', async () => {
    await using s = await scene();
    await s.insert('r1', { value: 12 });
    await s.insert('r2', { value: 13.5, replaces: 'r1' });
    await s.insert('r3', { value: 40, year: 2025, period: '2025' });
    const { pactId } = s.action;
    const current = await currentReadings(s.world.db, { pactId, years: [2026] });
    expect(current).toMatchObject([{ id: 'r2', value: 13.5, replaces: 'r1' }]);
    const history = await readingHistory(s.world.db, s.indicator.id, '2026');
    expect(history.map(({ value }) => value)).toEqual([12, 13.5]);
    const pact = await readingsOfPact(s.world.db, pactId);
    expect(pact.map(({ id }) => id)).toEqual(['r3', 'r2']);
  });

  it('say nothing any more once taken back', async () => {
    await using s = await scene();
    await s.insert('r1', { value: 12 });
    await s.insert('r2', { replaces: 'r1' });
    const { pactId, id } = s.action;
    expect(await currentReadings(s.world.db, { pactId, actions: [id] })).toEqual([]);
    expect(await latestReading(s.world.db, s.indicator.id, '2026')).toMatchObject({ id: 'r2' });
  });

  it('are replaced once, and begin once', async () => {
    await using s = await scene();
    await s.insert('r1', { value: 12 });
    await s.insert('r2', { value: 13, replaces: 'r1' });
    await expect(s.insert('r3', { value: 14, replaces: 'r1' })).rejects.toThrow(/UNIQUE/);
    await expect(s.insert('r4', { value: 14 })).rejects.toThrow(/UNIQUE/);
  });

  it('are neither rewritten nor erased', async () => {
    await using s = await scene();
    await s.insert('r1', { value: 12 });
    const { db } = s.world;
    await expect(db.updateTable('indicatorReading').set({ value: 9 }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(db.deleteFrom('indicatorReading').execute()).rejects.toThrow('append-only');
  });

  it('belong to a period of their year', async () => {
    await using s = await scene();
    await s.insert('r1', { value: 12, period: '2026-S1' });
    await expect(s.insert('r2', { value: 12, period: '2025-S1' })).rejects.toThrow(/CHECK/);
  });
});

it('lists the indicators of a pact with those no longer followed', async () => {
  await using s = await scene();
  const found = await indicatorsOfPact(s.world.db, s.action.pactId);
  expect(found).toEqual([{ ...s.indicator, createdAt: s.world.now, retiredAt: null }]);
});

it('keeps one evaluation by group and year, and what was decided of a campaign', async () => {
  await using s = await scene();
  const { db, now } = s.world;
  const evaluation = {
    ...{ id: 'e1', pactId: s.action.pactId, groupId: s.group.id, year: 2026 },
    ...{ state: 'draft' as const, startedAt: now, submittedAt: null, submittedBy: null },
    ...{ acceptedAt: null, reopenedAt: null },
  };
  const campaign = {
    ...{ pactId: s.action.pactId, year: 2026, openedAt: now, openedBy: null },
    ...{ closedAt: null, closedBy: null },
  };
  await db.transaction().execute(async (tx) => {
    await insertEvaluation(tx, evaluation);
    await updateEvaluation(tx, 'e1', { state: 'submitted', submittedAt: now });
    await saveCampaign(tx, campaign);
    await saveCampaign(tx, { ...campaign, closedAt: now });
  });
  expect(await findEvaluation(db, { groupId: s.group.id, year: 2026 })).toMatchObject({
    ...{ id: 'e1', state: 'submitted' },
  });
  expect(await findEvaluation(db, { id: 'e1' })).toMatchObject({ year: 2026 });
  expect(await listEvaluations(db, s.action.pactId, 2025)).toEqual([]);
  expect(await listEvaluations(db, s.action.pactId)).toHaveLength(1);
  expect(await campaignDecisions(db, s.action.pactId)).toEqual([{ ...campaign, closedAt: now }]);
  await expect(
    db.transaction().execute((tx) => insertEvaluation(tx, { ...evaluation, id: 'e2' })),
  ).rejects.toThrow(/UNIQUE/);
});
