/** What is kept of indicators: verification, export, erasure. */
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { applyRetention } from '../../../src/use-cases/apply-retention.ts';
import { closePact } from '../../../src/use-cases/close-pact.ts';
import { exportData, exportPerson } from '../../../src/use-cases/export-data.ts';
import { decideCampaign } from '../../../src/use-cases/indicators/manage-campaign.ts';
import { markGoodPractice } from '../../../src/use-cases/indicators/mark-good-practice.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import {
  everything,
  type IndicatorScene,
  indicatorScene,
  year,
} from '../../support/indicator-scene.ts';
import { value } from '../../support/world.ts';

/** Something of everything that is kept. */
async function lived(): Promise<IndicatorScene> {
  const s = await indicatorScene({ circuits: false });
  value(await s.record(s.pilot, [{ kind: 'notApplicable', reason: 'Pas de véhicule' }]));
  s.world.later({ minutes: 1 });
  value(await s.record(s.pilot, everything));
  value(await s.submit(s.pilot));
  await s.world.actAs(s.officer, async (context) => {
    value(await decideCampaign(context, { year, open: false }));
    value(await markGoodPractice(context, { action: s.action.code, marked: true, text: 'Simple' }));
  });
  return s;
}

const faults = async (s: IndicatorScene) => (await verifyStore(s.world.db)).faults;

describe('verifying what is kept of indicators', () => {
  it('finds nothing to say of what was done', async () => {
    await using s = await lived();
    expect(await verifyStore(s.world.db)).toMatchObject({ readings: 4, faults: [] });
  });

  it.each([
    ['a target', 'UPDATE actionIndicator SET target = 61 WHERE target = 60', 'indicator', 'target'],
    ['a state', `UPDATE evaluation SET state = 'submitted'`, 'evaluation', 'state'],
    ['a campaign', 'UPDATE campaign SET closedAt = startedAt', 'campaign', 'closedAt'],
  ])('sees that %s was changed behind its back', async (_, statement, table, field) => {
    await using s = await lived();
    const changed = statement.replace('startedAt', `'2027-01-01T00:00:00.000Z'`);
    await sql.raw(changed).execute(s.world.db);
    expect(await faults(s)).toMatchObject([{ check: 'state', table, field }]);
  });

  it('sees a value that was changed, or a reading that nobody said', async () => {
    await using s = await lived();
    await sql`DROP TRIGGER readingIsNotRewritten`.execute(s.world.db);
    await sql`UPDATE indicatorReading SET value = 99 WHERE value = 39`.execute(s.world.db);
    await sql`INSERT INTO indicatorReading SELECT 'forged', actionId, indicatorId, 2026, '2026',
      1, NULL, 0, at, authorId, NULL FROM indicatorReading LIMIT 1`.execute(s.world.db);
    expect(await faults(s)).toMatchObject([
      { check: 'trigger', subject: 'readingIsNotRewritten', found: 'absent' },
      { table: 'reading', field: 'value', expected: '39', found: '99' },
      { table: 'reading', found: 'present' },
    ]);
  });
});

describe('taking it away', () => {
  const tableOf = async (files: readonly { name: string; content: string }[], name: string) => {
    const content = files.find((one) => one.name === `${name}.csv`)?.content ?? '';
    return parse(content, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
  };

  it('gives targets, every reading, evaluations, campaigns and good practice', async () => {
    await using s = await lived();
    const files = await exportData(s.world.db);
    expect(await tableOf(files, 'indicateurs')).toMatchObject([
      { Indicateur: 'Personnes transportées', Unité: 'nombre', Objectif: '60' },
      { Unité: 'pourcentage', Objectif: '40' },
      { Unité: 'texte', Famille: 'partenariat' },
    ]);
    const readings = await tableOf(files, 'releves');
    expect(readings).toHaveLength(4);
    expect(readings[0]).toMatchObject({ Texte: 'Pas de véhicule', 'Sans objet': 'oui' });
    expect(readings[0]?.['Remplacé le']).not.toBe('');
    expect(readings.map((one) => Number(one.Valeur?.replace(',', '.')))).toContain(39.5);
    expect(await tableOf(files, 'evaluations')).toMatchObject([
      { Groupe: s.group.code, Année: '2027', État: 'acceptée' },
    ]);
    expect(await tableOf(files, 'campagnes')).toMatchObject([{ Année: '2027' }]);
    expect(await tableOf(files, 'bonnes-pratiques')).toMatchObject([{ Texte: 'Simple' }]);
  });

  it('gives a person what they said and sent, and nothing of others', async () => {
    await using s = await lived();
    const mine = (await exportPerson(s.world.db, s.pilot.email ?? '')) ?? [];
    expect(await tableOf(mine, 'releves')).toHaveLength(4);
    expect(await tableOf(mine, 'evaluations')).toHaveLength(1);
    expect(await tableOf(mine, 'bonnes-pratiques')).toHaveLength(0);
    const hers = (await exportPerson(s.world.db, s.officer.email ?? '')) ?? [];
    expect(await tableOf(hers, 'releves')).toHaveLength(0);
    expect(await tableOf(hers, 'bonnes-pratiques')).toHaveLength(1);
  });
});

it('erases words and reasons with the other texts of a closed pact, and stays true', async () => {
  await using s = await lived();
  s.world.now = '2029-01-10T09:00:00.000Z';
  value(await s.world.actAs(null, (context) => closePact(context)));
  expect(await applyRetention(s.world.db, '2034-01-12T09:00:00.000Z')).toMatchObject({ texts: 3 });
  expect(await verifyStore(s.world.db)).toMatchObject({ texts: 0, erasedTexts: 3, faults: [] });
});
