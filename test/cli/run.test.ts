import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

function terminal() {
  const directory = mkdtempSync(join(tmpdir(), 'relais-'));
  const database = join(directory, 'relais.sqlite');
  const relais = async (...args: string[]) => {
    let said = '';
    const hear = (text: string) => {
      said += text;
    };
    const environment = { DATABASE_PATH: database };
    const status = await run(args, { environment, write: hear, complain: hear });
    return { status, said };
  };
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const close = () => rmSync(directory, { recursive: true });
  return { relais, write, directory, database, [Symbol.dispose]: close };
}

const people =
  'Nom;Prénom;Adresse e-mail;Structure;Rôle;Messagerie\n' +
  'Vidal;Claire;claire.vidal@exemple.fr;DEPARTEMENT;Chargée de mission;Slack\n';

describe('relais import people', () => {
  it('lets the first chargée de mission into a store that did not exist', async () => {
    using t = terminal();
    const file = t.write('p.csv', people);
    const planned = await t.relais('import', 'people', file);
    expect(planned.status).toBe(0);
    expect(planned.said).toContain('est chargé (pacts/herault-2022-2025.yaml)');
    expect(planned.said).toContain(
      '2 changements prévus. Rien n’est encore enregistré\u00a0: relancez',
    );
    const applied = await t.relais('import', 'people', file, '--apply');
    expect(applied).toMatchObject({
      status: 0,
      said: expect.stringContaining('2 changements enregistrés.'),
    });
    const again = await t.relais('import', 'people', file, '--apply');
    expect(again).toMatchObject({ status: 0, said: expect.stringContaining('Rien ne change') });
  });

  it('takes the template of the documentation', async () => {
    using t = terminal();
    expect((await t.relais('import', 'people', 'docs/modele-import.csv', '--apply')).status).toBe(
      0,
    );
    expect((await t.relais('verify')).status).toBe(0);
  });

  it('refuses a file with errors, and one that cannot be read', async () => {
    using t = terminal();
    const file = t.write('p.csv', people.replace('DEPARTEMENT', 'Inconnue'));
    const refused = await t.relais('import', 'people', file, '--apply');
    expect(refused.status).toBe(1);
    expect(refused.said).toContain('1 erreur\u00a0: rien n’a été enregistré.');
    expect((await t.relais('import', 'people', join(t.directory, 'nulle-part.csv'))).status).toBe(
      1,
    );
  });
});

describe('relais import pact', () => {
  it('lets a past pact in, once', async () => {
    using t = terminal();
    const file = 'pacts/herault-2017-2021.yaml';
    expect((await t.relais('import', 'pact', file)).said).toContain('2017-2021\u00a0» est chargé.');
    expect((await t.relais('import', 'pact', file)).said).toContain('rien ne change');
    expect((await t.relais('verify')).status).toBe(0);
  });

  it('says each fault of a file with its line', async () => {
    using t = terminal();
    const { status, said } = await t.relais(
      'import',
      'pact',
      t.write('x.yaml', 'identifiant: x\n'),
    );
    expect(status).toBe(1);
    expect(said).toMatch(/x\.yaml, ligne \d+/);
    expect(existsSync(t.database)).toBe(false);
  });
});

describe('relais verify', () => {
  it('names the row that was changed', async () => {
    using t = terminal();
    await t.relais('import', 'people', t.write('p.csv', people), '--apply');
    expect((await t.relais('verify')).said).toContain('Aucune anomalie.');
    const sqlite = new Sqlite(t.database);
    sqlite.exec('DROP TRIGGER journalIsNotRewritten');
    sqlite.exec(`UPDATE journal SET payload = '{}' WHERE seq = 3`);
    sqlite.close();
    const { status, said } = await t.relais('verify');
    expect(status).toBe(1);
    expect(said).toContain('Ligne 3 du journal\u00a0: elle ne suit pas de la précédente.');
    expect(said).toContain('Protection de la base');
    expect(said).toContain('2 anomalies.');
  });

  it('makes no store where there is none', async () => {
    using t = terminal();
    expect((await t.relais('verify')).status).toBe(1);
    expect(existsSync(t.database)).toBe(false);
  });
});

describe('relais export', () => {
  it('writes every table where nothing was', async () => {
    using t = terminal();
    await t.relais('import', 'people', t.write('p.csv', people), '--apply');
    const to = join(t.directory, 'sortie');
    expect((await t.relais('export', to)).status).toBe(0);
    expect(readdirSync(to)).toContain('personnes.csv');
    const text = readFileSync(join(to, 'personnes.csv'), 'utf8');
    expect(text.startsWith('\uFEFFNom;Prénom;Adresse e-mail')).toBe(true);
    const again = await t.relais('export', to);
    expect(again).toMatchObject({ status: 1, said: expect.stringContaining('n’est pas vide') });
  });

  it('writes what concerns one person, and knows no other', async () => {
    using t = terminal();
    await t.relais('import', 'people', t.write('p.csv', people), '--apply');
    const to = join(t.directory, 'claire');
    const known = await t.relais('export', to, '--person', 'Claire.Vidal@exemple.fr');
    expect(known.status).toBe(0);
    const data = JSON.parse(readFileSync(join(to, 'donnees.json'), 'utf8')) as Record<
      string,
      unknown[]
    >;
    expect(data.identite).toMatchObject([{ Nom: 'Vidal', 'Messagerie préférée': 'slack' }]);
    expect(data.mandats).toHaveLength(1);
    expect(data.journal).toHaveLength(2);
    const unknown = await t.relais('export', join(t.directory, 'x'), '--person', 'x@exemple.fr');
    expect(unknown.status).toBe(1);
  });
});

describe('a line that is misused', () => {
  it.each([
    [[], 'Indiquez une commande'],
    [['impor'], 'La commande «\u00a0impor\u00a0» n’existe pas.'],
    [['import', 'people'], 'Il manque <fichier>.'],
    [['verify', '--vite'], 'L’option «\u00a0--vite\u00a0» n’existe pas.'],
    [['export', 'a', 'b'], 'trop de mots'],
    [['export', 'a', '--person'], 'attend une valeur'],
  ])('%j', async (args, sentence) => {
    using t = terminal();
    const { status, said } = await t.relais(...args);
    expect(status).toBe(2);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/error|missing|unknown|Usage|Options:/);
  });

  it('is a configuration that is wrong', async () => {
    let said = '';
    const hear = (text: string) => {
      said += text;
    };
    const console = { environment: { PORT: 'abc' }, write: hear, complain: hear };
    expect(await run(['verify'], console)).toBe(2);
    expect(said).toContain('PORT');
  });

  it('shows its help in French when asked', async () => {
    using t = terminal();
    const { status, said } = await t.relais('--help');
    expect(status).toBe(0);
    expect(said).toContain('Utilisation\u00a0: relais <commande> [options]');
  });
});
