/**
 * One pact served in Slack and in Teams at once: the real Bolt app and the real Teams adapter, each
 * before a server that stands for its platform.
 */
import { randomUUID } from 'node:crypto';
import express from 'express';
import { pino } from 'pino';
import { assembleBot, type Bot } from '../../src/bot.ts';
import { type SlackPlatform, startSlack } from '../../src/platforms/slack/app.ts';
import { saveAccount } from '../../src/store/accounts.ts';
import type { Person } from '../../src/store/people.ts';
import { payload } from '../platforms/slack/harness.ts';
import { activitiesOf, serveTeams, TENANT, type TeamsServer } from '../platforms/teams/harness.ts';
import { slackUser } from './circuit-scene.ts';
import {
  type FakeBotConnector,
  startFakeBotConnector,
  type TeamsMessage,
} from './fake-bot-connector.ts';
import { type FakeSlackApi, startFakeSlackApi } from './fake-slack-api.ts';
import { type PostedMessage, type SlackWorkspace, serveWorkspace } from './slack-workspace.ts';
import type { World } from './world.ts';

export interface TwoPlatforms extends AsyncDisposable {
  readonly bot: Bot;
  readonly workspace: SlackWorkspace;
  readonly connector: FakeBotConnector;
  readonly slack: Typing & {
    readonly platform: SlackPlatform;
    readonly api: FakeSlackApi;
    press(person: Person, message: PostedMessage, label: string): Promise<unknown>;
  };
  readonly teams: Typing & {
    readonly server: TeamsServer;
    press(person: Person, message: TeamsMessage, label: string): Promise<unknown>;
    refresh(person: Person, message: TeamsMessage): Promise<unknown>;
  };
  /** Ties an account of that platform to the person. */
  join(person: Person, platform: 'slack' | 'teams'): Promise<void>;
  /** Everything that is due has left. */
  drain(): Promise<void>;
}

interface Typing {
  /** In their own conversation with the bot; what the delivery itself was answered. */
  say(person: Person, words: string): Promise<unknown>;
  /** In a channel, where the bot is called by its name. */
  call(person: Person, words: string): Promise<unknown>;
}

export const slackChannel = 'CVISA';
export const teamsChannel = '19:canal@thread.tacv2';

export async function serveTwoPlatforms(world: World): Promise<TwoPlatforms> {
  const stack = new AsyncDisposableStack();
  const logger = pino({ level: 'silent' });
  const bot = assembleBot({ db: world.db, clock: () => world.now, logger });
  stack.use(bot.delivery);
  const api = stack.use(await startFakeSlackApi());
  const workspace = serveWorkspace(api, { now: () => world.now });
  const platform = stack.use(
    await startSlack({
      botToken: 'xoxb-test',
      signingSecret: 'secret',
      apiUrl: api.apiUrl,
      httpRouter: express(),
      conversation: bot.conversation,
      logger,
      // As fast as it can: pace is not what is looked at.
      limits: {},
    }),
  );
  const connector = stack.use(await startFakeBotConnector());
  const server = stack.use(
    await serveTeams({
      db: world.db,
      clock: () => world.now,
      conversation: bot.conversation,
      currentCard: bot.currentCard,
    }),
  );
  for (const { messenger } of [platform, server.platform]) bot.connect(messenger);
  const activities = activitiesOf(connector.serviceUrl);
  const deliver = async (body: Record<string, unknown>): Promise<unknown> => {
    let acknowledged: unknown;
    const ack = async (response?: unknown) => {
      acknowledged ??= response;
    };
    await platform.processEvent({ body, ack });
    return acknowledged;
  };
  const user = (person: Person) => ({ id: slackUser(person), team_id: 'T1' });
  const post = async (activity: unknown) => (await server.post(activity)).body;
  return {
    ...{ bot, workspace, connector },
    slack: {
      ...{ platform, api },
      say: (person, text) =>
        deliver(
          payload.command(api.origin, text, {
            user_id: slackUser(person),
            channel_id: `D${slackUser(person)}`,
            trigger_id: randomUUID(),
          }),
        ),
      call: (person, text) =>
        deliver(
          payload.command(api.origin, text, {
            user_id: slackUser(person),
            channel_id: slackChannel,
            trigger_id: randomUUID(),
          }),
        ),
      press: (person, message, label) =>
        deliver(
          payload.press(api.origin, carriedBy(message.blocks, label), {
            user: user(person),
            trigger_id: randomUUID(),
            channel: { id: message.channel },
            container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
          }),
        ),
    },
    teams: {
      server,
      say: (person, text) => post(activities.message(text, person.id)),
      call: (person, text) => post(activities.mention(text, person.id)),
      press: (person, message, label) => {
        const { verb, data } = actionOf(message, label);
        return post(activities.execute(verb, data, person.id, within(message)));
      },
      refresh: (person, message) =>
        post(activities.execute('refresh', {}, person.id, within(message))),
    },
    async join(person, where) {
      const account =
        where === 'slack'
          ? { platform: where, tenant: 'T1', user: slackUser(person) }
          : { platform: where, tenant: TENANT, user: `aad-${person.id}` };
      await world.actAs(null, ({ db, now }) =>
        saveAccount(db, { ...account, personId: person.id, state: 'tied', since: now }),
      );
      if (where === 'teams') await post(activities.message('accueil', person.id));
    },
    drain: () => bot.delivery.drain(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };

  function within({ conversation, id }: TeamsMessage): object {
    const place = conversation.startsWith('19:') ? activities.inChannel : {};
    return { ...place, replyToId: id };
  }
}

/** What the button of a Slack message carries. */
function carriedBy(blocks: unknown, label: string): string {
  const found = find(blocks, (node) => {
    const text = node.text as { text?: string } | undefined;
    return node.type === 'button' && plain(text?.text) === label;
  });
  if (typeof found?.value !== 'string') throw new Error(`no button «${label}»`);
  return found.value;
}

function actionOf(message: TeamsMessage, label: string): { verb: string; data: object } {
  const found = find(
    message.activity,
    (node) => node.type === 'Action.Execute' && plain(node.title) === label,
  );
  if (!found) throw new Error(`no button «${label}»`);
  return found as unknown as { verb: string; data: object };
}

function plain(words: unknown): string {
  return String(words ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
}

type Node = Readonly<Record<string, unknown>>;

function find(node: unknown, wanted: (node: Node) => boolean): Node | undefined {
  if (node === null || typeof node !== 'object') return undefined;
  if (!Array.isArray(node) && wanted(node as Node)) return node as Node;
  for (const value of Object.values(node)) {
    const found = find(value, wanted);
    if (found) return found;
  }
  return undefined;
}
