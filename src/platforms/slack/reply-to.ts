/** Where an answer goes, kept as text beside a stored contact or inside a modal. */
import { z } from 'zod';
import type { Place } from '../../conversation/exchange.ts';

export const replyToSchema = z.object({
  /** How the person spoke: decides who may see the answer and by which road it goes. */
  via: z.enum(['command', 'press', 'message', 'mention', 'shortcut', 'form', 'home']),
  user: z.string(),
  channel: z.string().optional(),
  thread: z.string().optional(),
  /** Serves a few times, for half an hour. */
  responseUrl: z.url().optional(),
  /** The card whose button was pressed. */
  pressed: z.object({ ts: z.string(), ephemeral: z.boolean() }).optional(),
});

export type ReplyTo = z.infer<typeof replyToSchema>;

export function encodeReplyTo(reply: ReplyTo): string {
  return JSON.stringify(reply);
}

/** Undefined when the text is not one of ours (an older version's, say). */
export function decodeReplyTo(text: string): ReplyTo | undefined {
  try {
    return replyToSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Slack names a direct conversation with a `D`. */
export function isDirect(channel: string | undefined): boolean {
  return channel?.startsWith('D') ?? false;
}

/** Where the person is, from where the answer goes; `elsewhere` when that is no conversation. */
export function placeOf({ channel, user, thread }: ReplyTo, elsewhere: 'direct' | 'home'): Place {
  if (channel === undefined) {
    return { kind: elsewhere, id: user };
  }
  return {
    kind: isDirect(channel) ? 'direct' : 'channel',
    id: channel,
    ...(thread === undefined ? {} : { thread }),
  };
}
