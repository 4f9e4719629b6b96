import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import type { Place, Request } from '../../../conversation/exchange.ts';
import type { Deliveries } from '../../deliveries.ts';
import { ACKNOWLEDGE } from '../bolt-app.ts';
import { PLATFORM, type SlackDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { type SharedFile, sharedFileSchema } from '../files.ts';
import { errorFacts } from '../logging.ts';
import { sendCard } from '../outlet.ts';
import { isDirect, type ReplyTo } from '../reply-to.ts';
import { sentence, TEXTS } from '../texts.ts';
import { decodeText, mentions, withoutMention } from '../words.ts';

const envelopeSchema = z.object({ event_id: z.string() });
const homeSchema = z.object({ user: z.string(), tab: z.string().optional() });
const messageSchema = z.object({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  files: z.array(sharedFileSchema).optional(),
});
type Message = z.infer<typeof messageSchema>;

interface Heard {
  readonly key: string;
  readonly user: string;
  readonly place: Place;
  readonly reply: ReplyTo;
  readonly acknowledge: () => Promise<void>;
}

export function register(app: App, deps: SlackDeps, deliveries: Deliveries): void {
  const take = (heard: Heard, request: Request, discreet = false): Promise<void> =>
    carryOut(deps, {
      inbound: {
        key: heard.key,
        account: { platform: PLATFORM, tenant: deps.team, user: heard.user },
        place: heard.place,
        request,
      },
      reply: heard.reply,
      discreet,
      ack: { plain: heard.acknowledge },
    });

  app.event('app_home_opened', async ({ event, body, context }) => {
    const { user, tab } = homeSchema.parse(event);
    if (tab !== undefined && tab !== 'home') {
      return;
    }
    const key = eventKey(body);
    await deliveries.once(key, () =>
      take(
        {
          key,
          user,
          place: { kind: 'home', id: user },
          reply: { via: 'home', user },
          acknowledge: acknowledgement(context),
        },
        { kind: 'home' },
        true,
      ),
    );
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const message = messageSchema.parse(event);
    // In a direct conversation the message itself is heard.
    if (isDirect(message.channel) || !fromPerson(message, deps.botUser)) {
      return;
    }
    const heard = hear(message, 'mention', body, context);
    const words = decodeText(withoutMention(message.text ?? '', deps.botUser));
    await deliveries.once(heard.key, () => take(heard, { kind: 'words', words }));
  });

  app.event('message', async ({ event, body, context }) => {
    const { data: message } = messageSchema.safeParse(event);
    if (message === undefined || !fromPerson(message, deps.botUser)) {
      return;
    }
    if (message.channel_type === 'im' || isDirect(message.channel)) {
      const heard = hear(message, 'message', body, context);
      const words = decodeText(withoutMention(message.text ?? '', deps.botUser));
      const { files = [] } = message;
      await deliveries.once(heard.key, () =>
        files.length === 0 ? take(heard, { kind: 'words', words }) : takeFiles(heard, words, files),
      );
    } else if (answersBot(message, deps.botUser)) {
      const heard = hear(message, 'mention', body, context);
      const words = decodeText(message.text ?? '');
      await deliveries.once(heard.key, () =>
        take(heard, { kind: 'words', words, overheard: true }, true),
      );
    }
  });

  /** One request a file; the words go with the first. */
  async function takeFiles(
    heard: Heard,
    words: string,
    files: readonly SharedFile[],
  ): Promise<void> {
    for (const [index, file] of files.entries()) {
      const fileName = file.name ?? file.id;
      const read = await deps.readFile(file).catch((error: unknown) => {
        deps.logger.warn({ error: errorFacts(error) }, 'a file could not be read');
        return { ok: false, reason: 'unreadable' } as const;
      });
      if (read.ok) {
        const one = { ...heard, key: `${heard.key}:${file.id}` };
        await take(one, {
          kind: 'file',
          words: index === 0 ? words : '',
          fileName,
          content: read.content,
        });
      } else {
        await heard.acknowledge();
        const why = read.reason === 'tooLarge' ? TEXTS.fileTooLarge : TEXTS.fileUnreadable;
        await sendCard(deps, heard.reply, sentence(why(fileName)));
      }
    }
  }
}

function eventKey(body: unknown): string {
  return `event:${envelopeSchema.parse(body).event_id}`;
}

/** Acknowledged once the conversation has committed (see `RelaisApp`). */
function acknowledgement(context: Context): () => Promise<void> {
  const acknowledge: unknown = context[ACKNOWLEDGE];
  return async () => {
    if (typeof acknowledge === 'function') {
      await acknowledge();
    }
  };
}

/** Neither a bot nor the bot itself, and neither an edit nor a removal. */
function fromPerson(message: Message, botUser: string): message is Message & { user: string } {
  const plain = [undefined, 'file_share', 'thread_broadcast'].includes(message.subtype);
  return plain && message.user !== undefined && message.user !== botUser && !message.bot_id;
}

/** Written in a channel under a message of the bot, without calling it. */
function answersBot(message: Message, botUser: string): boolean {
  const under = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const parent = message.parent_user_id;
  return (
    under && (parent === undefined || parent === botUser) && !mentions(message.text ?? '', botUser)
  );
}

function hear(
  message: Message & { user: string },
  via: 'message' | 'mention',
  body: unknown,
  context: Context,
): Heard {
  const { user, channel, ts, thread_ts: thread } = message;
  const inThread = thread === undefined || thread === ts ? {} : { thread };
  return {
    key: eventKey(body),
    user,
    place: { kind: via === 'message' ? 'direct' : 'channel', id: channel, ...inThread },
    reply: { via, user, channel, ...inThread },
    acknowledge: acknowledgement(context),
  };
}
