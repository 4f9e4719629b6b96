/**
 * The bot killed in the middle of its work, again and again, while people write and click: what was
 * answered is there, nothing is half-written, and every message ends by telling the truth.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Answer, Request } from '../../src/conversation/exchange.ts';
import { createMessageRenderer } from '../../src/conversation/messages.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import type { Outgoing } from '../../src/store/outbox.ts';
import type { Person } from '../../src/store/people.ts';
import { readEvents } from '../../src/store/requests.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { buttonsOf } from '../support/chat.ts';
import { circuitScene, slackAccount } from '../support/circuit-scene.ts';
import { startFakeSlackApi } from '../support/fake-slack-api.ts';
import type { FromServer, Mark, ServeOptions, ToServer } from '../support/serve-until-killed.ts';
import { type SlackWorkspace, serveWorkspace } from '../support/slack-workspace.ts';

const kills = 33;
const actions = 24;
const server = join(import.meta.dirname, '../support/serve-until-killed.ts');
const dayStart = Date.parse('2027-03-01T08:00:00Z');
/** Longer than the lease of a row: what a killed process had claimed is due again. */
const betweenRuns = 2 * 60_000;

/** Reproducible: the same seed kills at the same writes. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = seeded(20270301);
const upTo = (limit: number) => Math.floor(random() * limit);
const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)] as Item;

interface Sent {
  readonly key: string;
  readonly person: Person;
  readonly request: Request;
  /** Words of its own, by which to find it again. */
  readonly text?: string;
}

interface Kept extends Sent {
  readonly answer: string;
}

/** What the people know: what they sent, and what they were answered. */
const known = {
  unanswered: new Map<string, Sent>(),
  kept: [] as Kept[],
  marks: new Map<string, Mark>(),
  answers: 0,
};

/** A running bot, and people talking to it until it dies. */
class Running {
  readonly child: ChildProcess;
  readonly dead: Promise<unknown>;
  readonly ready: Promise<unknown>;
  readonly #waiting = new Map<string, (answer: Answer | undefined) => void>();
  #alive = true;

  /** @param cache where compiled code is kept: most of the time of this test is starting */
  constructor(cache: string) {
    const env = { ...process.env, NODE_COMPILE_CACHE: cache };
    this.child = fork(server, { stdio: 'inherit', execArgv: [], env });
    const ready = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.dead = once(this.child, 'close').then(() => {
      this.#alive = false;
      for (const give of this.#waiting.values()) give(undefined);
      ready.resolve();
    });
    this.child.on('message', (message: FromServer) => {
      if (message.kind === 'ready') ready.resolve();
      else if (message.kind === 'drained') this.#waiting.get(message.id)?.(undefined);
      else this.#record(message);
    });
  }

  /** Opens the file and serves. */
  async start(options: ServeOptions): Promise<void> {
    this.child.send({ kind: 'start', options } satisfies ToServer);
    await this.ready;
  }

  get alive(): boolean {
    return this.#alive;
  }

  #record({ key, answer, kept, marks }: Extract<FromServer, { kind: 'answered' }>): void {
    const sent = known.unanswered.get(key);
    known.unanswered.delete(key);
    known.answers += 1;
    if (sent && kept !== null) known.kept.push({ ...sent, answer: kept });
    for (const mark of marks) {
      const before = known.marks.get(mark.code);
      if (!before || before.events < mark.events) known.marks.set(mark.code, mark);
    }
    this.#waiting.get(key)?.(answer);
    this.#waiting.delete(key);
  }

  #tell(id: string, message: ToServer): Promise<Answer | undefined> {
    if (!this.#alive) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.child.send(message, () => {});
    });
  }

  /** `undefined` when the bot died before it answered. */
  send(sent: Sent): Promise<Answer | undefined> {
    known.unanswered.set(sent.key, sent);
    const { key, person, request } = sent;
    const place = { kind: 'direct' as const, id: 'D1' };
    return this.#tell(key, {
      kind: 'say',
      inbound: { key, account: slackAccount(person), place, request },
    });
  }

  async drain(): Promise<void> {
    const id = randomUUID();
    await this.#tell(id, { kind: 'drain', id });
  }
}

let words = 0;
function nextWords(kind: string): string {
  words += 1;
  return `${kind} numéro ${words}`;
}

