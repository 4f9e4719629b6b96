import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { ImportError, ImportedPerson } from '../../src/domain/import-plan.ts';
import { maxImportRows, readPeopleFile } from '../../src/files/people-file.ts';
import type { PeopleNames } from '../../src/files/people-names.ts';

const named = (code: string, label: string, ...aliases: string[]) => ({ code, label, aliases });

const names: PeopleNames = {
  structures: [
    { ...named('departement', "Département de l'Hérault", 'CD34'), category: 'department' },
    { ...named('france-travail', 'France Travail', 'Pôle emploi') },
    { ...named('mlij', 'Mission locale du Centre Hérault') },
  ],
  territories: [
    { ...named('thau', 'Bassin de Thau', 'Thau'), prefix: 'THA' },
    { ...named('pic', 'Pic Saint-Loup'), prefix: 'PIC' },
  ],
  roles: [named('oversight', 'Direction de l’insertion', 'supervision')],
  groups: [named('G-THA-1', 'Mobilité à Thau')],
  platforms: [named('slack', 'Slack'), named('teams', 'Teams')],
};

const heading =
  'Nom;Prénom;Adresse e-mail;Structure;Titre;Rôle;Territoire;Groupe;Début;Fin;Messagerie;Catégorie;Signataire;Alias';
const bytes = (text: string) => new TextEncoder().encode(text);

/** One line of people, `fields` over a faultless one, in the order of the heading. */
function line(fields: Record<string, string> = {}): string {
  const plain: Record<string, string> = {
    Nom: 'Durand',
    Prénom: 'Anne',
    'Adresse e-mail': 'anne.durand@exemple.fr',
    Structure: 'France Travail',
  };
  return heading
    .split(';')
    .map((column) => fields[column] ?? plain[column] ?? '')
    .join(';');
}

async function accepted(text: string | Uint8Array, fileName = 'personnes.csv') {
  const file = await readPeopleFile(typeof text === 'string' ? bytes(text) : text, fileName, names);
  if (!file.ok) throw new Error(file.errors.map((error) => error.sentence).join('\n'));
  return file;
}

async function refused(
  text: string | Uint8Array,
  fileName = 'personnes.csv',
): Promise<readonly ImportError[]> {
  const file = await readPeopleFile(typeof text === 'string' ? bytes(text) : text, fileName, names);
  if (file.ok) throw new Error('The file was accepted.');
  return file.errors;
}

async function person(fields: Record<string, string>): Promise<ImportedPerson> {
  const { entries } = await accepted(`${heading}\n${line(fields)}`);
  const found = entries.find((entry) => entry.kind === 'person');
  if (found?.kind !== 'person') throw new Error('No person.');
  return found;
}

