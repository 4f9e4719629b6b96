import { describe, expect, it } from 'vitest';
import { listMandates } from '../../src/store/mandates.ts';
import { findPersonByEmail } from '../../src/store/people.ts';
import { listStructures } from '../../src/store/structures.ts';
import type { Context } from '../../src/use-cases/context.ts';
import { applyPeopleImport, planPeopleImport } from '../../src/use-cases/import-people.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { openWorld, pactFile, refusal, value, type World } from '../support/world.ts';

const heading =
  'Nom;Prénom;Adresse e-mail;Structure;Titre;Rôle;Territoire;Groupe;Début;Fin;Messagerie;Catégorie;Signataire;Alias';
const line = (...cells: string[]) => [...cells, ...Array(14 - cells.length).fill('')].join(';');
const officer = line(
  'Vidal',
  'Claire',
  'claire.vidal@exemple.fr',
  'DEPARTEMENT',
  '',
  'Chargée de mission',
);
const inClasp = line('Petit', 'Luc', 'luc@exemple.fr', 'CLASP', '', 'Référent');

function file(...lines: string[]): Uint8Array {
  return new TextEncoder().encode([heading, ...lines].join('\n'));
}

async function everyRow(world: World): Promise<string> {
  const tables = ['person', 'mandate', 'structure', 'signatory', 'journal'] as const;
  const rows = await Promise.all(
    tables.map((table) => world.db.selectFrom(table).selectAll().execute()),
  );
  return JSON.stringify(rows);
}

const apply = (world: World, ...lines: string[]) =>
  world.actAs(null, (context) => applyPeopleImport(context, file(...lines), 'personnes.csv'));
const plan = (world: World, ...lines: string[]) =>
  world.actAs(null, (context) => planPeopleImport(context, file(...lines), 'personnes.csv'));