const say = (person: Person, text: string, own?: string): Sent => ({
  key: randomUUID(),
  person,
  request: { kind: 'words', words: text },
  ...(own !== undefined && { text: own }),
});

/** A pilot writes news, declares actions réalisées, and sometimes cancels what was asked. */
async function pilotTalks(bot: Running, pilot: Person): Promise<void> {
  while (bot.alive) {
    const code = `THA-${1 + upTo(actions)}`;
    const dice = random();
    if (dice < 0.3) {
      const text = nextWords('nouvelle');
      await bot.send(say(pilot, `maj ${code} : ${text}`, text));
    } else if (dice < 0.95) {
      const text = nextWords('fini');
      await bot.send(say(pilot, `maj ${code} réalisée : ${text}`));
    } else {
      const open = [...known.marks.values()].filter(({ state }) => state === 'open');
      const id = open.length > 0 ? pick(open).code : 'V-1';
      const value = { do: 'act', act: 'cancelRequest', id };
      await bot.send({ key: randomUUID(), person: pilot, request: { kind: 'press', value } });
    }
  }
}

/** Somebody who is asked looks at a request and answers it, mostly by approving. */
async function asked(bot: Running, person: Person): Promise<void> {
  while (bot.alive) {
    const open = [...known.marks.values()].filter(({ state }) => state === 'open');
    if (open.length === 0) {
      await sleep(5);
      continue;
    }
    const card = await bot.send(say(person, `demande ${pick(open).code}`));
    if (!card) return;
    const press = buttonsOf(card).find(({ label }) => label === 'Approuver')?.press;
    if (press?.do !== 'act') continue;
    const decision = pick(['approve', 'approve', 'approveWithReservations', 'refuse']);
    if (decision === 'approve') {
      await bot.send({ key: randomUUID(), person, request: { kind: 'press', value: press } });
      continue;
    }
    const text = nextWords('motif');
    const state = { ...(JSON.parse(press.id) as Record<string, string>), decision };
    const request = { kind: 'submit' as const, form: 'answerRequest', state, values: { text } };
    await bot.send({ key: randomUUID(), person, request, text });
  }
}

/** Nothing lost of what was answered, nothing half-written, nothing done twice. */
async function expectTruth(db: Db, since: number): Promise<void> {
  expect((await verifyStore(db)).faults).toEqual([]);
  const bodies = (await db.selectFrom('freeText').select('body').execute()).map((row) => row.body);
  const own = bodies.filter((body) => body?.includes(' numéro '));
  expect(new Set(own).size).toBe(own.length);
  for (const { key, text, answer } of known.kept.slice(since)) {
    const row = db.selectFrom('inbound').select('answer').where('key', '=', key);
    expect((await row.executeTakeFirst())?.answer).toBe(answer);
    if (text !== undefined) expect(own).toContain(text);
  }
  const mayHaveActed = new Set([...known.unanswered.values()].map(({ person }) => person.id));
  for (const mark of known.marks.values()) {
    const row = await db
      .selectFrom('request')
      .selectAll()
      .where('id', '=', mark.id)
      .executeTakeFirstOrThrow();
    const after = (await readEvents(db, mark.id)).slice(mark.events);
    if (mark.state !== 'open') expect(row.state).toBe(mark.state);
    // Further than the last answer only by what was sent and not answered yet.
    for (const { by } of after) if (by !== null) expect([...mayHaveActed]).toContain(by);
    if (mayHaveActed.size === 0) expect(after).toEqual([]);
  }
}

/** Each message, wherever it was sent, says what is true now; none is unknown to the bot. */
async function expectCopiesTrue(db: Db, slack: SlackWorkspace, now: string): Promise<void> {
  const render = createMessageRenderer();
  const shown = (row: Outgoing) =>
    db.transaction().execute(async (tx) => {
      const card = await render(tx, row, now);
      if (!card) return undefined;
      const { text, blocks } = renderCard(card);
      return { text, blocks };
    });
  const copies = await db.selectFrom('copy').selectAll().execute();
  expect(copies).toHaveLength(slack.messages.length);
  expect(new Set(slack.messages.map(({ key }) => key)).size).toBe(slack.messages.length);
  for (const copy of copies) {
    const { channel, ts } = JSON.parse(copy.reference) as { channel: string; ts: string };
    const message = slack.messages.find((one) => one.channel === channel && one.ts === ts);
    const row = await db
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', copy.outboxId)
      .executeTakeFirstOrThrow();
    const first = { ...row, recipient: JSON.parse(row.recipient) as Outgoing['recipient'] };
    const rewritten = { ...first, recipient: { kind: 'copy' as const, copy: copy.id } };
    const current = message?.rewrites === 0 ? await shown(first) : await shown(rewritten);
    expect({ text: message?.text, blocks: message?.blocks }).toEqual(current);
  }
}

