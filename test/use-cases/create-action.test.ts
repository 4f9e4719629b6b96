import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/store/action-entries.ts';
import { indicatorsOf } from '../../src/store/actions.ts';
import type { ActionFields } from '../../src/use-cases/action-fields.ts';
import { createAction } from '../../src/use-cases/create-action.ts';
import { completeFields, openWorld, refusal, value } from '../support/world.ts';

const everywhere = ['BIT', 'CPS', 'HLO', 'MTP', 'PCA', 'THA'];

describe('creating an action', () => {
  it('is a project with a code of the first territory, numbered for ever', async () => {
    await using world = await openWorld();
    const thau = await world.group();
    const shared = await world.group({ territories: ['PCA', 'THA'] });
    const whole = await world.group({ territories: everywhere });
    const codes: string[] = [];
    for (const group of [thau, thau, shared, whole]) codes.push((await world.action(group)).code);
    expect(codes).toEqual(['THA-1', 'THA-2', 'PCA-1', 'DEP-1']);
    const action = await world.action(thau);
    expect(action).toMatchObject({ code: 'THA-3', status: 'project', lastNewsAt: world.now });
    const [entry] = await entriesOf(world.db, action.id, 1);
    expect(entry).toMatchObject({ kind: 'created', toStatus: 'project' });
  });

  it('accepts an incomplete one and says what it lacks', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const pilot = await world.person({ role: 'pilot', group });
    const fields = { ...completeFields, objectives: '', audiences: [], indicators: [] };
    const created = value(
      await world.actAs(pilot, (context) => createAction(context, { group: group.code, fields })),
    );
    expect(created.missing).toEqual(['objectives', 'audiences', 'indicators']);
    expect(created.action.createdBy).toBe(pilot.id);
  });

  it('keeps its indicators in order', async () => {
    await using world = await openWorld();
    const indicators = [
      { label: 'Taux de retour', unit: 'percentage' as const },
      { label: 'Participants', unit: 'count' as const },
    ];
    const action = await world.action(await world.group(), { indicators });
    expect(await indicatorsOf(world.db, [action.id])).toMatchObject(indicators);
  });

  it.each<[string, Partial<ActionFields>, object]>([
    ['no title', { title: '' }, { field: 'title', why: 'empty' }],
    ['too long a title', { title: 'x'.repeat(121) }, { field: 'title', why: 'tooLong' }],
    ['no axis', { axes: [] }, { field: 'axes', why: 'empty' }],
    ['unknown axis', { axes: ['A9'] }, { field: 'axes', why: 'unknown' }],
    ['unknown theme', { themes: ['lune'] }, { field: 'themes', why: 'unknown' }],
    ['unknown audience', { audiences: ['chats'] }, { field: 'audiences', why: 'unknown' }],
    ['unknown structure', { structures: ['NASA'] }, { field: 'structures', why: 'unknown' }],
    ['too long a text', { means: 'x'.repeat(3001) }, { field: 'means', why: 'tooLong' }],
    ['a file number', { objectives: 'allocataire 1234567' }, { kind: 'personalData' }],
    [
      'a number in an indicator',
      { indicators: [{ label: 'matricule 1234567', unit: 'count' }] },
      { kind: 'personalData', field: 'indicators' },
    ],
  ])('refuses %s', async (_, wrong, expected) => {
    await using world = await openWorld();
    const group = await world.group();
    const fields = { ...completeFields, ...wrong };
    const result = await world.actAs(null, (context) =>
      createAction(context, { group: group.code, fields }),
    );
    expect(refusal(result)).toMatchObject(expected);
    expect(await world.db.selectFrom('action').select('id').execute()).toEqual([]);
  });

  it('is refused to who has nothing to do with the group', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const elsewhere = await world.person({ role: 'territoryReferent', territory: 'MTP' });
    const result = await world.actAs(elsewhere, (context) =>
      createAction(context, { group: group.code, fields: completeFields }),
    );
    expect(refusal(result)).toMatchObject({ kind: 'notAllowed', act: 'createAction' });
    expect((await world.journal()).at(-1)).toMatchObject({ act: 'refused', actorId: elsewhere.id });
  });
});
