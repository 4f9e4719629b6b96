import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/store/action-entries.ts';
import { openBlockers } from '../../src/store/blockers.ts';
import { correctUpdate } from '../../src/use-cases/correct-update.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { withdrawUpdate } from '../../src/use-cases/withdraw-update.ts';
import type { UpdateInput } from '../../src/use-cases/write-update.ts';
import { openWorld, refusal, value } from '../support/world.ts';

type Said = Omit<UpdateInput, 'action'>;

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  const other = await world.person({ role: 'coPilot', group, structure: 'CAF' });
  const action = await world.action(group);
  const said = (input: Said) => ({ action: action.code, ...input });
  const declare = async (input: Said, who = pilot) =>
    value(await world.actAs(who, (context) => declareUpdate(context, said(input)))).entry;
  const correct = (entry: string, input: Said, who = pilot) =>
    world.actAs(who, (context) => correctUpdate(context, entry, said(input)));
  const withdraw = (entry: string, who = pilot) =>
    world.actAs(who, (context) => withdrawUpdate(context, entry));
  const now = async () => {
    const { status, lastNewsAt } = await world.reread(action);
    const blockers = (await openBlockers(world.db, [action.id])).map(({ kind }) => kind);
    return { status, lastNewsAt, blockers };
  };
  const close = () => world[Symbol.asyncDispose]();
  return {
    world,
    pilot,
    other,
    action,
    declare,
    correct,
    withdraw,
    now,
    [Symbol.asyncDispose]: close,
  };
}

describe('correcting an update', () => {
  it('replaces the last one by new entries and erases nothing', async () => {
    await using s = await scene();
    const first = await s.declare({ status: 'inProgress', comment: 'Ouverture' });
    s.world.later({ minutes: 5 });
    const { entry, from, to } = value(
      await s.correct(first, { status: 'operating', comment: 'Ouvert' }),
    );
    expect({ from, to }).toEqual({ from: 'project', to: 'operating' });
    const history = await entriesOf(s.world.db, s.action.id, 10);
    expect(history.map(({ id, kind, about }) => [id, kind, about])).toEqual([
      [entry, 'correction', first],
      [first, 'update', null],
      [expect.any(String), 'created', null],
    ]);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('judges the move from where the action stood before', async () => {
    await using s = await scene();
    await s.declare({ status: 'inProgress' });
    const wrong = await s.declare({ status: 'completed' });
    // From «en cours» this moves forward, although «réalisée» was declared meanwhile.
    value(await s.correct(wrong, { status: 'operating' }));
    expect((await s.now()).status).toBe('operating');
  });

  it('leaves the update as it was when the correction is refused', async () => {
    await using s = await scene();
    await s.declare({ status: 'operating' });
    const last = await s.declare({ status: 'completed' });
    const before = await s.now();
    expect(refusal(await s.correct(last, { status: 'inProgress' })).kind).toBe('reasonNeeded');
    expect(await s.now()).toEqual(before);
  });
});

describe('withdrawing an update', () => {
  it('puts the status and the day of the last news back', async () => {
    await using s = await scene();
    s.world.later({ days: 1 });
    await s.declare({ status: 'inProgress' });
    const before = await s.now();
    s.world.later({ days: 1 });
    const wrong = await s.declare({ status: 'completed' });
    value(await s.withdraw(wrong));
    expect(await s.now()).toEqual(before);
    const [latest] = await entriesOf(s.world.db, s.action.id, 1);
    expect(latest).toMatchObject({ kind: 'withdrawal', about: wrong, toStatus: 'inProgress' });
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('goes back to the creation when nothing else was declared', async () => {
    await using s = await scene();
    s.world.later({ minutes: 30 });
    value(await s.withdraw(await s.declare({ status: 'inProgress' })));
    expect(await s.now()).toEqual({
      ...{ status: 'project', lastNewsAt: s.action.createdAt, blockers: [] },
    });
  });

  it('lifts the blocker it raised', async () => {
    await using s = await scene();
    await s.declare({ blocker: { kind: 'awaitingValidation' } });
    value(await s.withdraw(await s.declare({ blocker: { kind: 'other' }, comment: 'Fermé' })));
    expect((await s.now()).blockers).toEqual(['awaitingValidation']);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('raises again the blockers it lifted, and those only', async () => {
    await using s = await scene();
    await s.declare({ blocker: { kind: 'other' }, comment: 'Fermé' });
    await s.declare({ blocker: 'lifted' });
    await s.declare({ blocker: { kind: 'awaitingValidation' } });
    value(await s.withdraw(await s.declare({ blocker: 'lifted' })));
    expect((await s.now()).blockers).toEqual(['awaitingValidation']);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('goes back through a correction to what was before both', async () => {
    await using s = await scene();
    const first = await s.declare({ status: 'inProgress' });
    const { entry } = value(await s.correct(first, { status: 'completed' }));
    value(await s.withdraw(entry));
    expect((await s.now()).status).toBe('project');
    expect(refusal(await s.withdraw(first))).toEqual({ kind: 'alreadyWithdrawn' });
  });
});

describe('what protects an update', () => {
  it('is its author: nobody else may', async () => {
    await using s = await scene();
    const entry = await s.declare({ status: 'inProgress' });
    expect(refusal(await s.withdraw(entry, s.other))).toEqual({ kind: 'notAuthor' });
    expect(refusal(await s.correct(entry, { status: 'completed' }, s.other)).kind).toBe(
      'notAuthor',
    );
    expect((await s.now()).status).toBe('inProgress');
  });

  it('is the delay: a quarter of an hour, to the second', async () => {
    await using s = await scene();
    const first = await s.declare({ status: 'inProgress' });
    s.world.later({ minutes: 15 });
    const { entry } = value(await s.correct(first, { status: 'operating' }));
    s.world.later({ seconds: 1 });
    // Correcting does not open the delay again.
    expect(refusal(await s.withdraw(entry))).toEqual({ kind: 'tooLate', minutes: 15 });
  });

  it('is what was declared since', async () => {
    await using s = await scene();
    const first = await s.declare({ status: 'inProgress' });
    await s.declare({ comment: 'Suite' }, s.other);
    expect(refusal(await s.withdraw(first))).toEqual({ kind: 'notLatest', code: s.action.code });
  });

  it('is that it is withdrawn once', async () => {
    await using s = await scene();
    const entry = await s.declare({ status: 'inProgress' });
    value(await s.withdraw(entry));
    expect(refusal(await s.withdraw(entry))).toEqual({ kind: 'alreadyWithdrawn' });
  });
});
