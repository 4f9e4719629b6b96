/** From the outbox to Slack: the real messenger against a server that stands for Slack. */
import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/conversation/card.ts';
import { createMessageRenderer } from '../../src/conversation/messages.ts';
import { currentCard } from '../../src/delivery/current-card.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import type { Timer } from '../../src/delivery/timer.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { accountsOf } from '../../src/store/accounts.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { type Person, updatePerson } from '../../src/store/people.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { keepSendingHours, sendingTime } from '../../src/use-cases/keep-sending-hours.ts';
import { type CircuitScene, circuitScene, slackUser, tie } from '../support/circuit-scene.ts';
import { everyTable } from '../support/every-table.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../support/fake-slack-api.ts';
import { type SlackWorkspace, serveWorkspace } from '../support/slack-workspace.ts';

let scene: CircuitScene;
let api: FakeSlackApi;
let slack: SlackWorkspace;
let problems: string[];

beforeEach(async () => {
  scene = await circuitScene();
  api = await startFakeSlackApi();
  slack = serveWorkspace(api, { now });
  problems = [];
});

afterEach(async () => {
  await scene[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const now = () => scene.world.now;

function messenger(): Messenger {
  const client = new webApi.WebClient('xoxb-test', {
    slackApiUrl: api.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return slackMessenger({ client, render: (card) => renderCard(card), team: 'T1' });
}

type Options = Parameters<typeof createDelivery>[0];

/** Nobody wakes it up by itself: the tests say when it looks again. */
const timer: Timer = { now: () => Date.parse(scene.world.now), after: () => () => {} };

function deliver(change: Partial<Options> = {}): Delivery {
  const own = messenger();
  const options: Options = {
    db: scene.world.db,
    clock: now,
    newId: randomUUID,
    render: createMessageRenderer(),
    random: () => 0,
    tie: (account, entry) => scene.conversation.meet(account, entry),
    messengers: () => [own],
    onFailure: (error) => {
      throw error;
    },
    onProblem: ({ error }) => problems.push(error),
    ...change,
  };
  return createDelivery(options, timer);
}

const ask = () => scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
const [worker, other] = [() => scene.work[0] as Person, () => scene.work[1] as Person];
const rows = () => scene.world.db.selectFrom('outbox').selectAll().orderBy('createdAt').execute();
const states = async () => (await rows()).map(({ state }) => state).sort();
const refuse = (method: string, error: string) => api.answer(method, { ok: false, error });

/** Another platform, which keeps what it is given. */
function elsewhere(): Messenger & { readonly sent: Card[] } {
  const sent: Card[] = [];
  return {
    platform: 'teams',
    sent,
    async send(_to, card) {
      sent.push(card);
      return { kind: 'sent', reference: `${sent.length}` };
    },
    rewrite: async (reference) => ({ kind: 'sent', reference }),
    findAccount: async () => undefined,
  };
}

describe('a message', () => {
  it('goes to each person asked, once, and its copy is recorded', async () => {
    await ask();
    await deliver().drain();
    for (const person of [worker(), other(), scene.caf])
      expect(slack.to(slackUser(person))).toHaveLength(1);
    expect(slack.messages).toHaveLength(3);
    expect(slack.to(slackUser(scene.caf))[0]?.text).toContain('Votre réponse est attendue');
    const copies = await scene.world.db.selectFrom('copy').selectAll().execute();
    expect(copies.map(({ reference }) => reference).sort()).toEqual(
      slack.messages.map(({ channel, ts }) => JSON.stringify({ channel, ts })).sort(),
    );
    await deliver().drain();
    expect(slack.messages).toHaveLength(3);
  });

  it('goes where the person prefers, when that platform is connected', async () => {
    const teams = elsewhere();
    const own = messenger();
    await scene.world.actAs(null, async ({ db, now }) => {
      const account = { platform: 'teams', tenant: 'T2', user: 'x', since: now };
      await db
        .insertInto('account')
        .values({ ...account, personId: scene.caf.id, state: 'tied' })
        .execute();
      await updatePerson(db, scene.caf.id, { prefers: 'teams' });
    });
    await ask();
    await deliver({ messengers: () => [own, teams] }).drain();
    expect(teams.sent).toHaveLength(1);
    expect(slack.to(slackUser(scene.caf))).toHaveLength(0);
    await scene.say(
      scene.pilot,
      `demander réalisation ${scene.action.code}`, // already open: changes nothing
    );
    await scene.approve(worker());
    await scene.approve(scene.caf);
    await deliver({ messengers: () => [own] }).drain();
    // Teams is gone: what is new goes by Slack, what was sent there waits to be rewritten.
    expect(slack.to(slackUser(scene.territory))).toHaveLength(1);
    const waiting = (await rows()).filter(({ state }) => state === 'pending');
    expect(waiting).toMatchObject([{ platform: 'teams', method: 'rewrite', attempts: 0 }]);
  });

  it('looked for slowly by its platform is not sent by another attempt meanwhile', async () => {
    const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let refused = true;
    let looks = 0;
    const slow = elsewhere();
    const teams: Messenger = {
      ...slow,
      async send(...message) {
        if (refused) return { kind: 'later', error: 'no answer', platform: 'silent' };
        return slow.send(...message);
      },
      async find() {
        looks += 1;
        asked.resolve();
        await told.promise;
        return undefined;
      },
    };
    await scene.world.actAs(null, async ({ db, now: since }) => {
      const account = { platform: 'teams', tenant: 'T2', user: 'x', since };
      await db
        .insertInto('account')
        .values({ ...account, personId: scene.caf.id, state: 'tied' })
        .execute();
    });
    await ask();
    const delivery = deliver({ messengers: () => [teams] });
    await delivery.drain();
    refused = false;
    scene.world.later({ minutes: 5 });
    const first = delivery.drain();
    await asked.promise;
    scene.world.later({ minutes: 3 });
    // The row has been its sender's for three minutes, and stays so.
    await deliver({ messengers: () => [teams] }).drain();
    told.resolve();
    await first;
    expect(looks).toBe(1);
    expect(slow.sent).toHaveLength(1);
  });

  it('waits untouched while no platform is connected', async () => {
    await ask();
    await deliver({ messengers: () => [] }).drain();
    expect((await rows()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  });

  it('is one row however often it is asked for', async () => {
    const row = {
      key: 'same',
      intent: 'requestAsked',
      subjectId: 'x',
      recipient: { kind: 'officerChannel' as const },
      notBefore: scene.world.now,
      createdAt: scene.world.now,
    };
    const written = await scene.world.actAs(null, async ({ db }) => [
      await enqueue(db, { ...row, id: 'a' }),
      await enqueue(db, { ...row, id: 'b' }),
    ]);
    expect(written).toEqual([true, false]);
    expect(await rows()).toHaveLength(1);
  });

  it('is not sent when it no longer needs saying', async () => {
    await ask();
    await scene.approve(worker());
    await deliver().drain();
    expect(slack.to(slackUser(other()))).toHaveLength(0);
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
    expect(await states()).toEqual(['sent', 'superseded', 'superseded']);
  });
});

describe('somebody never met', () => {
  const known = (person: Person, more: object = {}) =>
    slack.directory.set(person.email ?? '', {
      id: slackUser(person),
      team_id: 'T1',
      real_name: person.lastName,
      profile: { email: person.email },
      ...more,
    });

  beforeEach(async () => {
    await scene[Symbol.asyncDispose]();
    scene = await circuitScene({ tied: false });
    await tie(scene.world, scene.pilot);
  });

  it('is found by e-mail address, tied, and written to at once', async () => {
    known(scene.caf);
    await ask();
    await deliver().drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
    expect(await accountsOf(scene.world.db, scene.caf.id)).toMatchObject([{ state: 'tied' }]);
    expect(api.of('conversations.history')).toHaveLength(0);
  });

  it('who is a guest waits for the chargée de mission, and so does the message', async () => {
    known(scene.caf, { is_restricted: true });
    await ask();
    await deliver().drain();
    expect(slack.messages).toHaveLength(0);
    expect(await accountsOf(scene.world.db, scene.caf.id)).toMatchObject([{ state: 'waiting' }]);
    expect(problems).toContain('no account can be reached');
    await tie(scene.world, scene.caf);
    scene.world.later({ seconds: 6 });
    await deliver().drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  });

  it('whom the directory cannot be asked about keeps nobody else waiting', async () => {
    await tie(scene.world, worker());
    refuse('users.lookupByEmail', 'internal_error');
    await ask();
    await deliver().drain();
    expect(slack.messages).toHaveLength(1);
    expect(await states()).toEqual(['pending', 'pending', 'sent']);
  });
});

describe('copies', () => {
  it('are rewritten when the request moves, and no buttons stay on what is decided', async () => {
    await ask();
    await deliver().drain();
    await scene.approve(worker());
    await deliver().drain();
    const [card] = slack.to(slackUser(other()));
    expect(card?.rewrites).toBe(1);
    expect(JSON.stringify(card?.blocks)).toContain('Approuvée par Karim');
    expect(JSON.stringify(card?.blocks)).not.toContain('approveRequest');
    expect(JSON.stringify(slack.to(slackUser(scene.caf))[0]?.blocks)).toContain('approveRequest');
  });

  it('are rewritten when the request moved while they were on their way', async () => {
    await ask();
    const own = messenger();
    let moved = false;
    const slow: Messenger = {
      ...own,
      async send(to, card, key) {
        const result = await own.send(to, card, key);
        if (!moved) {
          moved = true;
          await scene.approve(worker());
        }
        return result;
      },
    };
    await deliver({ messengers: () => [slow] }).drain();
    const sent = slack.messages.filter(({ channel }) => channel !== `D${slackUser(scene.caf)}`);
    expect(sent.length).toBeGreaterThan(0);
    for (const message of sent)
      expect(JSON.stringify(message.blocks)).not.toContain('approveRequest');
  });
});

describe('a failure', () => {
  it('is tried again after a wait that doubles, and no sooner', async () => {
    await ask();
    await scene.approve(worker());
    refuse('chat.postMessage', 'internal_error');
    const delivery = deliver();
    for (const seconds of [5, 10, 20]) {
      await delivery.drain();
      const tried = api.of('chat.postMessage').length;
      scene.world.later({ seconds: seconds - 1 });
      await delivery.drain();
      expect(api.of('chat.postMessage')).toHaveLength(tried);
      scene.world.later({ seconds: 1 });
    }
    serveAgain();
    await delivery.drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  });

  it('by Slack’s limit waits as long as Slack says', async () => {
    await ask();
    await scene.approve(worker());
    api.answer('chat.postMessage', { ok: false, error: 'ratelimited', retryAfter: 90 });
    const delivery = deliver();
    await delivery.drain();
    serveAgain();
    scene.world.later({ seconds: 89 });
    await delivery.drain();
    expect(slack.messages).toHaveLength(0);
    scene.world.later({ seconds: 1 });
    await delivery.drain();
    expect(slack.messages).toHaveLength(1);
    expect(await states()).toEqual(['sent', 'superseded', 'superseded']);
  });

  it('until closing time waits for the next opening, at whatever instant it is tried again', async () => {
    scene.world.now = '2027-03-01T16:59:30.000Z';
    await ask();
    api.answer('chat.postMessage', { ok: false, error: 'ratelimited', retryAfter: 30 });
    const delivery = deliver({ isOpen: sendingTime() });
    await delivery.drain();
    serveAgain();
    scene.world.later({ seconds: 29.999 });
    await delivery.drain();
    expect(slack.messages).toHaveLength(0);
    scene.world.later({ seconds: 0.001 });
    await delivery.drain();
    expect(slack.messages).toHaveLength(0);
    await keepSendingHours(scene.world.db, scene.world.now);
    scene.world.now = '2027-03-02T07:59:59.999Z';
    await delivery.drain();
    expect(slack.messages).toHaveLength(0);
    scene.world.now = '2027-03-02T08:00:00.000Z';
    await delivery.drain();
    expect(slack.messages).toHaveLength(3);
  });

  it('while the history is read is not sent when closing time comes meanwhile', async () => {
    scene.world.now = '2027-03-01T16:59:30.000Z';
    await ask();
    const own = messenger();
    const slow: Messenger = {
      ...own,
      find: async () => {
        scene.world.now = '2027-03-01T17:00:00.000Z';
        return undefined;
      },
    };
    const delivery = deliver({ isOpen: sendingTime(), messengers: () => [slow] });
    refuse('chat.postMessage', 'internal_error');
    await delivery.drain();
    serveAgain();
    scene.world.later({ seconds: 20 });
    await delivery.drain();
    expect(slack.messages).toHaveLength(0);
    expect(await states()).toEqual(['pending', 'pending', 'pending']);
  });

  it('for good ends at once, and is told', async () => {
    await ask();
    refuse('chat.postMessage', 'invalid_blocks');
    await deliver().drain();
    expect(await states()).toEqual(['dead', 'dead', 'dead']);
    expect((await rows())[0]).toMatchObject({ lastError: 'invalid_blocks', attempts: 1 });
    expect(problems).toEqual(['invalid_blocks', 'invalid_blocks', 'invalid_blocks']);
  });

  it('that lasts ends too, not before two days', async () => {
    await ask();
    refuse('chat.postMessage', 'internal_error');
    const start = Date.parse(scene.world.now);
    const delivery = deliver();
    for (let turn = 0; turn < 200 && (await states()).includes('pending'); turn += 1) {
      scene.world.later({ minutes: 60 });
      await delivery.drain();
    }
    expect(await states()).toEqual(['dead', 'dead', 'dead']);
    expect(Date.parse(scene.world.now) - start).toBeGreaterThan(48 * 3600 * 1000);
  });

  it('of one row to be rendered leaves the others go', async () => {
    await ask();
    const render = createMessageRenderer();
    let first: string | undefined;
    await deliver({
      render: async (db, row, now) => {
        first ??= row.id;
        if (row.id === first) throw new TypeError('broken');
        return render(db, row, now);
      },
    }).drain();
    expect(slack.messages).toHaveLength(2);
    expect(problems).toEqual(['TypeError']);
  });

  function serveAgain(): void {
    slack = serveWorkspace(api, { now });
  }
});

describe('several at once', () => {
  it('two drains, of one delivery or of two, send once', async () => {
    await ask();
    const [one, two] = [deliver(), deliver()];
    await Promise.all([one.drain(), one.drain(), two.drain()]);
    expect(slack.messages).toHaveLength(3);
  });

  it('a drain asked for at whatever moment another ends is not lost', async () => {
    await ask();
    await deliver().drain();
    const request = await scene.world.db
      .selectFrom('request')
      .select('id')
      .executeTakeFirstOrThrow();
    const delivery = deliver({ messengers: () => [elsewhereAsSlack] });
    const turns = 400;
    const start = Date.parse(scene.world.now);
    const dueAt = (turn: number) => new Date(start + turn * 1000).toISOString();
    await scene.world.actAs(null, async ({ db, now }) => {
      for (let turn = 1; turn <= turns; turn += 1)
        await enqueue(db, {
          ...{ id: `turn-${turn}`, key: `turn-${turn}`, intent: 'requestTold' },
          ...{ subjectId: request.id, notBefore: dueAt(turn), createdAt: now },
          recipient: { kind: 'person', person: scene.pilot.id },
        });
    });
    for (let turn = 1; turn <= turns; turn += 1) {
      const ending = delivery.drain();
      for (let hop = 0; hop < turn; hop += 1) await Promise.resolve();
      scene.world.now = dueAt(turn);
      await Promise.all([ending, delivery.drain()]);
      expect(teams.sent).toHaveLength(turn);
    }
  });
});

const teams = elsewhere();
const elsewhereAsSlack: Messenger = { ...teams, platform: 'slack' };

describe('a process that stopped in mid-send', () => {
  /** The row is claimed and, if `sent`, the message is out; nothing of it was recorded. */
  async function stopInMidSend(sent: boolean): Promise<void> {
    await ask();
    await scene.approve(worker());
    const reached = Promise.withResolvers<void>();
    const own = messenger();
    const dying: Messenger = {
      ...own,
      async send(to, card, key) {
        if (sent) await own.send(to, card, key);
        reached.resolve();
        return new Promise<never>(() => {});
      },
    };
    void deliver({ messengers: () => [dying] }).drain();
    await reached.promise;
    // The others were to people who need hear of it no more.
    await expect.poll(states).toEqual(['sending', 'superseded', 'superseded']);
  }

  it('leaves its row to the next one once its lease has run out', async () => {
    await stopInMidSend(false);
    scene.world.later({ seconds: 59 });
    await deliver().drain();
    expect(slack.messages).toHaveLength(0);
    scene.world.later({ seconds: 2 });
    await deliver().drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  });

  it('has its message found again rather than sent twice, and brought up to date', async () => {
    await stopInMidSend(true);
    scene.world.later({ minutes: 2 });
    await deliver().drain();
    expect(slack.messages).toHaveLength(1);
    const [copy] = await scene.world.db.selectFrom('copy').selectAll().execute();
    expect(copy).toMatchObject({ personId: scene.caf.id });
    expect(slack.messages[0]?.rewrites).toBe(1);
  });

  it('has it found and closed even when it no longer needed saying', async () => {
    await stopInMidSend(true);
    await scene.approve(scene.caf);
    scene.world.later({ minutes: 2 });
    await deliver().drain();
    const [message, ...more] = slack.to(slackUser(scene.caf));
    expect(more).toHaveLength(0);
    expect(JSON.stringify(message?.blocks)).not.toContain('approveRequest');
    expect(JSON.stringify(message?.blocks)).toContain('Approuvée par Isabelle');
  });

  it('has it sent again where the workspace keeps no keys, or shows no history', async () => {
    slack = serveWorkspace(api, { now, metadata: false });
    await stopInMidSend(true);
    scene.world.later({ minutes: 2 });
    await deliver().drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(2);
  });

  it.each(['missing_scope', 'unknown_method'])(
    'has it sent again when the history is refused: %s',
    async (error) => {
      await stopInMidSend(true);
      refuse('conversations.open', error);
      scene.world.later({ minutes: 2 });
      await deliver().drain();
      expect(slack.to(slackUser(scene.caf))).toHaveLength(2);
    },
  );

  it('has it neither found nor sent while Slack cannot say', async () => {
    await stopInMidSend(true);
    api.answer('conversations.history', { ok: false, error: 'ratelimited', retryAfter: 30 });
    scene.world.later({ minutes: 2 });
    await deliver().drain();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
    expect(await states()).toEqual(['pending', 'superseded', 'superseded']);
  });
});

describe('whoever has left', () => {
  const leave = (person: Person) =>
    scene.world.actAs(null, (context) => departPerson(context, person.id));

  it('is written to no more, and no table says which account was theirs', async () => {
    await ask();
    await deliver().drain();
    await leave(worker());
    expect(await everyTable(scene.world.db)).not.toContain(slackUser(worker()));
    const before = slack.to(slackUser(worker()))[0];
    const rewrites = before?.rewrites;
    await scene.approve(other());
    await deliver().drain();
    expect(slack.to(slackUser(worker()))).toHaveLength(1);
    expect(slack.to(slackUser(worker()))[0]?.rewrites).toBe(rewrites);
  });

  it('is not sent what was waiting, nor kept when it was on its way', async () => {
    await ask();
    const own = messenger();
    const leaving: Messenger = {
      ...own,
      async send(to, card, key) {
        const sent = await own.send(to, card, key);
        if (to.kind === 'person' && to.user === slackUser(worker())) await leave(worker());
        return sent;
      },
    };
    await deliver({ messengers: () => [leaving] }).drain();
    expect(await everyTable(scene.world.db)).not.toContain(slackUser(worker()));
    const last = scene.caf;
    await leave(last);
    expect((await rows()).filter(({ state }) => state === 'pending')).not.toContainEqual(
      expect.objectContaining({ recipient: expect.stringContaining(last.id) }),
    );
  });

  it('is no longer named in what others were sent', async () => {
    await ask();
    await deliver().drain();
    await scene.approve(worker());
    await deliver().drain();
    expect(JSON.stringify(slack.to(slackUser(other())))).toContain(worker().firstName);
    await leave(worker());
    await deliver().drain();
    expect(JSON.stringify(slack.to(slackUser(other())))).not.toContain(worker().firstName);
  });
});

it('shows a card anew to the one it was sent to, and to nobody else', async () => {
  await ask();
  await deliver().drain();
  const copy = await scene.world.db
    .selectFrom('copy')
    .select('reference')
    .where('personId', '=', worker().id)
    .executeTakeFirstOrThrow();
  const options = { db: scene.world.db, clock: now, render: createMessageRenderer() };
  const anew = (user: string) =>
    currentCard(options, {
      reference: copy.reference,
      account: { platform: 'slack', tenant: 'T1', user },
    });
  expect(await anew(slackUser(worker()))).toBeDefined();
  expect(await anew(slackUser(other()))).toBeUndefined();
  expect(await anew('USTRANGER')).toBeUndefined();
});
