import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/figures/period.ts';
import { LIMITS } from '../../src/platforms/teams/limits.ts';
import { widestWord } from '../../src/reports/document/column-widths.ts';
import { makeReportsHere, type ReportForm, readReport } from '../../src/reports/make-report.ts';
import { chartsOf } from '../../src/reports/pictures/charts.ts';
import { drawSvg } from '../../src/reports/pictures/draw-svg.ts';
import { plain, readCsvArchive, readDocument, readWorkbook } from '../support/read-documents.ts';
import { pactId, reviewScene } from '../support/review-scene.ts';
import { openSampleStore } from '../support/sample-store.ts';

const question: Question = {
  ...{ span: { kind: 'year', year: 2027 }, scope: { kind: 'pact' }, today: '2028-03-01' },
};

async function made(forms: readonly ReportForm[], asked: Partial<Question> = {}) {
  await using scene = await reviewScene();
  const request = { ...question, ...asked, pactId };
  const { files } = await makeReportsHere(scene.world.db)({ ...request, forms });
  return { files, source: await readReport(scene.world.db, request) };
}

/** In pixels, as the header of a PNG has it. */
const widthOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);

const contentOf = (files: readonly { content: Uint8Array }[]) =>
  files[0]?.content ?? new Uint8Array();

describe('the document', () => {
  it('has real headings, in the order of the pact', async () => {
    const { files } = await made(['document']);
    expect(files.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      'bilan-2027.docx: Bilan 2027 - Tout le pacte',
    ]);
    const { headings } = readDocument(contentOf(files));
    expect(headings).toEqual([
      ...['L’essentiel', 'Les actions', 'Où en sont les actions', 'Par thème', 'Par public'],
      ...['Par territoire', 'Les expérimentations', 'Les difficultés rencontrées'],
      'Les axes du pacte',
      'Axe 1 - Lever les freins à l’insertion sociale et professionnelle',
      'Axe 2 - Accompagner et mettre en relation le public avec le monde du travail',
      'Axe 3 - Assurer la continuité des parcours',
      'Axe 4 - Renforcer le système de pilotage',
      ...['La gouvernance', 'Les instances', 'Les groupes de travail', 'Le circuit de décision'],
      ...['Les nouveaux partenaires', 'Les sièges à pourvoir'],
      'Les superpositions et les lacunes',
      ...['L’évaluation', 'Les indicateurs et leurs objectifs', 'D’une année à l’autre'],
      ...['Le pacte précédent', 'Annexe : les actions', 'Comment ces chiffres sont établis'],
    ]);
  });

  it('is French, titled after the pact, and asks nothing when it is opened', async () => {
    const { files } = await made(['document']);
    const { parts } = readDocument(contentOf(files));
    expect(plain(parts['docProps/core.xml'] ?? '')).toContain(
      '<dc:title>Pacte territorial pour l’insertion 2022-2025. Bilan 2027 - Tout le pacte</dc:title>',
    );
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="fr-FR"');
    expect(parts['word/settings.xml']).not.toContain('updateFields');
    expect(parts['word/document.xml']).not.toContain('w:dirty="true"');
    const footer = Object.entries(parts).find(([name]) => name.startsWith('word/footer'))?.[1];
    expect(footer).toMatch(/PAGE.*NUMPAGES/su);
  });

  it('repeats the headings of its tables, and describes its pictures', async () => {
    const { files, source } = await made(['document']);
    const { parts, tables } = readDocument(contentOf(files));
    const body = parts['word/document.xml'] ?? '';
    expect(body.match(/<w:tblHeader/gu)).toHaveLength(tables.length);
    const described = [...body.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/gu)].map(([, alt = '']) =>
      plain(alt),
    );
    expect(described).toEqual(chartsOf(source).map(({ alt }) => plain(alt)));
    expect(described).toHaveLength(6);
    // Wide enough for paper: twice the drawing.
    const pictures = Object.entries(unzipSync(contentOf(files))).filter(([name]) =>
      name.endsWith('.png'),
    );
    expect(pictures.map(([, png]) => widthOf(png))).toEqual(Array(6).fill(2000));
  });

  it('shows what people wrote as they wrote it', async () => {
    const { files } = await made(['document']);
    const { tables, words } = readDocument(contentOf(files));
    expect(tables.flat()).toContainEqual([
      ...['BIT-1', '=SOMME(A1:A9)', 'bloquée', '01/03/2027', '@attend=une signature'],
    ]);
    expect(words).toContain('=Groupe partagé');
  });

  it('is that of a territory or of a structure, with what concerns it', async () => {
    const scope = { kind: 'territory', code: 'PCA' } as const;
    const { files } = await made(['document'], { scope });
    expect(files[0]?.name).toBe('bilan-2027-petite-camargue.docx');
    const { tables, headings } = readDocument(contentOf(files));
    expect(tables.flat().map(([first]) => first)).not.toContain('THA-1');
    expect(headings).not.toContain('Le pacte précédent');
    const structure = await made(['document'], { scope: { kind: 'structure', code: 'CAF' } });
    const own = readDocument(contentOf(structure.files));
    expect(own.headings).not.toContain('Les sièges à pourvoir');
    expect(own.tables.flat().map(([first]) => first)).toContain('THA-1');
  });

  it('says that a year was not followed, and gives no figure', async () => {
    const { files } = await made(['document'], { span: { kind: 'year', year: 2025 } });
    const { words, tables } = readDocument(contentOf(files));
    expect(words).toContain('2025 : non suivi. Le suivi commence le 1er mars 2027.');
    expect(tables).toEqual([]);
  });
});

