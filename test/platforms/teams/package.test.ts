import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifestLibrary from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { buildPackage, packageTeams } from '../../../src/cli/teams-package.ts';
import { understand } from '../../../src/conversation/grammar/understand.ts';
import { speaker, vocabulary } from '../../conversation/fixture-vocabulary.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { AppManifestUtils, TeamsManifestConverter } = manifestLibrary;
const committed = readFileSync('manifest/teams/manifest.json', 'utf8');
const manifest = JSON.parse(committed);
const [bot] = manifest.bots;
const facts = {
  appId: '3f1c6a52-8f0e-4d8e-9a53-1f2f5a7c9b10',
  publicUrl: 'https://relais.departement.fr',
};

/** What Microsoft's own schema reproaches; its copy comes with the library. */
function faultsOf(text: string): Promise<string[]> {
  vi.stubGlobal('fetch', () => {
    throw new Error('the schema would be fetched');
  });
  return AppManifestUtils.validateAgainstSchema(
    TeamsManifestConverter.jsonToManifest(text),
  ).finally(() => vi.unstubAllGlobals());
}

/** Width, height and colour type, from the header of a PNG. */
function pictureOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20), view.getUint8(25)];
}

describe('the manifest of the Teams application', () => {
  it('satisfies Microsoft’s schema', async () => {
    expect(await faultsOf(committed)).toEqual([]);
    const faulty = committed.replace('"accentColor": "#1f3a5f"', '"accentColor": "bleu"');
    expect(await faultsOf(faulty)).not.toEqual([]);
  });

  it('lists commands once for each place where the bot is heard, ten at most, in few words', () => {
    const scopes = bot.commandLists.map((list: { scopes: string[] }) => list.scopes.join());
    expect(scopes).toEqual(bot.scopes);
    for (const { commands } of bot.commandLists) {
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of commands) {
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  it.each(
    bot.commandLists.flatMap((list: { commands: { title: string; description: string }[] }) =>
      list.commands.flatMap(({ title, description }) => {
        const [, example] = description.split(' : ');
        return [title, ...(example?.startsWith(title) ? [example] : [])];
      }),
    ),
  )('offers «%s», which the bot understands', (...[words]) => {
    expect(understand(String(words), vocabulary, speaker).kind).not.toBe('unknown');
  });

  it('is of the version of the bot', () => {
    expect(manifest.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  });

  it('has icons of the sizes that Teams asks for, the small one with a transparent ground', () => {
    const { color, outline } = manifest.icons;
    expect(pictureOf(readFileSync(join('manifest/teams', color)))).toEqual([192, 192, 2]);
    expect(pictureOf(readFileSync(join('manifest/teams', outline)))).toEqual([32, 32, 6]);
  });
});

describe('docs/teams.md', () => {
  const page = readFileSync('docs/teams.md', 'utf8');

  it.each([
    ...manifest.permissions,
    ...bot.scopes,
    ...manifest.composeExtensions[0].commands.map((command: { title: string }) => command.title),
    'supportsFiles',
  ])('says why «%s» is asked for', (name) => {
    expect(page).toContain(name);
  });
});

describe('the package', () => {
  it('holds the manifest of this installation and its icons, at the root of the archive', async () => {
    const files = unzipSync(buildPackage(facts));
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const text = Buffer.from(files['manifest.json'] ?? []).toString('utf8');
    expect(await faultsOf(text)).toEqual([]);
    expect(text).not.toMatch(/00000000|exemple\.fr/);
    expect(JSON.parse(text)).toMatchObject({
      id: facts.appId,
      bots: [{ botId: facts.appId }],
      composeExtensions: [{ botId: facts.appId }],
      validDomains: ['relais.departement.fr'],
      developer: { privacyUrl: 'https://relais.departement.fr/confidentialite' },
    });
  });

  it('is the same file for the same settings', () => {
    expect(buildPackage(facts)).toEqual(buildPackage(facts));
  });

  function packageWith(environment: Record<string, string>) {
    const folder = temporaryFolder();
    let said = '';
    const hear = (text: string) => {
      said += text;
    };
    const path = join(folder.path, 'sortie', 'relais.zip');
    const status = packageTeams({ environment, write: hear, complain: hear }, path);
    return { ...folder, file: path, status, said };
  }

  it('is written where there was no folder', () => {
    using t = packageWith({
      TEAMS_APP_ID: facts.appId,
      PUBLIC_URL: 'https://relais.departement.fr/',
    });
    expect(t.status).toBe(0);
    expect(t.said).toContain('https://relais.departement.fr/api/messages');
    expect(new Uint8Array(readFileSync(t.file))).toEqual(buildPackage(facts));
  });

  it.each([
    [{}, ['TEAMS_APP_ID manque', 'PUBLIC_URL manque']],
    [{ TEAMS_APP_ID: 'relais' }, ['qui n’est pas un identifiant']],
    [{ PUBLIC_URL: 'http://relais.fr' }, ['qui n’est pas une adresse en https']],
    [{ PUBLIC_URL: 'https://localhost:3978' }, ['que Teams ne peut pas joindre']],
    [{ PUBLIC_URL: 'https://10.0.0.4' }, ['que Teams ne peut pas joindre']],
  ])('is refused with what to write instead: %j', (environment, sentences) => {
    using t = packageWith(environment);
    expect(t.status).toBe(2);
    for (const sentence of sentences) expect(t.said).toContain(sentence);
  });
});
