/** The Slack adapter: what starts, and what stops it. */
import { type types, webApi } from '@slack/bolt';
import type { Application, Router } from 'express';
import type { Logger } from 'pino';
import type { Conversation } from '../../conversation/conversation.ts';
import type { Limits, Messenger } from '../../delivery/messenger.ts';
import { rememberDeliveries } from '../deliveries.ts';
import { keepFirstContacts } from '../first-contacts.ts';
import { RelaisApp } from './bolt-app.ts';
import { PLATFORM, type Render, type SlackDeps } from './deps.ts';
import { directChannels } from './direct-channels.ts';
import { fileReader } from './files.ts';
import { resumeContacts } from './first-contact.ts';
import { keepHomes } from './home.ts';
import * as actions from './listeners/actions.ts';
import * as commands from './listeners/commands.ts';
import * as events from './listeners/events.ts';
import * as shortcuts from './listeners/shortcuts.ts';
import * as views from './listeners/views.ts';
import { boltLogger, errorFacts } from './logging.ts';
import { slackMessenger } from './messenger.ts';
import { receive } from './reception.ts';
import { renderCard } from './render-card.ts';

export interface SlackOptions {
  readonly botToken: string;
  /** Socket Mode when given. */
  readonly appToken?: string;
  /** Signed HTTP when there is no `appToken`. */
  readonly signingSecret?: string;
  /** Where Slack's Web API is, when it is not Slack's. */
  readonly apiUrl?: string;
  /**
   * Receives `POST /slack/events` in HTTP mode. No body parser may stand before it on that path:
   * the signature is that of the raw body.
   */
  readonly httpRouter?: Application | Router;
  readonly conversation: Conversation;
  readonly logger: Logger;
  /** The local workspace does not send untouched fields back. */
  readonly refillForms?: boolean;
  /** The local workspace shows `&lt;` as it is written. As `refillForms`, unless said. */
  readonly bareEntities?: boolean;
  /** The pace of what is said unasked, when it is not Slack's: the local workspace has none. */
  readonly limits?: Limits;
}

export interface SlackPlatform extends AsyncDisposable {
  /** Connected and taking messages. */
  ready(): boolean;
  /** For what is said unasked; paced and retried by who uses it. */
  readonly messenger: Messenger;
  /** The workspace, tenant of every account. */
  readonly team: string;
  /** Something changed for this person: their Home follows, if they have opened it. */
  refreshHome(user: string): void;
  /** Bolt's own entry, for tests with recorded payloads. */
  processEvent(event: Parameters<RelaisApp['processEvent']>[0]): Promise<void>;
}

/** A conversation waits for the answer: a few quick tries, then an honest failure. */
const ANSWERING = { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 2000 };
const STOP_PATIENCE_MS = 10_000;

/**
 * Connects to Slack and serves the conversation until disposed of. Rejects when Slack refuses the
 * token or cannot be reached, and when the options name no way to receive.
 */
export async function startSlack(options: SlackOptions): Promise<SlackPlatform> {
  const { botToken, apiUrl, conversation } = options;
  const logger = options.logger.child({ platform: PLATFORM });
  const bolt = boltLogger(logger);
  const api = { logger: bolt, ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }) };
  const client = new webApi.WebClient(botToken, {
    ...api,
    retryConfig: ANSWERING,
    timeout: 10_000,
  });
  const hasty = new webApi.WebClient(botToken, {
    ...api,
    retryConfig: { retries: 0 },
    timeout: 3000,
  });
  // The outbox tries again by itself, at its own pace.
  const single = new webApi.WebClient(botToken, {
    ...api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  });
  const identity = await client.auth.test();
  const { team_id: team, user_id: botUser } = identity;
  if (team === undefined || botUser === undefined) {
    throw new Error('Slack did not say which workspace and which bot this token belongs to.');
  }

  const state = { connected: false, stopping: false };
  const reception = receive(options, bolt, api, (connected) => {
    state.connected = connected;
  });
  const app = new RelaisApp(
    reception.receiver,
    { token: botToken, botId: identity.bot_id, botUserId: botUser, team },
    { logger: bolt, clientOptions: api },
  );
  app.error(async (error) => {
    const cause = 'original' in error ? error.original : error;
    logger.error({ error: errorFacts(cause) }, 'a listener failed');
  });

  const background = (work: Promise<void>): void => {
    app.track(work).catch((error: unknown) => {
      logger.error({ error: errorFacts(error) }, 'work after an answer failed');
    });
  };
  const bareEntities = options.bareEntities ?? options.refillForms ?? false;
  const render: Render = (card, more) => renderCard(card, { bareEntities, ...more });
  const deps: SlackDeps = {
    conversation,
    render,
    client,
    openView: async (triggerId: string, view: types.ModalView): Promise<void> => {
      await hasty.views.open({ trigger_id: triggerId, view });
    },
    logger,
    team,
    botUser,
    home: keepHomes({
      render,
      client,
      conversation,
      account: (user) => ({ platform: PLATFORM, tenant: team, user }),
      logger,
      background,
    }),
    direct: directChannels(client),
    readFile: fileReader(botToken, apiUrl),
    refillForms: options.refillForms ?? false,
    contacts: keepFirstContacts(() => background(resumeContacts(deps))),
    background,
  };
  commands.register(app, deps);
  actions.register(app, deps);
  views.register(app, deps);
  shortcuts.register(app, deps);
  events.register(app, deps, rememberDeliveries());

  await reception.start();
  background(resumeContacts(deps));

  return {
    messenger: slackMessenger({
      ...{ client: single, render, team },
      ...(options.limits && { limits: options.limits }),
    }),
    team,
    ready: () => state.connected && !state.stopping,
    refreshHome: (user) => deps.home.refresh(user),
    processEvent: (event) => app.processEvent(event),
    async [Symbol.asyncDispose]() {
      state.stopping = true;
      deps.contacts.stop();
      await app.drain(STOP_PATIENCE_MS);
      await reception.stop();
    },
  };
}