describe('the tables of the document', () => {
  const scopes = [
    { kind: 'pact' },
    { kind: 'territory', code: 'THA' },
    { kind: 'structure', code: 'CAF' },
  ] as const;

  it('have columns as wide as the words of their headings, and fill the page', async () => {
    await using store = await openSampleStore();
    const asked = { ...question, pactId, today: '2027-02-01', forms: ['document'] as const };
    for (const scope of scopes) {
      const { files } = await makeReportsHere(store.db)({ ...asked, scope });
      const { tables, grids } = readDocument(contentOf(files));
      expect(tables.length).toBeGreaterThan(8);
      for (const [rank, [headings = []]] of tables.entries()) {
        const columns = grids[rank] ?? [];
        expect(columns).toHaveLength(headings.length);
        const width = columns.reduce((sum, one) => sum + one, 0);
        expect(width).toBeLessThanOrEqual(9638);
        expect(width).toBeGreaterThan(9600);
        // Of 7,5 points, and 4 points on each side.
        for (const [at, heading] of headings.entries())
          expect(`${heading} ${columns[at]}`).toSatisfy(
            () => (columns[at] ?? 0) - 160 >= widestWord(heading, 150),
          );
      }
    }
  });

  it('leave no word alone: a few rows stay together, the last ones with their note', async () => {
    const { files } = await made(['document']);
    const { parts } = readDocument(contentOf(files));
    const [first = ''] = /<w:tbl>.*?<\/w:tbl>/su.exec(parts['word/document.xml'] ?? '') ?? [];
    const rows = first.match(/<w:tr>.*?<\/w:tr>/gsu) ?? [];
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row).toContain('<w:keepNext/>');
  });
});

