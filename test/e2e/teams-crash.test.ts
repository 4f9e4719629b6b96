/**
 * The bot killed in the middle of its work while people write to it in Teams: what was answered is
 * there, what is delivered again is recorded once, and nothing is half-written.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveAccount } from '../../src/store/accounts.ts';
import { openDatabase } from '../../src/store/database.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { activitiesOf, TENANT, wordsOf } from '../platforms/teams/harness.ts';
import { circuitScene } from '../support/circuit-scene.ts';
import { type FakeBotConnector, startFakeBotConnector } from '../support/fake-bot-connector.ts';
import type { ServeTeamsOptions } from '../support/serve-teams-until-killed.ts';

const child = join(import.meta.dirname, '../support/serve-teams-until-killed.ts');
/** Spread over what a turn writes: its first rows, its journal, its answer, its commit, the next. */
const kills = [1, 4, 9, 15, 23];
const children = new Set<ChildProcess>();

let directory: string;
let connector: FakeBotConnector;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'relais-teams-crash-'));
  connector = await startFakeBotConnector();
});
afterEach(async () => {
  for (const one of children) one.kill('SIGKILL');
  await connector[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

async function serve(options: ServeTeamsOptions): Promise<{ process: ChildProcess; url: string }> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(directory, 'cache') };
  const started = fork(child, { stdio: 'inherit', execArgv: [], env });
  children.add(started);
  started.send(options);
  const [url] = await once(started, 'message');
  return { process: started, url: String(url) };
}

/** False when the bot died before it answered. */
async function post(url: string, activity: unknown): Promise<boolean> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(activity),
  }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

it('records once what is delivered again after a crash, and answers it the same', {
  timeout: 300_000,
}, async () => {
  const database = join(directory, 'relais.sqlite');
  const scene = await circuitScene({ path: database, tied: false });
  const { pilot, action, world } = scene;
  await world.actAs(null, ({ db, now: since }) =>
    saveAccount(db, {
      ...{ platform: 'teams', tenant: TENANT, user: `aad-${pilot.id}` },
      ...{ personId: pilot.id, state: 'tied', since },
    }),
  );
  await scene[Symbol.asyncDispose]();
  const { message } = activitiesOf(connector.serviceUrl);
  const own = `a:29:${pilot.id}`;
  let now = Date.parse('2027-03-01T09:00:00Z');
  let said = 0;
  const answers = new Map<string, string>();
  /** Delivered and not answered: Teams delivers them again. */
  let unanswered: { text: string; activity: unknown }[] = [];
  const told: { text: string; activity: unknown }[] = [];

  for (const killAt of [...kills, undefined]) {
    now += 60 * 60_000;
    const bot = await serve({
      database,
      now: new Date(now).toISOString(),
      ...(killAt !== undefined && { killAtWrite: killAt }),
    });
    const died = once(bot.process, 'close');
    const again = [...unanswered, ...told.slice(-2)];
    const fresh = Array.from({ length: killAt === undefined ? 1 : 6 }, () => {
      const text = `avancée numéro ${++said}`;
      return { text, activity: message(`maj ${action.code} : ${text}`, pilot.id) };
    });
    unanswered = [];
    for (const one of [...again, ...fresh]) {
      const before = connector.in(own).length;
      if (!(await post(bot.url, one.activity))) {
        if (!told.includes(one)) unanswered.push(one);
        continue;
      }
      const words = wordsOf(connector.in(own)[before]);
      expect(words).toContain(one.text);
      expect(answers.get(one.text) ?? words).toBe(words);
      answers.set(one.text, words);
      if (!told.includes(one)) told.push(one);
    }
    if (killAt === undefined) bot.process.kill('SIGKILL');
    await died;
  }

  expect(unanswered).toEqual([]);
  expect(told).toHaveLength(said);
  await using db = await openDatabase(database);
  const texts = await db.selectFrom('freeText').select('body').execute();
  const bodies = texts.map(({ body }) => body).filter((body) => body?.startsWith('avancée'));
  expect(bodies.sort()).toEqual(told.map(({ text }) => text).sort());
  expect((await verifyStore(db)).faults).toEqual([]);
});
