import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { applyRetention } from '../../../src/use-cases/apply-retention.ts';
import { exportData, exportPerson } from '../../../src/use-cases/export-data.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import { digestScene, nineMonthsBefore } from '../../support/digest-scene.ts';

it('keeps what was recalled for ever, and for a year where its messages went', async () => {
  await using s = await digestScene();
  const { db } = s.world;
  await s.reminding.tick(nineMonthsBefore);
  const count = async (table: 'copy' | 'reminder' | 'outbox') =>
    (await db.selectFrom(table).selectAll().execute()).length;
  const kept = await count('reminder');
  await applyRetention(db, '2028-03-30T08:00:00.000Z');
  expect(await count('copy')).toBeGreaterThan(0);
  await applyRetention(db, '2028-04-01T08:00:00.000Z');
  expect([await count('copy'), await count('outbox')]).toEqual([0, 0]);
  expect(await count('reminder')).toBe(kept);
  // Nothing of it is told again for all that.
  s.reminding.restart();
  const before = s.reminding.posted.length;
  await s.reminding.tick('2027-03-31T09:00:00.000Z');
  expect(s.reminding.posted).toHaveLength(before);
});

it('gives it away with everything else, and with what concerns one person', async () => {
  await using s = await digestScene();
  await s.reminding.tick(nineMonthsBefore);
  for (const files of [
    await exportData(s.world.db),
    (await exportPerson(s.world.db, s.nadia.email ?? '')) ?? [],
  ]) {
    const file = files.find(({ name }) => name === 'rappels.csv');
    const rows: readonly Record<string, string>[] = parse(file?.content ?? '', {
      ...{ bom: true, delimiter: ';', columns: true },
    });
    expect(rows.find((row) => row.Destinataire === 'Nadia Benali')).toMatchObject({
      ...{ Nature: 'comité local', Objet: 'THA', Étape: 'M-9', 'Prévu le': '2027-03-31' },
    });
  }
  expect((await verifyStore(s.world.db)).faults).toEqual([]);
});