describe('the workbook', () => {
  it('has a sheet a table, with filters and its headings kept in sight', async () => {
    const { files } = await made(['workbook']);
    const { sheets } = readWorkbook(contentOf(files));
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Synthèse', 'Actions par axe', 'Actions par thème', 'Actions par public', 'Territoires'],
      ...['Groupes de travail', 'Comités locaux', 'Circuit par étape'],
      ...['Circuit par type de structure', 'Sièges à pourvoir', 'Lacunes', 'Effets par axe'],
      ...['Indicateurs', 'Expérimentations', 'Difficultés', 'Année par année'],
      ...['Comparaison des pactes', 'Actions', 'Notes de lecture'],
    ]);
    for (const { name, xml } of sheets) {
      const rows = xml.match(/<row /gu)?.length ?? 0;
      const columns = /<row [^>]*r="1".*?<\/row>/su.exec(xml)?.[0].match(/<c /gu)?.length ?? 0;
      expect(name.length).toBeLessThanOrEqual(31);
      expect(xml).toMatch(
        /<pane [^>]*ySplit="1"[^>]*state="frozen"|<pane [^>]*state="frozen"[^>]*ySplit="1"/u,
      );
      const last = columns > 26 ? 'A' : String.fromCharCode(64 + columns);
      expect(xml).toMatch(new RegExp(`<autoFilter ref="A1:${last}.?${rows}"/>`, 'u'));
    }
  });

  it('has numbers, days and percentages of their own types, and words as text', async () => {
    const { files } = await made(['workbook']);
    const { sheets, styles } = readWorkbook(contentOf(files));
    const sheet = (wanted: string) => sheets.find(({ name }) => name === wanted)?.xml ?? '';
    const actions = sheet('Actions');
    // Neither a formula nor a number: a text (format 49), kept so when it is edited.
    expect(actions).toContain('t="inlineStr"><is><t xml:space="preserve">=SOMME(A1:A9)</t>');
    expect(styles.match(/<xf numFmtId="(\d+)"/gu)?.[3]).toBe('<xf numFmtId="49"');
    const said = ['=SOMME', '+Personnes', '-Retour', '@attend'];
    const all = sheets.map(({ xml }) => xml).join('');
    expect(all).not.toContain('<f>');
    const cells = [...all.matchAll(/<c ([^>]*)><is><t[^>]*>[=+@-]\p{L}/gu)];
    expect(cells.length).toBeGreaterThan(said.length);
    for (const [, cell] of cells) expect(cell).toMatch(/ s="2" t="inlineStr"/u);
    expect(said.every((words) => all.includes(`preserve">${words}`))).toBe(true);
    expect(styles).toContain('dd/mm/yyyy');
    expect(styles).toMatch(/0\.0#?%/u);
  });
});

describe('the CSV files', () => {
  it('are all the tables, what begins as a formula made plain', async () => {
    const { files } = await made(['csv']);
    expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['bilan-2027.zip', 'application/zip'],
    ]);
    const csv = readCsvArchive(contentOf(files));
    expect(Object.keys(csv)).toHaveLength(18);
    expect(csv['actions.csv']?.[1]?.[1]).toBe("'=SOMME(A1:A9)");
    expect(csv['indicateurs.csv']?.map((row) => row[2])).toContain("'+Personnes reçues");
    expect(csv['indicateurs.csv']?.find((row) => row[2] === "'-Retour à l’emploi")?.[5]).toBe(
      '12,5%',
    );
    expect(csv['difficultes.csv']?.[1]?.[4]).toBe("'@attend=une signature");
  });
});

describe('the pictures', () => {
  it('are PNG files with their words', async () => {
    const { files } = await made(['pictures']);
    expect(files.map(({ name }) => name)).toEqual([
      ...['statuts-par-axe.png', 'instances.png', 'delais-du-circuit.png'],
      ...['indicateurs-et-objectifs.png', 'annee-par-annee.png', 'comparaison-des-pactes.png'],
    ]);
    for (const { content, alt, mediaType } of files) {
      expect(mediaType).toBe('image/png');
      expect([...content.slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe(
        'PNG',
      );
      // In a message of Teams, it is shown rather than offered as a file to be opened.
      expect(Math.ceil(content.byteLength / 3) * 4).toBeLessThan(LIMITS.encodedCard - 1000);
      expect(widthOf(content)).toBeGreaterThanOrEqual(1000);
      expect(alt?.length).toBeGreaterThan(40);
    }
  });

  it('tell nothing by a colour alone: each series has its own filling, each bar its words', async () => {
    const { source } = await made([]);
    for (const chart of chartsOf(source)) {
      const fills = chart.series.map(({ fill }) => fill);
      expect(new Set(fills).size).toBe(fills.length);
      const { svg } = drawSvg(chart);
      for (const { words } of chart.bars)
        for (const word of words.split(/[\s\u00a0\u202f]+/u)) expect(plain(svg)).toContain(word);
    }
  });

  it('keep the names of people’s indicators from breaking the drawing', async () => {
    const bars = [{ label: '<script>&"\u0000 Été', values: [1], words: '1' }];
    const { svg } = drawSvg({
      ...{ name: 'x', title: 'a < b', subtitle: '', series: [{ label: 's', fill: 'plain' }] },
      ...{ bars, alt: '' },
    });
    expect(svg).toContain('&lt;script&gt;&amp;&quot; Été');
    expect(svg).not.toContain('\u0000');
  });
});
