/** What the bot says unasked, in Slack: direct messages, the chargée de mission's channel. */
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Card } from '../../conversation/card.ts';
import type { Destination, Messenger, SendResult } from '../../delivery/messenger.ts';
import { PLATFORM, type Render } from './deps.ts';
import { openDirect } from './direct-channels.ts';
import { directoryEntry, userSchema } from './directory.ts';
import { slackErrorCode } from './logging.ts';

export interface MessengerOptions {
  /** Without retries of its own: the outbox paces and tries again. */
  readonly client: webApi.WebClient;
  readonly render: Render;
  readonly team: string;
}

const referenceSchema = z.object({ channel: z.string(), ts: z.string() });

export function slackMessenger({ client, render, team }: MessengerOptions): Messenger {
  return {
    platform: PLATFORM,
    async send(to: Destination, card: Card, key: string) {
      const { text, blocks } = render(card);
      return attempt(async () => {
        const posted = await client.chat.postMessage({
          channel: to.kind === 'person' ? to.user : to.id,
          text,
          blocks,
          unfurl_links: false,
          unfurl_media: false,
          // After a crash in mid-send, tells whether the message went out.
          metadata: { event_type: 'relais', event_payload: { key } },
        });
        return JSON.stringify(referenceSchema.parse(posted));
      });
    },
    async rewrite(reference, card) {
      const { text, blocks } = render(card);
      return attempt(async () => {
        await client.chat.update({ ...referenceSchema.parse(JSON.parse(reference)), text, blocks });
        return reference;
      });
    },
    async find(to, key) {
      try {
        const channel = to.kind === 'person' ? await openDirect(client, to.user) : to.id;
        const { messages } = historySchema.parse(
          await client.conversations.history({ channel, include_all_metadata: true, limit: 100 }),
        );
        const sent = messages.find(({ metadata }) => metadata?.event_payload.key === key);
        return sent && JSON.stringify({ channel, ts: sent.ts });
      } catch (error) {
        if (isPassing(error)) throw error;
        // A history that may not be read tells nothing: rather twice than never.
        return undefined;
      }
    },
    async findAccount(email) {
      try {
        const { user } = await client.users.lookupByEmail({ email });
        const known = userSchema.extend({ id: z.string() }).parse(user);
        return {
          account: { platform: PLATFORM, tenant: team, user: known.id },
          entry: directoryEntry(known, team),
        };
      } catch (error) {
        if (slackErrorCode(error) === 'users_not_found') return undefined;
        throw error;
      }
    },
  };
}

/** Messages of the bot carry the key under which they were sent; those of people carry nothing. */
const historySchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ key: z.string().optional() }) })
        .optional()
        .catch(undefined),
    }),
  ),
});

/** Slack is busy or out of reach: the same question may be answered later. */
function isPassing(error: unknown): boolean {
  const code = z.object({ code: z.string() }).safeParse(error).data?.code;
  return code === webApi.ErrorCode.RateLimitedError || code === webApi.ErrorCode.RequestError;
}

/** Errors after which trying again would change nothing. */
const final = new Set([
  'account_inactive',
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'cant_update_message',
  'not_in_channel',
  'user_not_found',
  'user_disabled',
  'restricted_action',
  'messages_tab_disabled',
]);

async function attempt(send: () => Promise<string>): Promise<SendResult> {
  try {
    return { kind: 'sent', reference: await send() };
  } catch (error) {
    const code = slackErrorCode(error) ?? (error instanceof Error ? error.name : 'unknown');
    if (final.has(code)) return { kind: 'impossible', error: code };
    const afterSeconds = retryAfter(error);
    return { kind: 'later', error: code, ...(afterSeconds !== undefined && { afterSeconds }) };
  }
}

function retryAfter(error: unknown): number | undefined {
  const limited = z.object({
    code: z.literal(webApi.ErrorCode.RateLimitedError),
    retryAfter: z.number(),
  });
  const parsed = limited.safeParse(error);
  return parsed.success ? parsed.data.retryAfter : undefined;
}
