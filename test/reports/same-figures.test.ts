import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/figures/period.ts';
import { makeReportsHere, readReport } from '../../src/reports/make-report.ts';
import { chartsOf } from '../../src/reports/pictures/charts.ts';
import { openChat, wordsOf } from '../support/chat.ts';
import { plain, readCsvArchive, readDocument } from '../support/read-documents.ts';
import { pactId, reviewScene } from '../support/review-scene.ts';

const question: Question = {
  ...{ span: { kind: 'year', year: 2027 }, scope: { kind: 'pact' }, today: '2028-03-01' },
};

async function everyForm() {
  await using scene = await reviewScene();
  const { world, officer } = scene;
  const forms = ['document', 'workbook', 'csv'] as const;
  const { files } = await makeReportsHere(world.db)({ ...question, pactId, forms });
  const of = (extension: string) => {
    const file = files.find(({ name }) => name.endsWith(extension));
    if (!file) throw new Error(`no ${extension}`);
    return file.content;
  };
  const source = await readReport(world.db, { ...question, pactId });
  const chat = openChat(world);
  const card = wordsOf(await chat.say(officer, 'bilan 2027'));
  const folder = mkdtempSync(join(tmpdir(), 'relais-bilan-'));
  const path = join(folder, 'bilan.xlsx');
  writeFileSync(path, of('.xlsx'));
  const sheet = async (name: string) => (await readSheet(readFileSync(path), name)) as unknown[][];
  return {
    ...{ source, card, sheet, review: source.review },
    charts: chartsOf(source),
    document: readDocument(of('.docx')),
    csv: readCsvArchive(of('.zip')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

describe('the same figure is the same everywhere', () => {
  it('in the computation, the document, the workbook, the CSV, the pictures and the chat', async () => {
    using made = await everyForm();
    const { review, document, csv, charts, card, sheet } = made;
    // What the scene holds, by hand.
    expect(review.actions).toMatchObject({ total: 2, blocked: 1, experimentations: 1 });
    expect(review.actions.byStatus).toMatchObject({ completed: 1, inProgress: 1, project: 0 });

    // Actions by axis and status.
    const axis1 = ['2', '1', '0', '1', '0', '0'];
    const inDocument = document.tables.find((table) => table[0]?.[0] === 'Axe');
    expect(inDocument?.[1]?.slice(1)).toEqual(axis1);
    expect(csv['axes.csv']?.[1]?.slice(1, 7)).toEqual(axis1);
    expect((await sheet('Actions par axe'))[1]?.slice(1, 7)).toEqual(axis1.map(Number));
    const picture = charts.find(({ name }) => name === 'statuts-par-axe');
    expect(picture?.series.map(({ label }) => label)).toEqual(['réalisées', 'en cours']);
    expect(picture?.bars[0]).toMatchObject({ values: [1, 1], words: '2 actions' });
    expect(plain(picture?.alt ?? '')).toContain('2 actions (1 réalisée, 1 en cours)');
    expect(card).toContain('2 actions : 1 réalisée, 1 en cours.');
    expect(card).toContain('Axe 1 : 2 actions, dont 1 réalisée.');
    expect(document.words).toContain('2 actions : 1 réalisée, 1 en cours.');

    // Concertations and participants.
    const { meetings, participants } = review.concertations;
    expect([meetings, participants]).toEqual([2, 23]);
    expect(card).toContain('2 concertations, 23 participants.');
    expect(document.words).toContain('2 concertations, 23 participants.');
    const overview = (label: string) => csv['synthese.csv']?.find((row) => row[1] === label)?.[2];
    expect([overview('Concertations'), overview('Participants')]).toEqual(['2', '23']);
    const synthesis = await sheet('Synthèse');
    expect(synthesis.find((row) => row[1] === 'Participants')?.[2]).toBe(23);
    const territories = document.tables.find(
      (table) => table[0]?.[0] === 'Territoire' && table[0]?.[1] === 'Actions',
    );
    expect(territories?.at(-1)).toEqual([
      'Département',
      '2',
      '1',
      '0',
      '1',
      '0',
      '0',
      '2',
      '2',
      '23',
    ]);

    // Committees held of those due.
    expect(review.bodies).toMatchObject({ committeesDue: 6, committeesKept: 1 });
    expect(card).toContain('1 comité local tenu sur 6 attendus.');
    const thau = ['Étang de Thau', '1', '1', '21', '01/03/2027'];
    expect(csv['comites-locaux.csv']).toContainEqual(thau);
    expect(document.tables.flat()).toContainEqual(thau);
    expect(await sheet('Comités locaux')).toContainEqual(['Étang de Thau', 1, 1, 21, '01/03/2027']);
    const bodies = charts.find(({ name }) => name === 'instances');
    expect(bodies?.bars.find(({ label }) => plain(label) === 'Étang de Thau')).toMatchObject({
      ...{ values: [1, 0] },
    });

    // Delays of the circuit.
    const steps = review.circuit.steps.map(({ step, median }) => [step.label, median]);
    expect(steps[0]).toEqual(['Référents des structures engagées', 2]);
    expect(csv['circuit-etapes.csv']?.[1]?.slice(1, 4)).toEqual([
      ...['Référents des structures engagées', '1', '2'],
    ]);
    expect((await sheet('Circuit par étape'))[1]?.slice(2, 4)).toEqual([1, 2]);
    expect(
      document.tables.flat().find((row) => row[1] === 'Référents des structures engagées'),
    ).toEqual([
      ...[
        'Validation d’une action réalisée',
        'Référents des structures engagées',
        '1',
        '2',
        '10',
        '1',
      ],
    ]);
    const delays = charts.find(({ name }) => name === 'delais-du-circuit');
    expect(delays?.bars[0]).toMatchObject({ values: [2], mark: 10 });
    expect(card).toContain(
      `Délai médian d’une décision : ${review.circuit.decided.median} jours ouvrés.`,
    );

    // Indicators against their targets.
    expect(review.targets).toMatchObject({ answered: 2, reached: 1, missed: 1 });
    expect(card).toContain('1 objectif atteint sur 2.');
    const indicators = await sheet('Indicateurs');
    expect(indicators.find((row) => row[2] === '+Personnes reçues')?.slice(4, 9)).toEqual([
      ...[2027, 45, null, 40, 'oui'],
    ]);
    expect(indicators.find((row) => row[2] === '-Retour à l’emploi')?.slice(4, 8)).toEqual([
      ...[2027, 0.125, null, 0.3],
    ]);
    const inWords = document.tables.flat().find((row) => row[1] === '-Retour à l’emploi');
    expect(inWords?.slice(2)).toEqual(['12,5 %', '', '30 %', 'non', 'renseigné']);
    const targets = charts.find(({ name }) => name === 'indicateurs-et-objectifs');
    expect(targets?.bars.map(({ words }) => plain(words))).toEqual([
      '45 pour 40',
      '12,5 % pour 30 %',
    ]);

    // Year on year.
    const years = charts.find(({ name }) => name === 'annee-par-annee');
    expect(years?.bars.map(({ label, words }) => `${label} ${words}`)).toEqual([
      ...['2022 à 2026 non suivi', '2027 2 actions'],
    ]);
    expect(csv['annees.csv']?.[1]?.slice(0, 4)).toEqual(['2027', 'close', '2', '1']);
    expect((await sheet('Année par année'))[1]?.slice(0, 4)).toEqual([2027, 'close', 2, 1]);
  });

  it('beside the pact before, whose actions were counted and not itemised', async () => {
    using made = await everyForm();
    const { document, csv, charts, sheet } = made;
    const row = ['Actions réalisées', '9', '23,7 %', '1', '50 %'];
    expect(document.tables.flat()).toContainEqual(row);
    expect(csv['comparaison.csv']).toContainEqual(['Actions réalisées', '9', '23,7%', '1', '50%']);
    expect(await sheet('Comparaison des pactes')).toContainEqual([
      ...['Actions réalisées', 9, 0.237, 1, 0.5],
    ]);
    const chart = charts.find(({ name }) => name === 'comparaison-des-pactes');
    expect(plain(chart?.alt ?? '')).toContain('9 réalisées, soit 23,7 % ; 10 en fonctionnement');
  });
});
