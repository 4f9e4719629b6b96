/** What the bot says unasked, in Slack: direct messages, the chargée de mission's channel. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Card } from '../../conversation/card.ts';
import {
  type Destination,
  type Limits,
  type Messenger,
  NotNow,
  type SendResult,
} from '../../delivery/messenger.ts';
import { PLATFORM, type Render } from './deps.ts';
import { openDirect } from './direct-channels.ts';
import { directoryEntry, userSchema } from './directory.ts';
import { slackErrorCode } from './logging.ts';
import { laterOf, sendFailure } from './send-failure.ts';

export interface MessengerOptions {
  /** Without retries of its own: the outbox paces and tries again. */
  readonly client: webApi.WebClient;
  readonly render: Render;
  readonly team: string;
  /** A workspace that is not Slack's has no limits, or others. */
  readonly limits?: Limits;
}

/**
 * «About one message per second and channel», «several hundred messages per minute» in all (300:
 * the least that can be called so), and for the other methods the least of tier 3: 50 a minute
 * (docs.slack.dev/apis/web-api/rate-limits).
 */
const tier3 = [{ count: 50, seconds: 60 }];
export const SLACK_LIMITS: Limits = {
  methods: {
    send: [{ count: 300, seconds: 60 }],
    rewrite: tier3,
    find: tier3,
    findAccount: tier3,
  },
  conversations: { send: [{ count: 1, seconds: 1 }] },
};

const referenceSchema = z.object({ channel: z.string(), ts: z.string() });

export function slackMessenger(options: MessengerOptions): Messenger {
  const { client, render, team, limits = SLACK_LIMITS } = options;
  return {
    platform: PLATFORM,
    limits,
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
    async find(to, key, since) {
      try {
        const channel = to.kind === 'person' ? await openDirect(client, to.user) : to.id;
        const ts = await findInHistory(client, channel, key, since);
        return ts && JSON.stringify({ channel, ts });
      } catch (error) {
        const later = laterOf(error);
        if (later) throw new NotNow(later);
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
        const later = laterOf(error);
        throw later ? new NotNow(later) : error;
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
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

/** The bot's clock and Slack's may differ by so much. */
const clockDifferenceMs = 10 * 60_000;
/**
 * Pages of a history that are read at most: what was written in a conversation in a day or two. Ten
 * seconds each at the longest, so that it ends well before the lease of the row.
 */
const mostPages = 20;

/** @returns the `ts` of the message that carries the key, among those written since then */
async function findInHistory(
  client: webApi.WebClient,
  channel: string,
  key: string,
  since: string,
): Promise<string | undefined> {
  const oldest = String(Math.max(0, Date.parse(since) - clockDifferenceMs) / 1000);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const history = historySchema.parse(
      await client.conversations.history({
        ...{ channel, oldest, include_all_metadata: true, limit: 200 },
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    const sent = history.messages.find(({ metadata }) => metadata?.event_payload.key === key);
    if (sent) return sent.ts;
    cursor = history.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

async function attempt(send: () => Promise<string>): Promise<SendResult> {
  try {
    return { kind: 'sent', reference: await send() };
  } catch (error) {
    return sendFailure(error);
  }
}
