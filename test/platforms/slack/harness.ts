/** The real adapter between a fake conversation and a fake Slack, and recorded payloads. */
import express from 'express';
import { pino } from 'pino';
import { type SlackPlatform, startSlack } from '../../../src/platforms/slack/app.ts';
import { type FakeConversation, fakeConversation } from '../../support/fake-conversation.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../../support/fake-slack-api.ts';

export interface Harness extends AsyncDisposable {
  readonly api: FakeSlackApi;
  readonly conversation: FakeConversation;
  readonly platform: SlackPlatform;
  readonly http: express.Express;
  /** Every line logged, encoded. */
  readonly log: string[];
  /** Delivers a payload as the receiver would; the acknowledgements given, in order. */
  deliver(body: Record<string, unknown>, retryNum?: number): Promise<unknown[]>;
}

export const SIGNING_SECRET = 'secret-of-the-tests';

export async function startHarness(
  before?: (conversation: FakeConversation, api: FakeSlackApi) => void,
  refillForms = false,
): Promise<Harness> {
  const api = await startFakeSlackApi();
  const conversation = fakeConversation();
  before?.(conversation, api);
  const http = express();
  const log: string[] = [];
  const platform = await startSlack({
    botToken: 'xoxb-test',
    signingSecret: SIGNING_SECRET,
    apiUrl: api.apiUrl,
    httpRouter: http,
    conversation,
    logger: pino({ level: 'trace' }, { write: (line: string) => log.push(line) }),
    refillForms,
  });
  return {
    api,
    conversation,
    platform,
    http,
    log,
    async deliver(body, retryNum) {
      const acks: unknown[] = [];
      await platform.processEvent({
        body,
        ...(retryNum === undefined ? {} : { retryNum, retryReason: 'http_timeout' }),
        ack: async (response?: unknown) => {
          acks.push(response);
        },
      });
      return acks;
    },
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

/** Payloads as Slack sends them; only what changes is given. */
export const payload = {
  command: (origin: string, text: string, more: object = {}) => ({
    token: 'verification',
    team_id: 'T1',
    team_domain: 'pti',
    channel_id: 'C1',
    channel_name: 'general',
    user_id: 'U1',
    user_name: 'camille',
    command: '/pti',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: `${origin}/respond/command`,
    trigger_id: '111.222.abc',
    ...more,
  }),
  press: (origin: string, value: string, more: object = {}) => ({
    type: 'block_actions',
    user: { id: 'U1', username: 'camille', name: 'camille', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'verification',
    container: { type: 'message', message_ts: '10.1', channel_id: 'C1', is_ephemeral: true },
    trigger_id: '333.444.def',
    team: { id: 'T1', domain: 'pti' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: 'C1', name: 'general' },
    state: { values: {} },
    response_url: `${origin}/respond/press`,
    actions: [
      {
        action_id: 'press.2.0',
        block_id: 'b2',
        text: { type: 'plain_text', text: 'Répondre', emoji: false },
        value,
        type: 'button',
        action_ts: '11.1',
      },
    ],
    ...more,
  }),
  event: (event: object, id = 'Ev1') => ({
    token: 'verification',
    team_id: 'T1',
    api_app_id: 'A1',
    event,
    type: 'event_callback',
    event_id: id,
    event_time: 1,
    authorizations: [
      {
        enterprise_id: null,
        team_id: 'T1',
        user_id: 'UBOT',
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  }),
  message: (text: string, more: object = {}) => ({
    type: 'message',
    user: 'U1',
    team: 'T1',
    text,
    ts: '20.1',
    event_ts: '20.1',
    channel: 'D1',
    channel_type: 'im',
    ...more,
  }),
  submission: (view: object, values: object, more: object = {}) => ({
    type: 'view_submission',
    team: { id: 'T1', domain: 'pti' },
    user: { id: 'U1', username: 'camille', name: 'camille', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'verification',
    trigger_id: '555.666.ghi',
    is_enterprise_install: false,
    enterprise: null,
    response_urls: [],
    view: { ...view, id: 'V1', hash: '1.h', team_id: 'T1', bot_id: 'BBOT', state: { values } },
    ...more,
  }),
  shortcut: (origin: string, message?: object) => ({
    type: message === undefined ? 'shortcut' : 'message_action',
    callback_id: message === undefined ? 'declare_update' : 'attach_message',
    token: 'verification',
    action_ts: '1.1',
    team: { id: 'T1', domain: 'pti' },
    user: { id: 'U1', username: 'camille', name: 'camille', team_id: 'T1' },
    trigger_id: '777.888.jkl',
    is_enterprise_install: false,
    enterprise: null,
    ...(message === undefined
      ? {}
      : {
          message_ts: '30.1',
          response_url: `${origin}/respond/shortcut`,
          channel: { id: 'C1', name: 'general' },
          message,
        }),
  }),
};