it('loses nothing that was answered, whenever it is killed', { timeout: 180_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'relais-crash-'));
  const database = join(directory, 'relais.sqlite');
  const scene = await circuitScene({ path: database });
  const { pilot, work, caf, territory, officers } = scene;
  const [group] = await scene.world.db.selectFrom('workingGroup').select('code').execute();
  for (let count = 1; count < actions; count += 1)
    await scene.world.action({ code: group?.code } as Parameters<typeof scene.world.action>[0], {
      title: `Action ${count}`,
      structures: ['FT', 'CAF'],
    });
  await scene[Symbol.asyncDispose]();

  await using api = await startFakeSlackApi();
  let posted = () => {};
  let served = at(0);
  const slack = serveWorkspace(api, { now: () => served, onPosted: () => posted() });
  const died = { write: 0, time: 0, slack: 0 };
  try {
    let next = new Running(join(directory, 'compiled'));
    for (let run = 0; run < kills; run += 1) {
      const how = (['write', 'time', 'slack'] as const)[run % 3] ?? 'time';
      const before = known.kept.length;
      served = at(run);
      const options = { database, apiUrl: api.apiUrl, now: served };
      const bot = next;
      await bot.start(how === 'write' ? { ...options, killAtWrite: 1 + upTo(150) } : options);
      // The one that takes over loads its code meanwhile.
      next = new Running(join(directory, 'compiled'));
      const kill = () => {
        bot.child.kill('SIGKILL');
      };
      let left = how === 'slack' ? 1 + upTo(3) : Number.POSITIVE_INFINITY;
      posted = () => {
        left -= 1;
        if (left === 0) kill();
      };
      // What got no answer is sent again as it was: Slack does so, and so do people.
      for (const sent of [...known.unanswered.values()]) void bot.send(sent);
      const people = [...work, caf, territory, ...officers];
      const talking = [pilotTalks(bot, pilot), ...people.map((person) => asked(bot, person))];
      const patience = setTimeout(kill, how === 'time' ? 20 + upTo(250) : 2000);
      await bot.dead;
      clearTimeout(patience);
      posted = () => {};
      await Promise.all(talking);
      expect(bot.child.signalCode).toBe('SIGKILL');
      died[how] += 1;
      const db = await openDatabase(database);
      await expectTruth(db, before);
      await db.destroy();
    }

    const last = next;
    served = at(kills + 60);
    await last.start({ database, apiUrl: api.apiUrl, now: served });
    await Promise.all([...known.unanswered.values()].map((sent) => last.send(sent)));
    await last.drain();
    last.child.kill('SIGKILL');
    await last.dead;
    const db = await openDatabase(database);
    await expectTruth(db, 0);
    const waiting = await db
      .selectFrom('outbox')
      .select(['state', 'lastError'])
      .where('state', 'not in', ['sent', 'superseded'])
      .execute();
    expect(waiting).toEqual([]);
    await expectCopiesTrue(db, slack, at(kills + 61));
    // The people must have had something to lose.
    const ended = await db
      .selectFrom('request')
      .select('state')
      .where('state', '!=', 'open')
      .execute();
    expect(known.kept.length).toBeGreaterThan(kills);
    expect(ended.length).toBeGreaterThan(0);
    expect(slack.messages.length).toBeGreaterThan(10);
    if (process.env.CRASH_FIGURES)
      process.stdout.write(
        `${JSON.stringify({ died, answers: known.answers, kept: known.kept.length, requests: known.marks.size, ended: ended.length, messages: slack.messages.length, histories: api.of('conversations.history').length })}\n`,
      );
    await db.destroy();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

function at(run: number): string {
  return new Date(dayStart + run * betweenRuns).toISOString();
}