describe('the formats', () => {
  const content = 'Nom;Prénom;Courriel;Structure\nLefèvre;Zoé;zoe.lefevre@exemple.fr;Pôle emploi\n';
  const zoe = { lastName: 'Lefèvre', firstName: 'Zoé', structure: 'france-travail' };

  it.each([
    ['UTF-8', bytes(content)],
    ['UTF-8 with BOM', bytes(`\ufeff${content}`)],
    ['CRLF', bytes(content.replaceAll('\n', '\r\n'))],
    ['commas', bytes(content.replaceAll(';', ','))],
    ['tabs', bytes(content.replaceAll(';', '\t'))],
    ['Windows-1252', Uint8Array.from(Buffer.from(content, 'latin1'))],
    ['UTF-16', Uint8Array.from(Buffer.from(`\ufeff${content}`, 'utf16le'))],
  ])('reads CSV: %s', async (_name, file) => {
    expect((await accepted(file)).entries).toMatchObject([{ ...zoe, at: { line: 2 } }]);
  });

  it('reads a workbook: dates, several sheets, line numbers after blank lines', async () => {
    const file = await writeXlsxFile([
      { sheet: 'Lisez-moi', data: [[{ value: 'Un mot d’explication' }]] },
      {
        sheet: 'Personnes',
        data: [
          [{ value: 'Personnes du pacte' }],
          ['Prénom', 'NOM', 'Structure', 'E-mail', 'Rôle', 'Début', 'Téléphone'].map((value) => ({
            value,
          })),
          [null],
          [
            { value: 'Zoé' },
            { value: 'Lefèvre' },
            { value: 'CCAS de Sète' },
            { value: 'Zoe.Lefevre@exemple.fr' },
            { value: 'Référente' },
            { value: new Date('2027-03-01'), format: 'dd/mm/yyyy' },
            { value: '04 67 00 00 00' },
          ],
        ],
      },
      {
        sheet: 'Structures',
        data: [
          ['Structure', 'Catégorie', 'Signataire', 'Alias'].map((value) => ({ value })),
          [{ value: 'CCAS de Sète' }, { value: 'ccas' }, { value: true }, { value: 'Sète' }],
        ],
      },
    ]).toBuffer();
    const { entries, ignoredColumns } = await accepted(file, 'personnes.xlsx');
    expect(ignoredColumns).toEqual(['Téléphone']);
    expect(entries).toEqual([
      {
        kind: 'structure',
        at: { line: 2, sheet: 'Structures' },
        code: 'ccas-de-sete',
        label: 'CCAS de Sète',
        category: 'ccas',
        signatory: true,
        aliases: ['Sète'],
      },
      {
        kind: 'person',
        at: { line: 4, sheet: 'Personnes' },
        lastName: 'Lefèvre',
        firstName: 'Zoé',
        email: 'zoe.lefevre@exemple.fr',
        structure: 'ccas-de-sete',
        mandate: {
          role: 'referent',
          namedRole: null,
          structure: 'ccas-de-sete',
          territory: null,
          group: null,
          startsOn: '2027-03-01',
        },
      },
    ]);
  });

  it('keeps the line number where a record with a line break begins', async () => {
    const text = `${heading}\n\n${line({ Titre: '"Chargé\nd’études"' })}\n${line({ Structure: 'Inconnue' })}`;
    expect(await refused(text)).toMatchObject([{ line: 5, column: 'Structure' }]);
  });

  it('takes formulas and HTML as words', async () => {
    const found = await person({ Titre: '=HYPERLINK("x") <b>Chef</b>' });
    expect(found.title).toBe('=HYPERLINK("x") <b>Chef</b>');
  });

  it('reads the template that comes with the documentation', async () => {
    const template = await readFile(new URL('../../docs/modele-import.csv', import.meta.url));
    const { entries, ignoredColumns } = await accepted(template, 'modele-import.csv');
    expect(ignoredColumns).toEqual([]);
    expect(entries.map((entry) => entry.kind)).toEqual(['structure', 'person', 'person', 'person']);
  });
});

