import type { App } from '@slack/bolt';
import { z } from 'zod';
import { PLATFORM, type SlackDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { isDirect } from '../reply-to.ts';
import { decodeText } from '../words.ts';

/** As the manifest declares them. */
export const DECLARE_UPDATE = 'declare_update';
export const ATTACH_MESSAGE = 'attach_message';
/** What the global shortcut stands for, typed. */
const UPDATE_WORDS = 'maj';

const globalSchema = z.object({ trigger_id: z.string(), user: z.object({ id: z.string() }) });
const messageSchema = globalSchema.extend({
  channel: z.object({ id: z.string() }),
  message: z.object({ text: z.string().optional(), thread_ts: z.string().optional() }),
  response_url: z.string().optional(),
});

export function register(app: App, deps: SlackDeps): void {
  app.shortcut({ type: 'shortcut', callback_id: DECLARE_UPDATE }, async ({ body, ack }) => {
    const { trigger_id: triggerId, user } = globalSchema.parse(body);
    await carryOut(deps, {
      inbound: {
        key: `shortcut:${triggerId}`,
        account: { platform: PLATFORM, tenant: deps.team, user: user.id },
        place: { kind: 'direct', id: user.id },
        request: { kind: 'words', words: UPDATE_WORDS },
      },
      reply: { via: 'shortcut', user: user.id },
      triggerId,
      ack: { plain: () => ack() },
    });
  });

  app.shortcut({ type: 'message_action', callback_id: ATTACH_MESSAGE }, async ({ body, ack }) => {
    const {
      trigger_id: triggerId,
      user,
      channel,
      message,
      response_url,
    } = messageSchema.parse(body);
    await carryOut(deps, {
      inbound: {
        key: `shortcut:${triggerId}`,
        account: { platform: PLATFORM, tenant: deps.team, user: user.id },
        place: { kind: isDirect(channel.id) ? 'direct' : 'channel', id: channel.id },
        request: { kind: 'attachMessage', text: decodeText(message.text ?? '') },
      },
      reply: {
        via: 'shortcut',
        user: user.id,
        channel: channel.id,
        ...(message.thread_ts === undefined ? {} : { thread: message.thread_ts }),
        ...(response_url === undefined ? {} : { responseUrl: response_url }),
      },
      triggerId,
      ack: { plain: () => ack() },
    });
  });
}
