import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/store/action-entries.ts';
import { indicatorsOf } from '../../src/store/actions.ts';
import { readTexts } from '../../src/store/texts.ts';
import type { ActionFields } from '../../src/use-cases/action-fields.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { completeFields, openWorld, refusal, value } from '../support/world.ts';

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  const action = await world.action(group);
  const amend = (fields: Partial<ActionFields>, who = pilot) =>
    world.actAs(who, (context) =>
      amendAction(context, { action: action.code, fields: { ...completeFields, ...fields } }),
    );
  const close = () => world[Symbol.asyncDispose]();
  return { world, pilot, action, amend, [Symbol.asyncDispose]: close };
}

describe('amending an action', () => {
  it('keeps the former wording in its history', async () => {
    await using s = await scene();
    const { changed } = value(await s.amend({ title: 'Ateliers vélo', objectives: 'Rouler' }));
    expect(changed).toEqual(['title', 'objectives']);
    const [entry] = await entriesOf(s.world.db, s.action.id, 1);
    expect(entry).toMatchObject({ kind: 'amended', authorId: s.pilot.id });
    const [kept] = [...(await readTexts(s.world.db, [entry?.changesId ?? ''])).values()];
    expect(JSON.parse(kept ?? '')).toEqual({
      title: { from: 'Ateliers de mobilité', to: 'Ateliers vélo' },
      objectives: { from: 'Lever les freins de mobilité', to: 'Rouler' },
    });
    expect((await s.world.reread(s.action)).title).toBe('Ateliers vélo');
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
    expect(JSON.stringify(await s.world.journal())).not.toMatch(/vélo|Rouler/);
  });

  it('writes nothing when nothing changes', async () => {
    await using s = await scene();
    const before = await s.world.journal();
    expect(value(await s.amend({})).changed).toEqual([]);
    expect(await s.world.journal()).toEqual(before);
  });

  it('is no news: the status and the day of the last news stay', async () => {
    await using s = await scene();
    s.world.later({ days: 40 });
    value(await s.amend({ title: 'Ateliers vélo' }));
    expect(await s.world.reread(s.action)).toMatchObject({
      ...{ status: 'project', lastNewsAt: s.action.lastNewsAt },
    });
  });

  it('keeps the ids of the indicators that stay, in the new order', async () => {
    await using s = await scene();
    const [participants] = await indicatorsOf(s.world.db, [s.action.id]);
    const rate = { label: 'Taux de retour', unit: 'percentage' } as const;
    const count = { label: 'Participants', unit: 'count' } as const;
    value(await s.amend({ indicators: [rate, count] }));
    const now = await indicatorsOf(s.world.db, [s.action.id]);
    expect(now).toMatchObject([rate, { id: participants?.id, ...count }]);
    expect(value(await s.amend({ indicators: [rate, count] })).changed).toEqual([]);
    value(await s.amend({ indicators: [count] }));
    expect(await indicatorsOf(s.world.db, [s.action.id])).toMatchObject([{ id: participants?.id }]);
  });

  it('is refused to an outsider', async () => {
    await using s = await scene();
    const outsider = await s.world.person({ role: 'electedOfficial' });
    expect(refusal(await s.amend({ title: 'Autre' }, outsider))).toMatchObject({
      kind: 'notAllowed',
      act: 'amendAction',
    });
    expect(await s.world.reread(s.action)).toEqual(s.action);
  });
});
