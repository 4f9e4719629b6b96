import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findLocalSlack, startLocalSlack } from '../../src/local/local-slack.ts';
import { freePort, type LaunchedBot, launch, statusOf } from '../support/launch.ts';

const root = join(import.meta.dirname, '../..');

let directory: string;
let port: number;
let slackPort: number;
let environment: Record<string, string>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'relais-e2e-'));
  [port, slackPort] = [await freePort(), await freePort()];
  environment = {
    DATABASE_PATH: join(directory, 'relais.sqlite'),
    PORT: String(port),
    LOCAL_SLACK_PORT: String(slackPort),
    RELAIS_CLOCK: '2027-03-01T09:00',
    // The machine's own .env, if there is one, must not make this anything but local mode.
    SLACK_BOT_TOKEN: '',
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: '',
  };
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe.runIf(findLocalSlack() !== undefined)('local mode, started as people start it', () => {
  let bot: LaunchedBot;
  const bots = () => `http://127.0.0.1:${port}`;
  const slack = () => `http://127.0.0.1:${slackPort}`;

  const ready = () =>
    vi.waitUntil(async () => (await statusOf(`${bots()}/readyz`)) === 200, { timeout: 20_000 });

  beforeAll(async () => {
    bot = launch(environment);
    await ready();
  });
  afterAll(async () => {
    bot.process.kill('SIGKILL');
    await bot.ended;
  });

  async function command(user: string, text: string): Promise<void> {
    const body = JSON.stringify({ channel: 'CGENERAL', user, command: '/pti', text });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${slack()}/_control/command`, { method: 'POST', headers, body });
  }

  /** What a person has been told in the general channel, all of it. */
  async function told(user: string): Promise<string> {
    const response = await fetch(`${slack()}/_control/messages/CGENERAL`);
    const { messages } = (await response.json()) as { messages: { ephemeral_to?: string }[] };
    return JSON.stringify(messages.filter((message) => message.ephemeral_to === user));
  }

  it('says where to click, as whom to act and what to type', async () => {
    await expect.poll(() => bot.output()).toContain('Ctrl-C');
    expect(bot.output()).toContain(slack());
    expect(bot.output()).toMatch(/Claire Vidal, chargée de mission PTI\n/);
    expect(bot.output()).toMatch(/Sarah Combes, pilote du groupe THA-G2\n/);
    expect(bot.output()).toMatch(/Karim Haddad, référent PTI de France Travail\n/);
    expect(bot.output()).toContain('/pti maj THA-4');
    expect(bot.output()).toContain('lundi 1er mars 2027 à 9\u00a0h');
  });

  it('answers a référent of the sample in French', async () => {
    await command('UKARIMHADDAD', '');
    await expect.poll(() => told('UKARIMHADDAD'), { timeout: 10_000 }).toContain('Bonjour Karim');
  });

  it('saves the update of the example, by somebody the message names', async () => {
    await command('USARAHCOMBES', 'maj THA-3 en cours : la navette démarre lundi');
    await expect.poll(() => told('USARAHCOMBES'), { timeout: 10_000 }).toMatch(/THA-3.*en cours/);
  });

  it('tells somebody unknown how to be registered', async () => {
    await command('UHORSANNUAIRE', '');
    await expect
      .poll(() => told('UHORSANNUAIRE'), { timeout: 10_000 })
      .toContain('annuaire du pacte');
  });

  it('moves its clock over HTTP and from the chat', async () => {
    const response = await fetch(`${bots()}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"advance":"P30D"}',
    });
    const { now } = (await response.json()) as { now: string };
    expect(now.slice(0, 10)).toBe('2027-03-31');
    await command('UCLAIREVIDAL', 'horloge +30j');
    await expect.poll(() => told('UCLAIREVIDAL'), { timeout: 10_000 }).toContain('30 avril 2027');
  });

  it('refuses a proxy, and has nothing at other addresses', async () => {
    const headers = { 'x-forwarded-for': '10.0.0.1' };
    expect((await fetch(`${bots()}/healthz`, { headers })).status).toBe(403);
    expect(await statusOf(`${bots()}/slack/events`)).toBe(404);
  });

  it('says which variable to change when its port is taken, and touches nothing', async () => {
    const second = launch({ ...environment, DATABASE_PATH: join(directory, 'other.sqlite') });
    expect(await second.ended).toBe(1);
    expect(existsSync(join(directory, 'other.sqlite'))).toBe(false);
    expect(second.output()).toMatch(new RegExp(`Le port ${port} est déjà pris.*PORT`));
    const third = launch({
      ...environment,
      PORT: '0',
      DATABASE_PATH: join(directory, 'third.sqlite'),
    });
    expect(await third.ended).toBe(1);
    expect(third.output()).toMatch(new RegExp(`Le port ${slackPort} .*LOCAL_SLACK_PORT`));
    expect(await statusOf(slack())).toBe(200);
  });

  it('stops at SIGTERM with status 0, and the workspace with it', async () => {
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(await statusOf(`${bots()}/healthz`)).toBe(0);
    await expect.poll(() => statusOf(slack())).toBe(0);
  });

  it('has kept what Node compiled of it, for nobody else', () => {
    const compiled = join(directory, 'compiled');
    expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(500);
    expect(statSync(compiled).mode & 0o077).toBe(0);
  });

  it('starts again on what it had: same people, same accounts, clock further on', async () => {
    bot = launch(environment);
    await ready();
    await expect.poll(() => bot.output()).toContain('vendredi 30 avril 2027');
    await command('UKARIMHADDAD', 'action THA-3');
    await expect
      .poll(() => told('UKARIMHADDAD'), { timeout: 10_000 })
      .toContain('la navette démarre lundi');
    bot.process.kill('SIGINT');
    expect(await bot.ended).toBe(0);
  });
});

