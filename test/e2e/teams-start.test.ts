/** Teams as the process serves it: where it is served at all, and what it costs elsewhere. */

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { activitiesOf, TENANT, wordsOf } from '../platforms/teams/harness.ts';
import { type FakeBotConnector, startFakeBotConnector } from '../support/fake-bot-connector.ts';
import { startFakeSlackApi } from '../support/fake-slack-api.ts';
import { freePort, type LaunchedBot, launch, statusOf } from '../support/launch.ts';

const watched = join(import.meta.dirname, '../support/tell-libraries.ts');
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'relais-teams-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Served {
  readonly bot: LaunchedBot;
  readonly url: string;
  post(
    activity: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string }>;
  librariesRead(): Promise<boolean>;
}

async function serve(name: string, environment: Record<string, string>): Promise<Served> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const bot = launch(
    { ...environment, PORT: String(port), DATABASE_PATH: join(directory, `${name}.sqlite`) },
    watched,
  );
  await vi.waitUntil(async () => (await statusOf(`${url}/healthz`)) === 200, { timeout: 20_000 });
  let asked = 0;
  return {
    bot,
    url,
    async post(activity, headers = {}) {
      // Unlike `fetch`, says whatever host it is told to.
      const sent = httpRequest(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
      });
      sent.end(JSON.stringify(activity));
      const [response] = await once(sent, 'response');
      let text = '';
      for await (const chunk of response) text += chunk;
      return { status: response.statusCode, text };
    },
    async librariesRead() {
      asked += 1;
      bot.process.kill('SIGUSR2');
      const said = () => bot.output().match(/libraries of Teams: (?:not )?read in/g) ?? [];
      await vi.waitUntil(() => said().length >= asked);
      return !said().at(-1)?.includes('not');
    },
  };
}

async function stop({ bot }: Served): Promise<void> {
  bot.process.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
}

describe('local mode', () => {
  let served: Served;
  let connector: FakeBotConnector;

  beforeAll(async () => {
    connector = await startFakeBotConnector();
    served = await serve('local', {
      LOCAL_SLACK_PORT: '0',
      RELAIS_CLOCK: '2027-03-01T09:00',
    });
    await vi.waitUntil(async () => (await statusOf(`${served.url}/readyz`)) === 200, {
      timeout: 20_000,
    });
  });
  afterAll(async () => {
    await stop(served);
    await connector[Symbol.asyncDispose]();
  });

  it('is ready without having read in the libraries of Teams', async () => {
    expect(await served.librariesRead()).toBe(false);
  });

  it.each([
    ['a host of another name', { Host: 'relais.exemple.fr' }, '127.0.0.1 ou localhost'],
    ['a proxy', { 'X-Forwarded-For': '10.0.0.1' }, 'serveur mandataire (en-tête x-forwarded-for)'],
    ['a page of another site', { Origin: 'https://evil.example' }, 'pages d’un autre site'],
  ])('refuses %s with a sentence that says why', async (_what, headers, words) => {
    const { message } = activitiesOf(connector.serviceUrl);
    const { status, text } = await served.post(message('aide'), headers);
    expect(status).toBe(403);
    expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(words);
    expect(await served.librariesRead()).toBe(false);
  });

  it('serves Teams beside Slack, on one pact: somebody of the sample is known by their address', async () => {
    connector.members.set('29:karim', {
      ...{ id: '29:karim', name: 'Karim Haddad', aadObjectId: 'aad-karim', tenantId: TENANT },
      email: 'karim.haddad@exemple.fr',
    });
    const { message } = activitiesOf(connector.serviceUrl);
    expect((await served.post(message('accueil', 'karim'))).status).toBe(200);
    expect(connector.in('a:29:karim').map(wordsOf).join()).toContain('Bonjour Karim');
    expect(await served.librariesRead()).toBe(true);
  });
});

describe('with Slack alone', () => {
  it('there is no Teams, and its libraries are never read in', async () => {
    await using slack = await startFakeSlackApi();
    const served = await serve('slack', {
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: slack.apiUrl,
    });
    await vi.waitUntil(async () => (await statusOf(`${served.url}/readyz`)) === 200, {
      timeout: 20_000,
    });
    const { message } = activitiesOf('http://127.0.0.1:1');
    expect((await served.post(message('aide'))).status).toBe(404);
    expect(await served.librariesRead()).toBe(false);
    await stop(served);
  });
});

describe('with credentials for Teams', () => {
  it('calls without a valid token get 401, and the bot is not ready before it can answer', async () => {
    const served = await serve('teams', {
      TEAMS_APP_ID: '22222222-2222-4222-8222-222222222222',
      TEAMS_APP_PASSWORD: 'secret-of-the-tests',
      TEAMS_TENANT_ID: TENANT,
    });
    const { message } = activitiesOf('http://127.0.0.1:1');
    await vi.waitUntil(async () => (await served.post(message('aide'))).status !== 404, {
      timeout: 20_000,
    });
    expect((await served.post(message('aide'))).status).toBe(401);
    const bearer = { Authorization: 'Bearer not.a.token' };
    expect((await served.post(message('aide'), bearer)).status).toBe(401);
    const ready = await fetch(`${served.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ missing: ['teams'] });
    expect(served.bot.output()).not.toContain('secret-of-the-tests');
    expect((await fetch(`${served.url}/local/clock`, { method: 'POST' })).status).toBe(404);
    await stop(served);
  });
});