describe('an import of people', () => {
  it('says what it would change, and writes nothing before it is applied', async () => {
    await using world = await openWorld();
    const before = await everyRow(world);
    const planned = value(await plan(world, officer));
    expect(planned).toMatchObject({
      ok: true,
      changes: [
        "Ligne 2\u00a0: nouvelle personne, Claire Vidal (claire.vidal@exemple.fr), Département de l'Hérault.",
        'Ligne 2\u00a0: Claire Vidal devient chargée de mission PTI, à partir du 01/03/2027.',
      ],
      kept: 'Aucun autre mandat n’est en cours.',
    });
    expect(await everyRow(world)).toBe(before);
  });

  it('gives the first chargée de mission her rights', async () => {
    await using world = await openWorld();
    value(await apply(world, officer));
    const claire = await findPersonByEmail(world.db, 'claire.vidal@exemple.fr');
    if (!claire) throw new Error('Claire was not imported');
    const result = await world.actAs(claire, (context: Context) =>
      planPeopleImport(context, file(inClasp), 'personnes.csv'),
    );
    expect(result.ok).toBe(true);
    expect((await world.journal()).map((row) => row.act)).toContain('person.registered');
  });

  it('changes nothing the second time', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const pilot = line('Petit', 'Luc', 'luc@exemple.fr', 'CAF', '', 'Pilote', '', group.code);
    value(await apply(world, officer, pilot));
    const before = await everyRow(world);
    const again = value(await apply(world, officer, pilot));
    expect(again).toMatchObject({ ok: true, changes: [], unchanged: 2 });
    expect(await everyRow(world)).toBe(before);
  });

  it('is refused whole when one line is wrong', async () => {
    await using world = await openWorld();
    const before = await everyRow(world);
    const wrong = line('Petit', 'Luc', 'luc@exemple.fr', 'Inconnue', '', 'Référent');
    const result = value(await apply(world, officer, wrong));
    expect(result).toMatchObject({ ok: false, errors: [expect.stringContaining('Ligne 3')] });
    expect(await everyRow(world)).toBe(before);
  });

  it('leaves nothing when the transaction that holds it fails', async () => {
    await using world = await openWorld();
    const before = await everyRow(world);
    const failed = world.actAs(null, async (context) => {
      value(await applyPeopleImport(context, file(officer), 'personnes.csv'));
      throw new Error('the disk is full');
    });
    await expect(failed).rejects.toThrow('the disk is full');
    expect(await everyRow(world)).toBe(before);
  });

  it('adds structures and names that survive a reload of the pact file', async () => {
    await using world = await openWorld();
    const added = line(
      'Petit',
      'Luc',
      'luc@exemple.fr',
      'CLASP',
      '',
      'Référent',
      '',
      '',
      '',
      '',
      '',
      'association',
      'oui',
      'Clasp 34',
    );
    const alias = line(
      'Roy',
      'Anne',
      'anne@exemple.fr',
      'CAF',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      'oui',
      'Caisse des familles',
    );
    value(await apply(world, added, alias));
    const { pact, hash } = pactFile();
    const { retired } = await world.actAs(null, (context) =>
      loadPact(context, { definition: pact, hash: `${hash}x`, current: true }),
    );
    expect(retired).toEqual([]);
    const { structures } = (await world.pact()).definition;
    const find = (code: string) => structures.find((structure) => structure.code === code);
    expect(find('clasp')).toMatchObject({ signatory: true, aliases: ['Clasp 34'] });
    expect(find('clasp')).not.toHaveProperty('retiredOn');
    expect(find('CAF')).toMatchObject({ signatory: true });
    expect(find('CAF')?.aliases).toContain('Caisse des familles');
    const stored = (await listStructures(world.db)).find(({ code }) => code === 'clasp');
    expect(stored?.origin).toBe('import');
  });

  it('changes a person and the end of a mandate, journaled without any name', async () => {
    await using world = await openWorld();
    value(await apply(world, officer));
    const ending = officer
      .replace('Vidal;', 'Vidal-Roux;')
      .replace('DEPARTEMENT;;', 'DEPARTEMENT;Directrice;')
      .replace('Chargée de mission;;;;', 'Chargée de mission;;;;31/12/2027');
    value(await apply(world, ending));
    expect(await findPersonByEmail(world.db, 'claire.vidal@exemple.fr')).toMatchObject({
      lastName: 'Vidal-Roux',
      title: 'Directrice',
    });
    const [mandate] = await listMandates(world.db, 'herault-2022-2025');
    expect(mandate?.endsOn).toBe('2027-12-31');
    const rows = JSON.stringify(await world.journal());
    expect(rows).toContain('person.changed');
    expect(rows).not.toMatch(/Vidal|Claire|Directrice|exemple\.fr/);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('warns when a pilot and a co-pilot come from one structure', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const pilots = [
      line('Petit', 'Luc', 'luc@exemple.fr', 'CAF', '', 'Pilote', '', group.code),
      line('Roy', 'Anne', 'anne@exemple.fr', 'CAF', '', 'Co-pilote', '', group.code),
    ];
    const planned = value(await plan(world, ...pilots));
    expect(planned).toMatchObject({ notices: [expect.stringContaining('même structure')] });
    const apart = pilots.map((pilot, index) => (index === 1 ? pilot.replace('CAF', 'MSA') : pilot));
    expect(value(await plan(world, ...apart))).toMatchObject({ notices: [] });
  });

  it('reads the platforms it was told of, and no other', async () => {
    await using world = await openWorld();
    const prefers = line('Petit', 'Luc', 'luc@exemple.fr', 'CAF', '', '', '', '', '', '', 'Tchap');
    expect(value(await plan(world, prefers)).ok).toBe(false);
    await world.actAs(null, async (context) => {
      const platforms = [{ code: 'tchap', label: 'Tchap', aliases: [] }];
      value(await applyPeopleImport({ ...context, platforms }, file(prefers), 'p.csv'));
    });
    expect(await findPersonByEmail(world.db, 'luc@exemple.fr')).toMatchObject({ prefers: 'tchap' });
  });

  it('is refused to whoever may not manage people, on the record', async () => {
    await using world = await openWorld();
    const luc = await world.person({ role: 'referent' });
    const result = await world.actAs(luc, (context) =>
      applyPeopleImport(context, file(officer), 'personnes.csv'),
    );
    expect(refusal(result)).toMatchObject({ kind: 'notAllowed', act: 'managePeople' });
    expect(await findPersonByEmail(world.db, 'claire.vidal@exemple.fr')).toBeUndefined();
    expect((await world.journal()).at(-1)).toMatchObject({ act: 'refused', actorId: luc.id });
  });
});
