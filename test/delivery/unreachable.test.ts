/** People and channels that nothing reaches any more: not tried again and again, told once. */
import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMessageRenderer } from '../../src/conversation/messages.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { boltLogger } from '../../src/platforms/slack/logging.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { accountsOf } from '../../src/store/accounts.ts';
import type { Person } from '../../src/store/people.ts';
import { chooseChannel, officerChannel } from '../../src/use-cases/choose-channel.ts';
import { type CircuitScene, circuitScene, slackUser } from '../support/circuit-scene.ts';
import { type ApiAnswer, type FakeSlackApi, startFakeSlackApi } from '../support/fake-slack-api.ts';
import { type SlackWorkspace, serveWorkspace } from '../support/slack-workspace.ts';
import { VirtualTime } from '../support/virtual-time.ts';

let scene: CircuitScene;
let api: FakeSlackApi;
let slack: SlackWorkspace;
let time: VirtualTime;

beforeEach(async () => {
  scene = await circuitScene();
  api = await startFakeSlackApi();
  slack = serveWorkspace(api, { now: () => scene.world.now });
  time = new VirtualTime(scene.world);
});

afterEach(async () => {
  await scene[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

function deliver(...others: Messenger[]): Delivery {
  const client = new webApi.WebClient('xoxb-test', {
    slackApiUrl: api.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(pino({ level: 'silent' })),
  });
  const own = slackMessenger({ client, render: (card) => renderCard(card), team: 'T1' });
  const options = {
    db: scene.world.db,
    clock: () => scene.world.now,
    newId: randomUUID,
    render: createMessageRenderer(undefined, [
      { code: 'slack', label: 'Slack', aliases: [] },
      { code: 'teams', label: 'Teams', aliases: [] },
    ]),
    tie: async () => false,
    messengers: () => [own, ...others],
    random: () => 0,
    onFailure: (error: unknown) => {
      throw error;
    },
    onProblem: () => {},
  };
  return createDelivery(options, time);
}

/** From now on what is sent to these places is answered so; the rest goes. */
function refuse(where: readonly string[], answer: ApiAnswer): () => void {
  const before = api.answering('chat.postMessage');
  api.answer('chat.postMessage', (args) =>
    where.includes(String(args.channel)) ? answer : before(args),
  );
  return () => api.answer('chat.postMessage', before);
}

const gone: ApiAnswer = { ok: false, error: 'user_disabled' };
const ask = () => scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
const worker = () => scene.work[0] as Person;
const other = () => scene.work[1] as Person;
const officer = () => scene.officers[0] as Person;
const tries = (where: string) =>
  api.of('chat.postMessage').filter(({ args }) => args.channel === where).length;
const told = () =>
  slack.to(slackUser(officer())).map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);
const deadOnes = async () =>
  (await scene.world.db.selectFrom('outbox').select('key').where('state', '=', 'dead').execute())
    .length;

it('a closed account is given up at once, and the chargée de mission is told once a day of all', async () => {
  refuse([slackUser(worker()), slackUser(other())], gone);
  await ask();
  const delivery = deliver();
  await time.pass(delivery, 11 * 60);
  expect(await deadOnes()).toBe(2);
  expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('2 comptes ne reçoivent plus les messages du bot');
  for (const { lastName } of [worker(), other()]) expect(told()[0]).toContain(lastName);
  expect(told()[0]).toContain('Slack');
  // The next message does not even try, and says nothing more.
  await scene.say(scene.pilot, `demande V-1`);
  await scene.world.actAs(null, async ({ db, now }) => {
    const row = await db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
    const recipient = JSON.stringify({ kind: 'person', person: worker().id });
    const again = { ...row, id: 'again', key: 'again', state: 'pending' as const, recipient };
    const anew = { attempts: 0, settledAt: null, platform: null, triedAt: null, notBefore: now };
    await db
      .insertInto('outbox')
      .values({ ...again, ...anew })
      .execute();
  });
  await time.pass(delivery, 11 * 60);
  expect(await deadOnes()).toBe(3);
  expect(tries(slackUser(worker()))).toBe(1);
  expect(told()).toHaveLength(1);
});

it('a person whose account is closed is reached where they also are', async () => {
  refuse([slackUser(scene.caf)], gone);
  const sent: string[] = [];
  const teams: Messenger = {
    platform: 'teams',
    async send(to) {
      sent.push(to.kind === 'person' ? to.user : to.id);
      return { kind: 'sent', reference: '1' };
    },
    rewrite: async (reference) => ({ kind: 'sent', reference }),
    findAccount: async () => undefined,
  };
  await scene.world.db
    .insertInto('account')
    .values({
      ...{ platform: 'teams', tenant: 'T2', user: 'x', personId: scene.caf.id },
      ...{ state: 'tied', since: scene.world.now },
    })
    .execute();
  await ask();
  await time.pass(deliver(teams), 5);
  expect(sent).toEqual(['x']);
  expect(tries(slackUser(scene.caf))).toBe(1);
  expect(await deadOnes()).toBe(0);
});

it('a person whose account is closed is reached by another account of the same platform', async () => {
  refuse([slackUser(scene.caf)], gone);
  await scene.world.db
    .insertInto('account')
    .values({
      ...{ platform: 'slack', tenant: 'T1', user: 'Uother', personId: scene.caf.id },
      ...{ state: 'tied', since: scene.world.now },
    })
    .execute();
  await ask();
  await time.pass(deliver(), 5);
  expect(slack.to('Uother')).toHaveLength(1);
  expect(await deadOnes()).toBe(0);
});

it('whoever writes to the bot again is written to again', async () => {
  const back = refuse([slackUser(scene.caf)], gone);
  await ask();
  const delivery = deliver();
  await time.pass(delivery, 5);
  back();
  await scene.say(scene.caf, 'aide');
  expect((await accountsOf(scene.world.db, scene.caf.id))[0]?.tryAgainAt).toBeNull();
  await scene.say(scene.pilot, 'demande V-1');
  await scene.approve(worker());
  await scene.approve(scene.caf);
  await time.pass(delivery, 5);
  expect(slack.to(slackUser(scene.territory))).toHaveLength(1);
});

it('an account closed for a while is tried again after a week, without a word more', async () => {
  const back = refuse([slackUser(scene.caf)], gone);
  await ask();
  const delivery = deliver();
  await time.pass(delivery, 5);
  const [account] = await accountsOf(scene.world.db, scene.caf.id);
  const days = Date.parse(account?.tryAgainAt ?? '') - Date.parse(scene.world.now);
  expect(Math.round(days / 86_400_000)).toBe(7);
  const again = async (key: string) => {
    const recipient = JSON.stringify({ kind: 'person', person: scene.caf.id });
    const row = { id: key, key, intent: 'requestAsked', recipient, state: 'pending' as const };
    const request = await scene.world.db.selectFrom('request').select('id').executeTakeFirst();
    const { now } = scene.world;
    await scene.world.db
      .insertInto('outbox')
      .values({
        ...{ ...row, subjectId: request?.id ?? '', notBefore: now, createdAt: now },
        ...{ leaseUntil: null, attempts: 0, lastError: null, settledAt: null },
      })
      .execute();
    await time.pass(delivery, 5);
  };
  scene.world.later({ days: 8 });
  await again('a week later');
  expect(tries(slackUser(scene.caf))).toBe(2);
  expect(told()).toHaveLength(1);
  back();
  await again('still too early');
  expect(slack.to(slackUser(scene.caf))).toHaveLength(0);
  scene.world.later({ days: 8 });
  await again('two weeks later');
  expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  expect((await accountsOf(scene.world.db, scene.caf.id))[0]?.tryAgainAt).toBeNull();
});

it('a channel that is lost gives way to direct messages, until it is chosen again', async () => {
  const channel = { platform: 'slack', tenant: 'T1', id: 'CLOST' };
  await scene.world.actAs(officer(), (context) => chooseChannel(context, channel));
  refuse(['CLOST'], { ok: false, error: 'is_archived' });
  await ask();
  const delivery = deliver();
  await scene.approve(worker());
  await scene.approve(scene.caf);
  await scene.approve(scene.territory);
  await time.pass(delivery, 11 * 60);
  // The visa that was meant for the channel, and why it comes here.
  const words = told().join(' ');
  expect(words).toContain('Réponse de la chargée de mission attendue');
  expect(words).toContain('Le canal choisi pour vos messages n’accepte plus ceux du bot');
  expect(told()).toHaveLength(2);
  expect(tries('CLOST')).toBe(1);
  expect(await deadOnes()).toBe(0);
  await scene.world.actAs(officer(), (context) => chooseChannel(context, channel));
  expect(await officerChannel(scene.world.db)).toEqual(channel);
});
