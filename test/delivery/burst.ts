/** Many messages at once, to people and to the chargée de mission's channel, on a Slack of its own. */
import { randomUUID } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import type { Card } from '../../src/conversation/card.ts';
import { createDelivery, type Delivery } from '../../src/delivery/delivery.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { boltLogger } from '../../src/platforms/slack/logging.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { saveAccount } from '../../src/store/accounts.ts';
import { enqueue, type Recipient } from '../../src/store/outbox.ts';
import { insertPerson } from '../../src/store/people.ts';
import { saveSetting } from '../../src/store/settings.ts';
import { officerChannelSetting } from '../../src/use-cases/choose-channel.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../support/fake-slack-api.ts';
import { type SlackWorkspace, serveWorkspace } from '../support/slack-workspace.ts';
import { VirtualTime } from '../support/virtual-time.ts';
import { openWorld, type World } from '../support/world.ts';

export const channel = 'CMISSION';

export interface Burst extends AsyncDisposable {
  readonly world: World;
  readonly api: FakeSlackApi;
  readonly slack: SlackWorkspace;
  readonly time: VirtualTime;
  /** What could not be delivered at once, by its error. */
  readonly problems: string[];
  /** `n` people reachable in Slack: `p0`, `p1`… */
  people(n: number): Promise<void>;
  /** Writes a message that says its own key. */
  write(key: string, recipient: Recipient): Promise<void>;
  toPerson(key: string, person: number): Promise<void>;
  toChannel(key: string): Promise<void>;
  messenger(options?: webApi.WebClientOptions): Messenger;
  deliver(...messengers: Messenger[]): Delivery;
  states(): Promise<Record<string, number>>;
  /** What a conversation shows, in order. */
  shown(conversation: string): readonly string[];
}

export function userOf(person: number): string {
  return `UP${person}`;
}

/** The words of a message: its own key, so that each is told from the others. */
export function cardOf(key: string): Card {
  return { summary: key, blocks: [{ kind: 'text', text: [key] }] };
}

/** @param options `metadata`: false for a workspace that keeps no keys */
export async function startBurst(options: { metadata?: boolean } = {}): Promise<Burst> {
  const world = await openWorld();
  const api = await startFakeSlackApi();
  const slack = serveWorkspace(api, { now: () => world.now, ...options });
  const time = new VirtualTime(world);
  const problems: string[] = [];
  await world.actAs(null, ({ db }) =>
    saveSetting(db, officerChannelSetting, { platform: 'slack', tenant: 'T1', id: channel }),
  );
  const burst: Burst = {
    ...{ world, api, slack, time, problems },
    people: (n) =>
      world.actAs(null, async ({ db, now }) => {
        for (let index = 0; index < n; index += 1) {
          const id = `p${index}`;
          const names = { firstName: 'P', lastName: id, title: null, email: `${id}@exemple.fr` };
          await insertPerson(db, { id, ...names, structure: null, prefers: null, createdAt: now });
          const account = { platform: 'slack', tenant: 'T1', user: userOf(index) };
          await saveAccount(db, { ...account, personId: id, state: 'tied', since: now });
        }
      }),
    async write(key, recipient) {
      await world.actAs(null, ({ db, now }) =>
        enqueue(db, {
          ...{ id: randomUUID(), key, intent: 'burst', subjectId: key, recipient },
          ...{ notBefore: now, createdAt: now },
        }),
      );
    },
    toPerson: (key, person) => burst.write(key, { kind: 'person', person: `p${person}` }),
    toChannel: (key) => burst.write(key, { kind: 'officerChannel' }),
    messenger(change = {}) {
      const client = new webApi.WebClient('xoxb-test', {
        slackApiUrl: api.apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: boltLogger(pino({ level: 'silent' })),
        ...change,
      });
      return slackMessenger({ client, render: (card) => renderCard(card), team: 'T1' });
    },
    deliver(...messengers) {
      const all = messengers.length > 0 ? messengers : [burst.messenger()];
      return createDelivery(
        {
          db: world.db,
          clock: () => world.now,
          newId: randomUUID,
          render: async (_db, row) => cardOf(row.subjectId),
          tie: async () => false,
          messengers: () => all,
          random: () => 0,
          onFailure: (error) => {
            throw error;
          },
          onProblem: ({ error }) => problems.push(error),
        },
        time,
      );
    },
    async states() {
      const rows = await world.db.selectFrom('outbox').select('state').execute();
      return Object.fromEntries(
        Object.entries(Object.groupBy(rows, ({ state }) => state)).map(([state, all]) => [
          state,
          all.length,
        ]),
      );
    },
    shown: (conversation) =>
      slack.messages.filter((one) => one.channel === conversation).map(({ text }) => text),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
  return burst;
}

/** Refuses what comes faster than Slack allows, and counts it. */
export function enforceLimits({ api, world }: Burst): { readonly refused: number } {
  const counted = { refused: 0 };
  const perChannel = new Map<string, number[]>();
  const all: number[] = [];
  const before = api.answering('chat.postMessage');
  api.answer('chat.postMessage', (args) => {
    const now = Date.parse(world.now);
    const own = perChannel.get(String(args.channel)) ?? [];
    perChannel.set(String(args.channel), own);
    const last = own.at(-1);
    const inMinute = all.filter((time) => time > now - 60_000).length;
    if ((last !== undefined && now - last < 1000) || inMinute >= 300) {
      counted.refused += 1;
      return { ok: false, error: 'ratelimited', retryAfter: 1 };
    }
    own.push(now);
    all.push(now);
    return before(args);
  });
  return counted;
}
