import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { eraseTexts } from '../../src/store/texts.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { logMeeting } from '../../src/use-cases/log-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { openWorld, value, type World } from '../support/world.ts';

/** Something of everything that is checked. */
async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  const action = await world.action(group);
  await world.actAs(pilot, async (context) => {
    const said = { action: action.code, status: 'inProgress' as const, comment: 'Lancé' };
    value(await declareUpdate(context, said));
    const blocker = { kind: 'other' as const };
    value(await declareUpdate(context, { action: action.code, blocker, comment: 'Local fermé' }));
    value(await logMeeting(context, { group: group.code, heldOn: '2027-02-01', participants: 9 }));
  });
  const until = { until: '2029-12-31', reason: 'Décision' };
  await world.actAs(null, async (context) => value(await proroguePact(context, until)));
  const rowOf = async (act: string) => (await world.journal()).find((row) => row.act === act)?.seq;
  const close = () => world[Symbol.asyncDispose]();
  return { world, group, pilot, action, rowOf, [Symbol.asyncDispose]: close };
}

const faultsOf = async (world: World) => (await verifyStore(world.db)).faults;

async function tamper(world: World, statement: string): Promise<void> {
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_master
    WHERE name IN ('journalIsNotRewritten', 'journalIsNotErased')`.execute(world.db);
  for (const { name } of rows) await sql`DROP TRIGGER ${sql.table(name)}`.execute(world.db);
  await sql.raw(statement).execute(world.db);
  for (const trigger of rows) await sql.raw(trigger.sql).execute(world.db);
}

describe('verifying a store', () => {
  it('finds nothing to say of a true one, and counts what it checked', async () => {
    await using s = await scene();
    const rows = await s.world.journal();
    expect(await verifyStore(s.world.db)).toEqual({
      ...{ journalRows: rows.length, texts: 3, erasedTexts: 0 },
      last: { seq: rows.at(-1)?.seq, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ...{ actions: 1, meetings: 1, mandates: 1, pacts: 1 },
      ...{ absences: 0, requests: 0, readings: 0, faults: [] },
    });
  });

  it.each([
    ['its author', 'authorId', `UPDATE actionEntry SET authorId = NULL WHERE kind = 'update'`],
    [
      'its instant',
      'at',
      `UPDATE actionEntry SET at = '2026-01-01T00:00:00Z' WHERE kind = 'update'`,
    ],
    [
      'its status',
      'toStatus',
      `UPDATE actionEntry SET toStatus = 'completed' WHERE kind = 'update'`,
    ],
  ])('sees an update of which somebody changed %s', async (_name, field, statement) => {
    await using s = await scene();
    await sql.raw(statement).execute(s.world.db);
    expect(await faultsOf(s.world)).toContainEqual(
      expect.objectContaining({ check: 'state', table: 'actionEntry', field }),
    );
  });

  it('sees an update taken out of the history', async () => {
    await using s = await scene();
    await sql`DELETE FROM blocker`.execute(s.world.db);
    await sql`DELETE FROM actionEntry WHERE kind = 'update'`.execute(s.world.db);
    expect(await faultsOf(s.world)).toContainEqual(
      expect.objectContaining({ table: 'actionEntry', found: 'absent' }),
    );
  });

  it('sees a protection that was dropped, and one that is not of the bot', async () => {
    await using s = await scene();
    await sql`DROP TRIGGER journalIsNotErased`.execute(s.world.db);
    await sql`CREATE TRIGGER mine AFTER INSERT ON journal BEGIN SELECT 1; END`.execute(s.world.db);
    expect(await faultsOf(s.world)).toEqual([
      { check: 'trigger', table: '', subject: 'journalIsNotErased', found: 'absent' },
      { check: 'trigger', table: '', subject: 'mine', found: 'present' },
    ]);
  });

  it('stays true when texts are erased', async () => {
    await using s = await scene();
    const ids = (await s.world.db.selectFrom('freeText').select('id').execute()).map(
      ({ id }) => id,
    );
    await s.world.actAs(null, (context) => eraseTexts(context.db, ids, context.now));
    expect(await verifyStore(s.world.db)).toMatchObject({ texts: 0, erasedTexts: 3, faults: [] });
  });

  it('names the row of the journal that was changed', async () => {
    await using s = await scene();
    const row = await s.rowOf('action.updated');
    await tamper(
      s.world,
      `UPDATE journal SET payload = replace(payload, 'inProgress', 'completed') WHERE seq = ${row}`,
    );
    expect(await faultsOf(s.world)).toEqual([
      { check: 'chain', row, table: 'journal', subject: `${row}` },
    ]);
  });

  it('names the row after one that was taken out', async () => {
    await using s = await scene();
    const row = (await s.rowOf('action.updated')) ?? 0;
    await tamper(s.world, `DELETE FROM journal WHERE seq = ${row}`);
    expect(await faultsOf(s.world)).toMatchObject([{ check: 'chain', row: row + 1 }]);
  });

  it('sees rows cut off the end', async () => {
    await using s = await scene();
    const last = (await s.world.journal()).length;
    await tamper(s.world, `DELETE FROM journal WHERE seq = ${last}`);
    const faults = await faultsOf(s.world);
    expect(faults).toContainEqual({
      check: 'journalEnd',
      row: last,
      table: 'journal',
      subject: `${last}`,
    });
    expect(faults).toContainEqual(
      expect.objectContaining({ table: 'pact', field: 'prorogations' }),
    );
  });

  it.each([
    [
      'the status of an action',
      `UPDATE action SET status = 'completed'`,
      {
        table: 'action',
        subject: 'THA-1',
        field: 'status',
        expected: 'inProgress',
        found: 'completed',
      },
    ],
    [
      'an action taken out',
      `INSERT INTO action SELECT 'new', pactId, 'THA-9', title, groupId, status, objectives, means, deliverables, axes, themes, audiences, structures, experimentation, salt, createdAt, createdBy, lastNewsAt FROM action`,
      { table: 'action', subject: 'THA-9', found: 'present', expected: 'absent' },
    ],
    [
      'a blocker lifted',
      `UPDATE blocker SET liftedAt = '2027-03-01T10:00:00Z'`,
      { table: 'blocker', found: 'absent' },
    ],
    [
      'the participants of a meeting',
      `UPDATE meeting SET participants = 900`,
      { table: 'meeting', field: 'participants', expected: '9', found: '900' },
    ],
    [
      'a meeting cancelled',
      `UPDATE meeting SET state = 'cancelled'`,
      { table: 'meeting', field: 'state', expected: 'held', found: 'cancelled' },
    ],
    [
      'the end of a mandate',
      `UPDATE mandate SET endsOn = '2030-01-01'`,
      { table: 'mandate', field: 'endsOn' },
    ],
    [
      'a mandate given to another',
      `UPDATE mandate SET personId = NULL`,
      { table: 'mandate', field: 'personId' },
    ],
    [
      'a prorogation',
      `UPDATE prorogation SET until = '2031-12-31'`,
      { table: 'pact', field: 'prorogations', expected: '2029-12-31', found: '2031-12-31' },
    ],
    [
      'a pact closed',
      `UPDATE pact SET closedAt = '2027-03-01T10:00:00Z'`,
      { table: 'pact', field: 'closedAt' },
    ],
  ])('finds %s, with the row that says otherwise', async (_, statement, expected) => {
    await using s = await scene();
    await sql.raw(statement).execute(s.world.db);
    const faults = await faultsOf(s.world);
    expect(faults).toContainEqual(expect.objectContaining({ check: 'state', ...expected }));
    const known = faults.filter(({ found }) => found !== 'present');
    for (const { check, row, table } of known)
      if (check === 'state' && table !== 'blocker') expect(row).toEqual(expect.any(Number));
  });

  it('finds a text that was changed, by its row', async () => {
    await using s = await scene();
    await sql`UPDATE freeText SET body = 'Terminé' WHERE body = 'Lancé'`.execute(s.world.db);
    expect(await faultsOf(s.world)).toMatchObject([
      { check: 'text', row: await s.rowOf('action.updated') },
    ]);
  });

  it('finds two texts that changed places', async () => {
    await using s = await scene();
    const entries = await s.world.db
      .selectFrom('actionEntry')
      .select(['id', 'textId'])
      .where('textId', 'is not', null)
      .execute();
    const [one, two] = entries;
    for (const [entry, text] of [
      [one, two],
      [two, one],
    ] as const)
      await sql`UPDATE actionEntry SET textId = ${text?.textId} WHERE id = ${entry?.id}`.execute(
        s.world.db,
      );
    const faults = await faultsOf(s.world);
    expect(faults.map(({ check }) => check)).toEqual(['text', 'text']);
  });

  it('finds a text that the journal never heard of', async () => {
    await using s = await scene();
    await sql`INSERT INTO freeText VALUES ('t', 'Ajouté', 'salt', NULL, '2027-03-01T09:00:00Z', NULL)`.execute(
      s.world.db,
    );
    expect(await faultsOf(s.world)).toEqual([{ check: 'text', table: 'freeText', subject: 't' }]);
  });

  it('finds the wording of an action that was changed', async () => {
    await using s = await scene();
    await sql`UPDATE action SET objectives = 'Autre chose'`.execute(s.world.db);
    expect(await faultsOf(s.world)).toMatchObject([
      { check: 'text', table: 'action', subject: 'THA-1' },
    ]);
  });

  it.each([
    [
      'action',
      `UPDATE action SET axes = '["A9"]'`,
      { field: 'axes', found: 'A9', subject: 'THA-1' },
    ],
    [
      'workingGroup',
      `UPDATE workingGroup SET territories = '["XYZ"]'`,
      { field: 'territories', found: 'XYZ' },
    ],
    ['mandate', `UPDATE mandate SET territory = 'XYZ'`, { field: 'territory', found: 'XYZ' }],
  ])('finds a code of %s that is not of the pact', async (table, statement, expected) => {
    await using s = await scene();
    await sql.raw(statement).execute(s.world.db);
    expect(await faultsOf(s.world)).toContainEqual(
      expect.objectContaining({ check: 'reference', table, ...expected }),
    );
  });

  it('finds a foreign key that leads nowhere', async () => {
    await using s = await scene();
    await sql`PRAGMA foreign_keys = OFF`.execute(s.world.db);
    await sql`UPDATE action SET groupId = 'nowhere'`.execute(s.world.db);
    expect(await faultsOf(s.world)).toContainEqual(
      expect.objectContaining({ check: 'reference', table: 'action', expected: 'workingGroup' }),
    );
  });
});
