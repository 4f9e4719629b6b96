/** The real adapter between a fake conversation and a fake Bot Connector, and recorded payloads. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import { pino } from 'pino';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import type { AdaptiveCard } from '../../../src/platforms/teams/adaptive-card.ts';
import {
  startTeams,
  type TeamsOptions,
  type TeamsPlatform,
} from '../../../src/platforms/teams/app.ts';
import { type Db, openDatabase } from '../../../src/store/database.ts';
import {
  type FakeBotConnector,
  startFakeBotConnector,
  type TeamsMessage,
} from '../../support/fake-bot-connector.ts';
import { type FakeConversation, fakeConversation } from '../../support/fake-conversation.ts';

export interface Posted {
  readonly status: number;
  readonly body: unknown;
}

export interface TeamsServer extends AsyncDisposable {
  readonly platform: TeamsPlatform;
  readonly url: string;
  /** Posts an activity as Teams does. */
  post(activity: unknown, headers?: Record<string, string>): Promise<Posted>;
}

/** The adapter, mounted on a server of its own. */
export async function serveTeams(
  options: Omit<TeamsOptions, 'httpRouter' | 'logger'> & { log?: string[] },
): Promise<TeamsServer> {
  const { log, ...rest } = options;
  const routes = Router();
  const app = express().use(routes);
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const logger = pino(
    { level: log ? 'trace' : 'silent' },
    { write: (line: string) => log?.push(line) },
  );
  const platform = await startTeams({ ...rest, httpRouter: routes, logger });
  return {
    platform,
    url,
    async post(activity, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: parsed(text) };
    },
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

/** The card of a message. */
export function cardOf(message: TeamsMessage | undefined): AdaptiveCard {
  const [attachment] = (message?.activity.attachments ?? []) as { content?: AdaptiveCard }[];
  if (attachment?.content?.type !== 'AdaptiveCard') throw new Error('not a card');
  return attachment.content;
}

/** All that a message says, no-break spaces made plain. */
export function wordsOf(message: TeamsMessage | undefined): string {
  const { text, attachments } = message?.activity ?? {};
  const said = typeof text === 'string' ? [text] : [];
  const see = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) see(one);
    else if (node !== null && typeof node === 'object')
      for (const [name, value] of Object.entries(node)) {
        if (['text', 'label', 'title'].includes(name) && typeof value === 'string')
          said.push(value);
        else see(value);
      }
  };
  see(attachments);
  return said.join(' ').replaceAll(/[\u00a0\u202f]/g, ' ');
}

export interface Harness extends AsyncDisposable {
  readonly db: Db;
  readonly connector: FakeBotConnector;
  readonly conversation: FakeConversation;
  readonly platform: TeamsPlatform;
  /** Every line logged, encoded. */
  readonly log: string[];
  readonly activities: Activities;
  readonly url: string;
  post: TeamsServer['post'];
  /** Resolves once nothing is under way any more. */
  idle(): Promise<void>;
}

type More = Pick<
  Partial<TeamsOptions>,
  'credentials' | 'authority' | 'currentCard' | 'db' | 'localUrl'
>;

/** @param before prepares what the adapter finds; may add options of its own */
export async function startHarness(
  before?: (
    conversation: FakeConversation,
    connector: FakeBotConnector,
  ) => Promise<More> | More | undefined,
): Promise<Harness> {
  const connector = await startFakeBotConnector();
  connector.members.set('29:camille', member('camille'));
  const conversation = fakeConversation();
  const more = (await before?.(conversation, connector)) ?? {};
  const db = more.db ?? (await openDatabase(':memory:'));
  const log: string[] = [];
  const clock = () => '2027-03-01T09:00:00.000Z';
  const server = await serveTeams({
    ...{ db, clock, log },
    conversation: conversation as Conversation,
    currentCard: async () => undefined,
    ...more,
  });
  return {
    ...{ db, connector, conversation, log },
    platform: server.platform,
    activities: activitiesOf(connector.serviceUrl),
    url: server.url,
    post: server.post,
    idle: () => server.platform.idle(),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await connector[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

export const TENANT = '11111111-1111-4111-8111-111111111111';
const BOT = { id: '28:bot', name: 'Relais PTI' };

export function member(name: string, more: object = {}): Record<string, unknown> {
  return {
    id: `29:${name}`,
    name: `${name} Exemple`,
    aadObjectId: `aad-${name}`,
    email: `${name}@exemple.fr`,
    userPrincipalName: `${name}@exemple.fr`,
    tenantId: TENANT,
    userRole: 'user',
    ...more,
  };
}

export type Activities = ReturnType<typeof activitiesOf>;

/** Activities as Teams sends them; only what changes is given. */
export function activitiesOf(serviceUrl: string) {
  let ids = 0;
  const envelope = (person: string) => ({
    id: `act-${++ids}`,
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2027-03-01T09:00:00.000Z',
    from: { id: `29:${person}`, name: `${person} Exemple`, aadObjectId: `aad-${person}` },
    recipient: BOT,
    conversation: {
      conversationType: 'personal',
      tenantId: TENANT,
      id: `a:29:${person}`,
    },
    channelData: { tenant: { id: TENANT } },
    locale: 'fr-FR',
  });
  const inChannel = {
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: TENANT,
      id: '19:canal@thread.tacv2;messageid=1700',
    },
    channelData: {
      tenant: { id: TENANT },
      team: { id: '19:equipe@thread.tacv2' },
      channel: { id: '19:canal@thread.tacv2' },
    },
  };
  const message = (text: string, person = 'camille', more: object = {}) => ({
    ...envelope(person),
    type: 'message',
    text,
    textFormat: 'plain',
    entities: [{ type: 'clientInfo', locale: 'fr-FR', country: 'FR', platform: 'Web' }],
    ...more,
  });
  const invoke = (name: string, value: unknown, person = 'camille', more: object = {}) => ({
    ...envelope(person),
    type: 'invoke',
    name,
    value,
    ...more,
  });
  const execute = (verb: string, data: object, person = 'camille', more: object = {}) =>
    invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', id: '', verb, data }, trigger: 'manual' },
      person,
      more,
    );
  return {
    inChannel,
    message,
    invoke,
    execute,
    /** A message that calls the bot in a channel. */
    mention: (text: string, person = 'camille', more: object = {}) =>
      message(`<at>Relais PTI</at>&nbsp;${text}`, person, {
        ...inChannel,
        entities: [{ type: 'mention', mentioned: BOT, text: '<at>Relais PTI</at>' }],
        ...more,
      }),
    /** A button of the message `on`. */
    press: (press: unknown, on: string, person = 'camille', more: object = {}) =>
      execute('press', { press }, person, { replyToId: on, ...more }),
    /** The form of the message `on`. */
    submit: (data: object, on: string, person = 'camille', more: object = {}) =>
      execute('submit', data, person, { replyToId: on, ...more }),
  };
}
