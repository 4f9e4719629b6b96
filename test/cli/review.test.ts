import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { readDocument } from '../support/read-documents.ts';
import { reviewScene } from '../support/review-scene.ts';
import { openWorld } from '../support/world.ts';

function terminal() {
  const directory = mkdtempSync(join(tmpdir(), 'relais-bilan-'));
  const database = join(directory, 'relais.sqlite');
  const out = join(directory, 'sortie');
  const bilan = async (...args: string[]) => {
    let said = '';
    const write = (text: string) => {
      said += text;
    };
    const console = { environment: { DATABASE_PATH: database }, write, complain: write };
    const status = await run(['bilan', ...args], console);
    return { status, said: said.replaceAll(/[\u00a0\u202f]/gu, ' ') };
  };
  return { bilan, database, out, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

describe('relais bilan', () => {
  it('writes the document, the workbook, the pictures and every table', async () => {
    using shell = terminal();
    await using _scene = await reviewScene(shell.database);
    const { status, said } = await shell.bilan('--year', '2027', '--out', shell.out);
    expect(said).toContain('bilan-2027.docx, bilan-2027.xlsx');
    expect(status).toBe(0);
    expect(readdirSync(shell.out).sort()).toEqual([
      ...['annee-par-annee.png', 'bilan-2027.docx', 'bilan-2027.xlsx'],
      ...['comparaison-des-pactes.png', 'csv', 'delais-du-circuit.png'],
      ...['indicateurs-et-objectifs.png', 'instances.png', 'statuts-par-axe.png'],
    ]);
    expect(readdirSync(join(shell.out, 'csv'))).toHaveLength(18);
    // For whoever asked alone.
    expect(statSync(join(shell.out, 'bilan-2027.docx')).mode & 0o777).toBe(0o600);
    // Nothing is ever overwritten.
    expect(await shell.bilan('--year', '2027', '--out', shell.out)).toMatchObject({
      ...{ status: 1, said: expect.stringContaining('n’est pas vide') },
    });
  });

  it.each(['PCA', 'petite camargue', 'Petite-Camargue'])(
    'knows a territory as «%s»',
    async (name) => {
      using shell = terminal();
      await using _scene = await reviewScene(shell.database);
      const given = await shell.bilan('--year', '2027', '--territory', name, '--out', shell.out);
      expect(given.status).toBe(0);
      const file = readFileSync(join(shell.out, 'bilan-2027-petite-camargue.docx'));
      expect(readDocument(file).words).toContain('Bilan 2027 - Petite Camargue');
    },
  );

  it('refuses what it has no figures for, and says why', async () => {
    using shell = terminal();
    const missing = await shell.bilan('--year', '2027', '--out', shell.out);
    expect(missing).toMatchObject({
      status: 1,
      said: expect.stringContaining('n’existe pas encore'),
    });
    await using _world = await openWorld({ path: shell.database });
    const refused = async (...args: string[]) => shell.bilan(...args, '--out', shell.out);
    expect(await refused('--year', '2025')).toEqual({
      status: 1,
      said: '2025 : non suivi. Le suivi commence le 1er mars 2027.\n',
    });
    expect((await refused('--year', '2027', '--territory', 'Lozère')).said).toContain(
      'Le pacte n’a pas de territoire « Lozère ». Ses territoires : Biterrois, ',
    );
    expect(await refused('--year', 'hier')).toMatchObject({ status: 2 });
    expect(await refused()).toMatchObject({
      ...{ status: 2, said: expect.stringContaining('--year') },
    });
  });
});
