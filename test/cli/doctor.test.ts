import { once } from 'node:events';
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { run } from '../../src/cli/run.ts';
import { openAsItIs } from '../../src/store/backup.ts';
import { openDatabase, type Tx } from '../../src/store/database.ts';
import { enqueue, type Recipient } from '../../src/store/outbox.ts';
import { saveSetting } from '../../src/store/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What the bot, Slack and Microsoft answer, each by its own path of one server. */
interface Answers {
  readiness: { status: number; body: object };
  slack: object;
  microsoft: object;
  /** Of the answers of Slack and Microsoft. */
  date: Date;
}

const healthy = (): Answers => ({
  readiness: { status: 200, body: { status: 'ready' } },
  slack: { ok: true, team: 'Hérault' },
  microsoft: { access_token: 'x' },
  date: new Date(),
});

let folder: ReturnType<typeof temporaryFolder>;
let server: Server;
let answers: Answers;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = temporaryFolder();
  answers = healthy();
  server = createServer((request, response) => answer(request.url ?? '', response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  environment = {
    DATABASE_PATH: join(folder.path, 'relais.sqlite'),
    PORT: String(port),
    PUBLIC_URL: 'https://relais.departement.fr',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: `http://127.0.0.1:${port}/slack/`,
  };
});

afterEach(() => {
  server.close();
  folder[Symbol.dispose]();
});

function answer(path: string, response: ServerResponse): void {
  const { status, body } = path === '/readyz' ? answers.readiness : { status: 200, body: {} };
  const said = path.startsWith('/slack/')
    ? answers.slack
    : path.startsWith('/tenant-1/')
      ? answers.microsoft
      : body;
  response.sendDate = false;
  response.writeHead(status, { date: answers.date.toUTCString() });
  response.end(JSON.stringify(said));
}

function terminal() {
  let said = '';
  const hear = (text: string) => {
    said += text.replaceAll(/[\u00a0\u202f]/g, ' ');
  };
  return { console: { environment, write: hear, complain: hear }, said: () => said };
}

async function examine() {
  const { console, said } = terminal();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const status = await doctor(console, { slackApi: `${origin}slack/`, microsoftLogin: origin });
  return { status, said: said() };
}

async function relais(...args: string[]): Promise<void> {
  const { console, said } = terminal();
  if ((await run(args, console)) !== 0) throw new Error(said());
}

async function change(act: (tx: Tx) => Promise<unknown>): Promise<void> {
  const db = openAsItIs(environment.DATABASE_PATH ?? '', { write: true });
  await db.transaction().execute(act);
  await db.destroy();
}

const people =
  'Nom;Prénom;Adresse e-mail;Structure;Fonction;Rôle\n' +
  'Vidal;Claire;claire.vidal@exemple.fr;DEPARTEMENT;Chargée de mission;Chargée de mission\n';