describe.runIf(findLocalSlack() !== undefined)('with credentials', () => {
  it('serves signed HTTP on its one port, without sample, movable clock or Teams', async () => {
    const own = await freePort();
    const url = `http://127.0.0.1:${own}`;
    const started = await startLocalSlack({
      port: 0,
      requestUrl: `${url}/slack/events`,
      workspace: {
        users: [{ id: 'U01', name: 'a', realName: 'Anne Durand', email: 'a@exemple.fr' }],
        channels: [{ id: 'C01', name: 'pacte' }],
      },
    });
    if (started.missing) throw new Error(started.sentence);
    await using slack = started;
    const bot = launch({
      DATABASE_PATH: join(directory, 'http.sqlite'),
      PORT: String(own),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    });
    await vi.waitUntil(async () => (await statusOf(`${url}/readyz`)) === 200, { timeout: 20_000 });
    const post = (path: string, body: string, base = url) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const typed = { channel: 'C01', user: 'U01', command: '/pti', text: '' };
    await post('/_control/command', JSON.stringify(typed), slack.url);
    await expect
      .poll(async () => (await fetch(`${slack.url}/_control/messages/C01`)).text(), {
        timeout: 10_000,
      })
      .toContain('annuaire du pacte');
    expect((await post('/slack/events', '{}')).status).toBe(401);
    expect((await post('/local/clock', '{"advance":"P1D"}')).status).toBe(404);
    expect((await post('/api/messages', '{}')).status).toBe(404);
    expect(bot.output()).not.toContain(slack.botToken);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });
});

describe('npm start', () => {
  it('leaves nothing behind when npm is told to stop', async () => {
    const own = { PORT: String(await freePort()), LOCAL_SLACK_PORT: String(await freePort()) };
    const database = { DATABASE_PATH: join(directory, 'npm.sqlite') };
    const npm = spawn('npm', ['start'], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: directory, ...environment, ...own, ...database },
      stdio: 'ignore',
    });
    const answers = (wanted: number) =>
      vi.waitUntil(async () => (await statusOf(`http://127.0.0.1:${own.PORT}/readyz`)) === wanted, {
        timeout: 20_000,
      });
    await answers(200);
    npm.kill('SIGTERM');
    await once(npm, 'close');
    await answers(0);
    await expect.poll(() => statusOf(`http://127.0.0.1:${own.LOCAL_SLACK_PORT}`)).toBe(0);
  });
});

describe('a start that fails', () => {
  it('says everything that is wrong with the environment at once', async () => {
    const bot = launch({ PORT: 'abc', HOST: '0.0.0.0', LOG_LEVEL: 'loud' });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toMatch(/^- PORT doit/m);
    expect(bot.output()).toMatch(/^- HOST vaut/m);
    expect(bot.output()).toMatch(/^- LOG_LEVEL doit/m);
    expect(bot.output()).not.toContain('    at ');
  });

  it('says where a pact file is wrong', async () => {
    const file = join(directory, 'faux.yaml');
    writeFileSync(file, 'pacte: [\n');
    const bot = launch({
      ...environment,
      PORT: '0',
      LOCAL_SLACK_PORT: '0',
      PACT_FILE: file,
      DATABASE_PATH: join(directory, 'faux.sqlite'),
    });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain(`${file}:`);
  });

  it('says that a file is not a database', async () => {
    const file = join(directory, 'texte.sqlite');
    writeFileSync(file, 'Ceci n’est pas une base de données. '.repeat(200));
    const bot = launch({ ...environment, PORT: '0', LOCAL_SLACK_PORT: '0', DATABASE_PATH: file });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toMatch(/SQLITE_NOTADB.*DATABASE_PATH/);
  });

  it('says that Slack cannot be reached', async () => {
    const bot = launch({
      ...environment,
      PORT: '0',
      RELAIS_CLOCK: '',
      DATABASE_PATH: join(directory, 'reel.sqlite'),
      SLACK_BOT_TOKEN: 'xoxb-essai',
      SLACK_APP_TOKEN: 'xapp-essai',
      SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
    });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain('La connexion à Slack a échoué');
    expect(bot.output()).not.toContain('xoxb-essai');
  });
});