describe('what a line means', () => {
  it.each([
    ['Référent', {}, { role: 'referent' }],
    ['référente PTI', {}, { role: 'referent' }],
    ['Référent·e', {}, { role: 'referent' }],
    ['Référent(e)', { Territoire: 'THAU' }, { role: 'referent', territory: 'thau' }],
    [
      'référente du Département',
      { Territoire: 'PIC ST LOUP' },
      { role: 'territoryReferent', territory: 'pic' },
    ],
    [
      'Référent·e de territoire',
      { Territoire: 'THA' },
      { role: 'territoryReferent', territory: 'thau' },
    ],
    ['pilote', { Groupe: 'g-tha-1' }, { role: 'pilot', group: 'G-THA-1' }],
    ['Co-Pilote', { Groupe: 'Mobilité à Thau' }, { role: 'coPilot', group: 'G-THA-1' }],
    ['chargée de mission', {}, { role: 'programmeOfficer' }],
    ['Chargé·e de mission PTI', {}, { role: 'programmeOfficer' }],
    ['Vice-Présidente', {}, { role: 'electedOfficial' }],
    ['Élu·e', {}, { role: 'electedOfficial' }],
    ['Supervision', {}, { role: 'named', namedRole: 'oversight' }],
  ])('role «%s» %j', async (role, fields, expected) => {
    const found = await person({ Rôle: role, ...fields });
    expect(found.mandate).toMatchObject({ structure: 'france-travail', ...expected });
  });

  it.each([
    ['01/09/2027', '2027-09-01'],
    ['1.9.2027', '2027-09-01'],
    ['2027-09-01', '2027-09-01'],
  ])('date «%s»', async (text, day) => {
    expect((await person({ Rôle: 'Référent', Début: text })).mandate?.startsOn).toBe(day);
  });

  it.each([
    ['Slack', 'slack'],
    ['TEAMS', 'teams'],
    ['les deux', null],
    ['', undefined],
  ])('preference «%s»', async (text, expected) => {
    expect((await person({ Messagerie: text })).prefers).toBe(expected);
  });

  it('gives several mandates to one person by several lines', async () => {
    const text = [heading, line({ Rôle: 'Référent' }), line({ Rôle: 'Pilote', Groupe: 'G-THA-1' })];
    const { entries } = await accepted(text.join('\n'));
    expect(entries).toMatchObject([
      { mandate: { role: 'referent' } },
      { mandate: { role: 'pilot' } },
    ]);
  });

  it('adds a structure once, and finds it by its alias afterwards', async () => {
    const text = [
      heading,
      line({ Structure: 'PLIE de Thau', Catégorie: 'PLIE', Alias: 'PLIE Thau' }),
      line({ Structure: 'plie thau', 'Adresse e-mail': 'b@exemple.fr', Prénom: 'Luc' }),
    ];
    const { entries } = await accepted(text.join('\n'));
    expect(entries).toMatchObject([
      { kind: 'structure', code: 'plie-de-thau', category: 'plie', aliases: ['PLIE Thau'] },
      { kind: 'person', structure: 'plie-de-thau' },
      { kind: 'person', structure: 'plie-de-thau' },
    ]);
  });
});

