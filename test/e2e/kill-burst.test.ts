/**
 * A burst of 1,000 messages, killed (`kill -9`) at 200 random points: twenty bots of one process
 * send fifty each, and ten processes die one after the other, half of them before a write of SQLite
 * taken at random, half when Slack has just taken a message.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { saveAccount } from '../../src/store/accounts.ts';
import { openDatabase } from '../../src/store/database.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { saveSetting } from '../../src/store/settings.ts';
import { officerChannelSetting } from '../../src/use-cases/choose-channel.ts';
import { startFakeSlackApi } from '../support/fake-slack-api.ts';
import type { SendOptions } from '../support/send-until-killed.ts';
import { serveWorkspace } from '../support/slack-workspace.ts';
import { openWorld } from '../support/world.ts';

const sender = join(import.meta.dirname, '../support/send-until-killed.ts');
const bots = 20;
const perBot = 50;
const people = 10;
/** What one process has on its way at once for each bot: those a death may leave in doubt. */
const atOnce = 8;
const start = Date.parse('2027-03-01T09:00:00Z');
/** Longer than the lease of a row, of one that is looked for too. */
const at = (run: number) => new Date(start + run * 360_000).toISOString();

/** Reproducible: the same seed kills at the same writes. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One file for each bot, with its share of the burst: a third to the channel, the rest to people. */
async function writeBurst(folder: string): Promise<readonly string[]> {
  const template = join(folder, 'template.sqlite');
  const world = await openWorld({ path: template });
  const ids: string[] = [];
  for (let index = 0; index < people; index += 1) ids.push((await world.person()).id);
  await world.actAs(null, async ({ db, now }) => {
    await saveSetting(db, officerChannelSetting, { platform: 'slack', tenant: 'T1', id: 'C1' });
    for (const [index, personId] of ids.entries()) {
      const account = { platform: 'slack', tenant: 'T1', user: `UP${index}` };
      await saveAccount(db, { ...account, personId, state: 'tied', since: now });
    }
  });
  await world[Symbol.asyncDispose]();
  const files = Array.from({ length: bots }, (_, bot) => join(folder, `bot-${bot}.sqlite`));
  for (const [bot, file] of files.entries()) {
    copyFileSync(template, file);
    const db = await openDatabase(file);
    await db.transaction().execute(async (tx) => {
      for (let index = 0; index < perBot; index += 1) {
        const key = `bot ${bot} message ${index}`;
        const person = ids[index % people] ?? '';
        const toChannel = index % 3 === 0;
        await enqueue(tx, {
          ...{ id: randomUUID(), key, intent: 'burst', subjectId: key },
          recipient: toChannel ? { kind: 'officerChannel' } : { kind: 'person', person },
          ...{ notBefore: at(0), createdAt: at(0) },
        });
      }
    });
    await db.destroy();
  }
  return files;
}

function statesOf(files: readonly string[]): readonly (readonly string[])[] {
  return files.map((file) => {
    const sqlite = new Sqlite(file);
    const states = sqlite.prepare<[], string>('SELECT state FROM outbox').pluck().all();
    sqlite.close();
    return states;
  });
}

interface Outcome {
  /** What Slack has, in the order in which it was posted. */
  readonly messages: readonly { readonly channel: string; readonly text: string }[];
  readonly states: readonly (readonly string[])[];
  /** Deaths in the middle of a bot's burst. */
  readonly points: number;
}

async function killAgain(deaths: number, options: { metadata: boolean }): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-burst-'));
  const random = seeded(20_270_301);
  const load = (): ChildProcess =>
    fork(sender, {
      stdio: 'inherit',
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
  let served = at(0);
  let posted = () => {};
  await using api = await startFakeSlackApi();
  const slack = serveWorkspace(api, { ...options, now: () => served, onPosted: () => posted() });
  try {
    const databases = await writeBurst(folder);
    let points = 0;
    let next = load();
    for (let run = 0; run < deaths; run += 1) {
      const child = next;
      // The one that takes over loads its code meanwhile.
      next = load();
      served = at(run);
      const order: SendOptions = { databases, apiUrl: api.apiUrl, now: served };
      const dead = once(child, 'close');
      let left = run % 2 === 0 ? Number.POSITIVE_INFINITY : 1 + random(100);
      posted = () => {
        left -= 1;
        if (left === 0) child.kill('SIGKILL');
      };
      child.send(run % 2 === 0 ? { ...order, killAtWrite: 1 + random(900) } : order);
      await dead;
      posted = () => {};
      expect(child.signalCode).toBe('SIGKILL');
      const states = statesOf(databases);
      points += states.filter((all) => all.some((state) => state !== 'sent')).length;
    }
    served = at(deaths);
    next.send({ databases, apiUrl: api.apiUrl, now: served } satisfies SendOptions);
    await once(next, 'message');
    next.kill('SIGKILL');
    await once(next, 'close');
    return { messages: slack.messages, states: statesOf(databases), points };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectNothingLost({ messages, states }: Outcome): void {
  const said = new Set(messages.map(({ text }) => text));
  expect(said.size).toBe(bots * perBot);
  for (const all of states) expect(new Set(all)).toEqual(new Set(['sent']));
}

it('loses nothing and sends nothing twice where Slack can be asked', {
  timeout: 180_000,
}, async () => {
  const outcome = await killAgain(10, { metadata: true });
  expectNothingLost(outcome);
  expect(outcome.points).toBe(200);
  expect(outcome.messages).toHaveLength(bots * perBot);
  const orderOf = new Map<string, number[]>();
  for (const { channel, text } of outcome.messages) {
    const [, bot, index] = /^bot (\d+) message (\d+)$/.exec(text) ?? [];
    const conversation = `${channel} ${bot}`;
    orderOf.set(conversation, [...(orderOf.get(conversation) ?? []), Number(index)]);
  }
  for (const order of orderOf.values()) expect(order).toEqual(order.toSorted((a, b) => a - b));
});

it('loses nothing elsewhere, and sends twice only what was on its way', {
  timeout: 180_000,
}, async () => {
  const deaths = 3;
  const outcome = await killAgain(deaths, { metadata: false });
  expectNothingLost(outcome);
  const twice = outcome.messages.length - bots * perBot;
  if (process.env.CRASH_FIGURES) process.stdout.write(`${JSON.stringify({ deaths, twice })}\n`);
  expect(twice).toBeGreaterThan(0);
  expect(twice).toBeLessThanOrEqual(deaths * bots * atOnce);
});
