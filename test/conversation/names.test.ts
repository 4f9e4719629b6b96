import { expect, it } from 'vitest';
import { createNameBook } from '../../src/conversation/names.ts';
import type { Tx } from '../../src/store/database.ts';
import { touchNames } from '../../src/store/names.ts';
import { openWorld } from '../support/world.ts';

it('forgets the names that were read in a transaction that was undone', async () => {
  await using world = await openWorld();
  const action = await world.action(await world.group());
  const book = createNameBook();
  const rename = async (tx: Tx, title: string) => {
    await tx.updateTable('action').set({ title }).where('id', '=', action.id).execute();
    await touchNames(tx);
    return (await book.read(tx)).actionsById.get(action.id)?.title;
  };
  const undone = world.actAs(null, async ({ db }) => {
    expect(await rename(db, 'Annulé')).toBe('Annulé');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await world.actAs(null, ({ db }) => rename(db, 'Gardé'))).toBe('Gardé');
  expect((await book.read(world.db)).actionsById.get(action.id)?.title).toBe('Gardé');
});