describe('each error names its line, its column and the remedy', () => {
  it.each<[string, Record<string, string>, string, RegExp]>([
    ['no name', { Nom: '' }, 'Nom', /^Indiquez le nom/],
    ['no first name', { Prénom: ' \u00a0 ' }, 'Prénom', /^Indiquez le prénom/],
    ['no address', { 'Adresse e-mail': '' }, 'Adresse e-mail', /^Indiquez l’adresse/],
    [
      'bad address',
      { 'Adresse e-mail': 'anne@' },
      'Adresse e-mail',
      /«\u00a0anne@\u00a0» n’est pas valable/,
    ],
    ['no structure', { Structure: '' }, 'Structure', /^Indiquez la structure/],
    [
      'unknown structure',
      { Structure: 'France Travial' },
      'Structure',
      /Vouliez-vous dire «\u00a0France Travail\u00a0»\u202f\?.*Catégorie/,
    ],
    [
      'beginning of a structure',
      { Structure: 'Mission locale' },
      'Structure',
      /«\u00a0Mission locale du Centre Hérault\u00a0»/,
    ],
    [
      'unknown category',
      { Structure: 'X', Catégorie: 'asso' },
      'Catégorie',
      /«\u00a0association\u00a0»/,
    ],
    [
      'signatory',
      { Structure: 'X', Catégorie: 'CCAS', Signataire: 'peut-être' },
      'Signataire',
      /«\u00a0oui\u00a0» ou «\u00a0non\u00a0»/,
    ],
    [
      'taken alias',
      { Structure: 'X', Catégorie: 'CCAS', Alias: 'CD34' },
      'Alias',
      /désigne déjà «\u00a0Département/,
    ],
    ['unknown role', { Rôle: 'Pilotte' }, 'Rôle', /Vouliez-vous dire «\u00a0pilote\u00a0»/],
    [
      'unknown territory',
      { Rôle: 'Référent', Territoire: 'Bassin de Taux' },
      'Territoire',
      /«\u00a0Bassin de Thau\u00a0»/,
    ],
    [
      'unknown group',
      { Rôle: 'Pilote', Groupe: 'G-THA-9' },
      'Groupe',
      /«\u00a0Mobilité à Thau\u00a0».*admin nouveau groupe/,
    ],
    ['pilot without group', { Rôle: 'Pilote' }, 'Groupe', /^Indiquez le groupe/],
    [
      'group without pilot',
      { Rôle: 'Référent', Groupe: 'G-THA-1' },
      'Groupe',
      /Videz cette cellule/,
    ],
    ['no territory', { Rôle: 'Référent du Département' }, 'Territoire', /^Indiquez le territoire/],
    [
      'ambiguous referent',
      { Structure: 'CD34', Rôle: 'Référent', Territoire: 'Thau' },
      'Rôle',
      /référent du Département/,
    ],
    ['dates without role', { Début: '01/09/2027' }, 'Rôle', /^Indiquez le rôle/],
    [
      'no such day',
      { Rôle: 'Référent', Début: '31/02/2027' },
      'Début',
      /«\u00a031\/02\/2027\u00a0» n’est pas une date.*JJ\/MM\/AAAA/,
    ],
    ['American date', { Rôle: 'Référent', Début: '12/31/2027' }, 'Début', /n’est pas une date/],
    [
      'end before beginning',
      { Rôle: 'Référent', Début: '02/09/2027', Fin: '01/09/2027' },
      'Fin',
      /avant le début/,
    ],
    ['unknown platform', { Messagerie: 'pigeon' }, 'Messagerie', /Slack, Teams, les deux/],
    ['too long', { Titre: 'a'.repeat(201) }, 'Fonction', /200 caractères/],
  ])('%s', async (_name, fields, column, sentence) => {
    const errors = await refused(`${heading}\n${line()}\n${line(fields)}`);
    expect(errors).toEqual([{ line: 3, column, sentence: expect.stringMatching(sentence) }]);
  });

  it('tells all of them at once', async () => {
    const text = [heading, line({ Nom: '', 'Adresse e-mail': 'x' }), line({ Rôle: 'roi' })];
    expect((await refused(text.join('\n'))).map(({ line, column }) => [line, column])).toEqual([
      [2, 'Nom'],
      [2, 'Adresse e-mail'],
      [3, 'Rôle'],
    ]);
  });

  it('names the sheet of a workbook', async () => {
    const data = [
      ['Nom', 'Prénom', 'Mail', 'Structure'].map((value) => ({ value })),
      ['Durand', 'Anne', 'anne@exemple.fr', 'Inconnue'].map((value) => ({ value })),
    ];
    const file = await writeXlsxFile([{ sheet: 'Gens', data }]).toBuffer();
    expect(await refused(file, 'a.xlsx')).toMatchObject([{ sheet: 'Gens', line: 2 }]);
  });

  it.each([
    ['a NIR', { Titre: '1 85 07 34 172 123 45' }, 'Titre'],
    ['a NIR without its key, in Corsica', { Nom: '2850 72A 172 123' }, 'Nom'],
    ['a benefit number', { Titre: 'allocataire 1234567' }, 'Titre'],
    ['a NIR where an address should be', { 'Adresse e-mail': '185073417212345' }, 'Adresse e-mail'],
    ['a NIR parted by other signs', { Titre: '1|85|07|34|172|123' }, 'Titre'],
    ['a NIR with hidden characters', { Titre: '1850734\u034F172123' }, 'Titre'],
    ['a NIR where a role should be', { Rôle: '185073417212345' }, 'Rôle'],
  ])('never repeats %s', async (_name, fields, column) => {
    const errors = await refused(`${heading}\n${line(fields)}`);
    expect(errors[0]).toMatchObject({
      line: 2,
      column,
      sentence: expect.stringMatching(/Retirez-le/),
    });
    expect(JSON.stringify(errors)).not.toMatch(/(\d\s*){7}/);
  });

  it('looks for such numbers in columns it does not read', async () => {
    const text = 'Nom;Prénom;Mail;Structure;Matricule\nDurand;Anne;a@exemple.fr;CD34;7654321';
    expect(await refused(text)).toMatchObject([{ line: 2, column: 'Matricule' }]);
  });

  it('does not take a SIRET or a telephone for a NIR', async () => {
    const text =
      'Nom;Prénom;Mail;Structure;SIRET;Tél\nDurand;Anne;a@exemple.fr;CD34;130 005 481 00010;04 67 67 67 67';
    expect((await accepted(text)).entries).toHaveLength(1);
  });
});