/** An installation in which nothing is left to do. */
async function installed(): Promise<void> {
  const file = join(folder.path, 'personnes.csv');
  writeFileSync(file, people);
  await relais('import', 'people', file, '--apply');
  await change(async (tx) => {
    const { id } = await tx.selectFrom('person').select('id').executeTakeFirstOrThrow();
    const account = { platform: 'slack', tenant: 'T1', user: 'U1', personId: id };
    await tx
      .insertInto('account')
      .values({ ...account, state: 'tied', since: '2026-01-01T00:00:00.000Z' })
      .execute();
  });
  await relais('backup', join(folder.path, 'copie.sqlite'));
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function message(recipient: Recipient, state: 'pending' | 'dead', hours: number) {
  await change(async (tx) => {
    await enqueue(tx, {
      ...{ id: 'm1', key: 'm1', intent: 'requestAsked', subjectId: 's1', recipient },
      ...{ notBefore: hoursAgo(hours), createdAt: hoursAgo(hours) },
    });
    const settled = state === 'dead' ? hoursAgo(hours) : null;
    await tx
      .updateTable('outbox')
      .set({ state, settledAt: settled, lastError: 'account_inactive' })
      .execute();
  });
}

const officer = async (): Promise<Recipient> => {
  const db = openAsItIs(environment.DATABASE_PATH ?? '');
  const { id } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  await db.destroy();
  return { kind: 'person', person: id };
};

it('finds nothing to do in an installation that is well', async () => {
  await installed();
  const { status, said } = await examine();
  expect(said).toContain('Rien à faire.');
  expect(status).toBe(0);
  expect(said).toContain(
    'bien      Slack accepte le jeton du bot (espace « Hérault », Socket Mode).',
  );
  expect(said).toContain('bien      L’horloge de ce serveur est à l’heure.');
  expect(said).toContain(
    'bien      Claire Vidal, chargée de mission PTI : compte relié sur Slack.',
  );
  expect(said).toMatch(/bien {6}Dernière sauvegarde : le .* \(.*copie\.sqlite\)/);
  expect(said).toContain('à savoir  Aucun canal n’est choisi');
  expect(said).not.toContain('à faire ');
});

const faults: readonly [what: string, spoil: () => unknown, sentence: RegExp | string][] = [
  [
    'a bot that does not run',
    () => {
      environment.PORT = '1';
    },
    /Le bot ne répond pas à l’adresse http:\/\/127\.0\.0\.1:1 : démarrez-le/,
  ],
  [
    'a bot that is not connected',
    () => {
      answers.readiness = { status: 503, body: { status: 'not ready', missing: ['slack'] } };
    },
    'il lui manque : slack.',
  ],
  [
    'a token that Slack refuses',
    () => {
      answers.slack = { ok: false, error: 'token_revoked' };
    },
    'Slack refuse le jeton du bot (token_revoked)',
  ],
  [
    'a Slack that cannot be reached',
    () => {
      environment.SLACK_API_URL = 'http://127.0.0.1:1/';
    },
    'Slack ne répond pas',
  ],
  [
    'a clock that is late',
    () => {
      answers.date = new Date(Date.now() + 600_000);
    },
    'L’horloge de ce serveur retarde de 10 minutes',
  ],
  [
    'a database that others may read',
    () => chmodSync(environment.DATABASE_PATH ?? '', 0o644),
    /D’autres comptes .* : chmod 600/,
  ],
  [
    'a database of a later version',
    () =>
      change((tx) =>
        tx
          .insertInto('kysely_migration' as never)
          .values({ name: '999-demain', timestamp: '' } as never)
          .execute(),
      ),
    'vient d’une version plus récente',
  ],
  [
    'a database that is none',
    () => writeFileSync(environment.DATABASE_PATH ?? '', 'du texte '.repeat(1000)),
    'ne se lit pas, ou n’est pas une base de Relais PTI',
  ],
  [
    'a backup that is old',
    () =>
      change((tx) =>
        saveSetting(tx, 'lastBackup', { at: hoursAgo(24 * 8), path: '/sauve.sqlite' }),
      ),
    /Dernière sauvegarde : le .* \(\/sauve\.sqlite\)\. Faites-en une/,
  ],
  [
    'no backup',
    () => change((tx) => tx.deleteFrom('setting').execute()),
    'Aucune sauvegarde n’a été faite',
  ],
  [
    'a pact file that changed',
    () => {
      const file = join(folder.path, 'pacte.yaml');
      copyFileSync('pacts/herault-2017-2021.yaml', file);
      environment.PACT_FILE = file;
    },
    'n’est pas celui que le bot a lu en démarrant',
  ],
  [
    'a pact file that does not read',
    () => {
      environment.PACT_FILE = join(folder.path, 'absent.yaml');
    },
    'a des erreurs',
  ],
  [
    'nobody as chargée de mission',
    () => change((tx) => tx.deleteFrom('mandate').execute()),
    'Aucune chargée de mission n’est enregistrée',
  ],
  [
    'a chargée de mission without an account',
    () => change((tx) => tx.deleteFrom('account').execute()),
    'Claire Vidal, chargée de mission PTI : aucun compte relié',
  ],
  [
    'a channel where the bot is not',
    () =>
      change((tx) =>
        saveSetting(tx, 'officerChannel', { platform: 'teams', tenant: 'T', id: 'C' }),
      ),
    'est sur Teams, qui n’est pas configuré',
  ],
  [
    'a message given up',
    async () => message(await officer(), 'dead', 24),
    '1 message abandonné ces sept derniers jours, pour Claire Vidal (account_inactive)',
  ],
  [
    'a message that waits',
    () => message({ kind: 'officerChannel' }, 'pending', 2),
    /1 message attend de partir, le plus ancien, pour le canal de la chargée de mission, depuis le .* \(account_inactive\)/,
  ],
];

it.each(faults)('says what to do about %s', async (_what, spoil, sentence) => {
  await installed();
  await spoil();
  const { status, said } = await examine();
  const told = said.split('\n').filter((line) => line.startsWith('à faire '));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(sentence);
  expect(said).toContain('1 point à régler.');
  expect(status).toBe(1);
});

it('tries the credentials of Teams too', async () => {
  await installed();
  Object.assign(environment, {
    TEAMS_APP_ID: 'app-1',
    TEAMS_APP_PASSWORD: 'secret',
    TEAMS_TENANT_ID: 'tenant-1',
  });
  expect((await examine()).said).toContain('bien      Microsoft accepte les identifiants Teams.');
  answers.microsoft = { error: 'invalid_client' };
  const refused = await examine();
  expect(refused.status).toBe(1);
  expect(refused.said).toContain('Microsoft refuse les identifiants Teams (invalid_client)');
});

it('says every fault of the settings, and that there is no database or no pact yet', async () => {
  expect((await examine()).said).toContain('n’existe pas encore');
  await (await openDatabase(environment.DATABASE_PATH ?? '')).destroy();
  expect((await examine()).said).toContain('Aucun pacte n’est chargé.');
  environment.PORT = 'abc';
  environment.PUBLIC_URL = 'relais';
  const faulty = await examine();
  expect(faulty).toMatchObject({ status: 1, said: expect.stringContaining('2 points à régler') });
});

it('holds nothing fictitious against local mode', async () => {
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_API_URL', 'PUBLIC_URL'])
    delete environment[name];
  await relais('import', 'people', 'docs/modele-import.csv', '--apply');
  const { status, said } = await examine();
  expect(said).toContain('à savoir  Mode local');
  expect(said).toContain('à savoir  Aucune sauvegarde');
  expect(status).toBe(0);
});
