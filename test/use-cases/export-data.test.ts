import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/files/csv-writer.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { type ExportedFile, exportData, exportPerson } from '../../src/use-cases/export-data.ts';
import { logMeeting } from '../../src/use-cases/log-meeting.ts';
import { openWorld, value } from '../support/world.ts';

function table(files: readonly ExportedFile[], name: string): readonly Record<string, string>[] {
  const file = files.find((other) => other.name === name);
  if (!file) throw new Error(`${name} is not exported`);
  return parse(file.content, { bom: true, delimiter: ';', columns: true });
}

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({
    lastName: 'Vidal',
    email: 'v@exemple.fr',
    role: 'pilot',
    group,
  });
  const other = await world.person({ lastName: 'Petit', role: 'coPilot', group, structure: 'CAF' });
  const action = await world.action(group, { title: '=1+1' });
  const say = (who: typeof pilot, comment: string) =>
    world.actAs(who, async (context) =>
      value(await declareUpdate(context, { action: action.code, status: 'inProgress', comment })),
    );
  await say(pilot, 'De Vidal;\n"suite"');
  await say(other, 'De Petit');
  const meeting = { group: group.code, heldOn: '2027-02-01', participants: 9 };
  await world.actAs(pilot, async (context) => value(await logMeeting(context, meeting)));
  const close = () => world[Symbol.asyncDispose]();
  return { world, [Symbol.asyncDispose]: close };
}

describe('exporting everything', () => {
  it('gives a reader each table, with names rather than ids', async () => {
    await using s = await scene();
    const files = await exportData(s.world.db);
    expect(table(files, 'actions.csv')).toMatchObject([
      {
        ...{ Code: 'THA-1', Titre: "'=1+1", Groupe: 'THA-G1', Statut: 'en cours' },
        ...{ Thèmes: 'Mobilité et motilité', Expérimentation: 'non', Indicateurs: 'Participants' },
      },
    ]);
    const history = table(files, 'historique.csv');
    expect(history.map((row) => row.Texte)).toEqual(['', 'De Vidal;\n"suite"', 'De Petit']);
    expect(history[1]).toMatchObject({
      Par: 'Camille Vidal',
      De: 'au stade du projet',
      À: 'en cours',
    });
    expect(table(files, 'groupes.csv')).toMatchObject([{ Territoires: 'Étang de Thau' }]);
    expect(table(files, 'reunions.csv')).toMatchObject([
      { 'Tenue le': '2027-02-01', Participants: '9' },
    ]);
    expect(table(files, 'mandats.csv')).toMatchObject([{ Rôle: 'pilote', Groupe: 'THA-G1' }, {}]);
    expect(table(files, 'structures.csv').some((row) => row.Code === 'CAF')).toBe(true);
    expect(table(files, 'pactes.csv')).toMatchObject([{ 'En cours': 'oui', 'Clos le': '' }]);
    expect(table(files, 'journal.csv')).toHaveLength((await s.world.journal()).length);
    expect(table(files, 'personnes.csv').map((row) => row.Nom)).toEqual(['Petit', 'Vidal']);
  });
});

describe('exporting one person', () => {
  it('gives all that concerns them and nothing of others', async () => {
    await using s = await scene();
    const files = (await exportPerson(s.world.db, 'V@exemple.fr')) ?? [];
    expect(table(files, 'identite.csv')).toMatchObject([{ Nom: 'Vidal', Structure: 'FT' }]);
    expect(table(files, 'textes.csv').map((row) => row.Texte)).toEqual(['De Vidal;\n"suite"']);
    expect(table(files, 'historique.csv')).toHaveLength(1);
    expect(table(files, 'reunions.csv')).toHaveLength(1);
    expect(table(files, 'mandats.csv')).toMatchObject([{ Rôle: 'pilote' }]);
    expect(table(files, 'journal.csv').map((row) => row.Acte)).toContain('mandate.given');
    expect(files.map(({ content }) => content).join('')).not.toContain('Petit');
  });

  it('knows nobody by another address', async () => {
    await using s = await scene();
    expect(await exportPerson(s.world.db, 'x@exemple.fr')).toBeUndefined();
  });
});

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['\n=1+1', '"\'\n=1+1"'],
    ['＝1+1', "'＝1+1"],
    ['+33 4', "'+33 4"],
    ['-2', "'-2"],
    ['@SOMME(A1)', "'@SOMME(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['a;b', '"a;b"'],
    ['dit «\u00a0"oui"\u00a0»', '"dit «\u00a0""oui""\u00a0»"'],
    ['a = b', 'a = b'],
  ])('%j is written %j', (text, written) => {
    expect(writeCsv(['A'], [[text]])).toBe(`\uFEFFA\r\n${written}\r\n`);
  });

  it('keeps numbers, says yes and no, and leaves what is not there empty', () => {
    expect(writeCsv(['A', 'B', 'C'], [[-2, true, null]])).toBe('\uFEFFA;B;C\r\n-2;oui;\r\n');
  });
});