describe('the whole file', () => {
  it.each<[string, string | Uint8Array, string, RegExp]>([
    ['empty', '', 'a.csv', /vide/],
    ['no headings', 'a;b\nc;d', 'a.csv', /ligne de titres/],
    ['headings only', heading, 'a.csv', /que des titres/],
    ['another format', '%PDF-1.4', 'a.pdf', /XLSX \(Excel\) ou CSV/],
    ['binary', Uint8Array.of(1, 0, 2, 0), 'a.csv', /pas un tableau lisible/],
    ['damaged workbook', 'PK\u0003\u0004 nothing', 'a.xlsx', /illisible/],
    [
      'old Excel',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0),
      'a.xls',
      /XLS.*mot de passe/,
    ],
    ['open quote', `${heading}\n"Durand`, 'a.csv', /guillemet/],
    [
      'too many lines',
      `${heading}\n${`${line()}\n`.repeat(maxImportRows + 1)}`,
      'a.csv',
      /5\u202f000 lignes/,
    ],
    [
      'a million blank lines',
      `${heading}\n${';;;\n'.repeat(1_000_000)}`,
      'a.csv',
      /20\u202f000 lignes/,
    ],
    [
      'an endless cell',
      `${heading}\nDurand;Anne;${'1 '.repeat(500_000)};CD34`,
      'a.csv',
      /2\u202f000 caractères/,
    ],
    ['too heavy', new Uint8Array(5 * 1024 * 1024 + 1), 'a.csv', /5\u00a0Mo/],
    [
      'missing column',
      'Nom;Prénom;Structure\nDurand;Anne;CD34',
      'a.csv',
      /manque la colonne «\u00a0Adresse e-mail\u00a0»/,
    ],
    ['column twice', 'Nom;Prénom;Mail;Courriel;Structure\na;b;c;d;e', 'a.csv', /deux fois/],
    [
      'misspelt column',
      'Nom;Prénom;Mail;Structure;Territoir\na;b;c;d;e',
      'a.csv',
      /Vouliez-vous dire «\u00a0Territoire\u00a0»/,
    ],
    ['structure without category', 'Structure;Alias\nInconnue;I', 'a.csv', /indiquez sa catégorie/],
  ])('%s', async (_name, content, fileName, sentence) => {
    const errors = await refused(content, fileName);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.sentence).toMatch(sentence);
  });

  it('accepts as many lines as the limit', async () => {
    const text = `${heading}\n${`${line()}\n`.repeat(maxImportRows)}`;
    expect((await accepted(text)).entries).toHaveLength(maxImportRows);
  });

  it('refuses a workbook that would fill the memory once unpacked', async () => {
    const file = await writeXlsxFile([[{ value: 'Nom' }]]).toBuffer();
    const at = file.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    file.writeUInt32LE(0xf0000000, at + 24);
    expect((await refused(file, 'a.xlsx'))[0]?.sentence).toMatch(/trop lourd/);
  });
});

describe('thousands of new structures', () => {
  it('are each given their own code, and found again by the people of the file', async () => {
    const lines = Array.from({ length: 4900 }, (_, index) => {
      const label = `Association de quartier numéro ${index}`;
      return `Nom${index};Prénom;p${index}@exemple.fr;${label};association`;
    });
    const csv = ['Nom;Prénom;Adresse e-mail;Structure;Catégorie', ...lines].join('\n');
    const file = await readPeopleFile(bytes(csv), 'personnes.csv', names);
    if (!file.ok) throw new Error(JSON.stringify(file.errors.slice(0, 3)));
    const codes = file.entries.flatMap((entry) => (entry.kind === 'structure' ? [entry.code] : []));
    expect(new Set(codes).size).toBe(4900);
    expect(file.entries).toHaveLength(9800);
  });
});
