import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { BrokenChain, readJournal } from '../../src/store/journal.ts';
import { openWorld } from '../support/world.ts';

describe('the journal', () => {
  it('refuses to be rewritten or erased', async () => {
    await using world = await openWorld();
    await world.group();
    const before = await world.journal();
    const update = world.db.updateTable('journal').set({ act: 'other' }).execute();
    await expect(update).rejects.toThrow('append-only');
    const erase = world.db.deleteFrom('journal').where('seq', '=', 1).execute();
    await expect(erase).rejects.toThrow('append-only');
    expect(await world.journal()).toEqual(before);
  });

  it('refuses that a row takes the place of another', async () => {
    await using world = await openWorld();
    await world.group();
    const before = await world.journal();
    const replace = sql`INSERT OR REPLACE INTO journal
      SELECT seq, at, actorId, 'other', subjectKind, subjectId, payload, previousHash, hash
      FROM journal WHERE seq = 1`.execute(world.db);
    await expect(replace).rejects.toThrow('append-only');
    expect(await world.journal()).toEqual(before);
  });

  it('is written with the act or not at all', async () => {
    await using world = await openWorld();
    const before = await world.journal();
    const failed = world.actAs(null, async (context) => {
      await context.db.insertInto('setting').values({ name: 'x', value: '1' }).execute();
      throw new Error('the disk is full');
    });
    await expect(failed).rejects.toThrow();
    expect(await world.journal()).toEqual(before);
  });

  it.each(['at', 'actorId', 'act', 'subjectKind', 'subjectId', 'payload', 'hash'])(
    'stops reading at the row whose %s was changed',
    async (column) => {
      await using world = await openWorld();
      for (let count = 0; count < 3; count += 1) await world.group();
      await sql`DROP TRIGGER journalIsNotRewritten`.execute(world.db);
      const changed = column === 'payload' ? '{}' : 'x';
      await sql`UPDATE journal SET ${sql.ref(column)} = ${changed} WHERE seq = 3`.execute(world.db);
      const read: number[] = [];
      const reading = async () => {
        for await (const { seq } of readJournal(world.db)) read.push(seq);
      };
      await expect(reading()).rejects.toThrow(BrokenChain);
      expect(read).toEqual([1, 2]);
    },
  );
});
