/** Where an answer goes, kept as text beside a stored contact. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccountRef, Place } from '../../conversation/exchange.ts';
import type { TeamsActivity } from './activity.ts';
import { PLATFORM } from './deps.ts';

export const replyToSchema = z.object({
  /** How the person spoke: decides by which road the answer goes. */
  via: z.enum(['message', 'mention', 'press', 'form', 'dialog', 'extension']),
  tenant: z.string(),
  /** The account: `aadObjectId`. */
  user: z.string(),
  /** The same person, as the Bot Connector names them. */
  member: z.string(),
  bot: z.string(),
  serviceUrl: z.string(),
  conversation: z.string(),
  /** The person's own conversation with the bot: nobody else reads it. */
  direct: z.boolean(),
  team: z.string().optional(),
  /** The message that was received. */
  activity: z.string().optional(),
  /** The message of the bot whose button was pressed, or that holds the form that was sent. */
  pressed: z.string().optional(),
  /** The message of the bot whose button had opened that form. */
  from: z.string().optional(),
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

export function replyTo(
  activity: TeamsActivity,
  via: ReplyTo['via'],
  more: Pick<ReplyTo, 'pressed' | 'from'> = {},
): ReplyTo {
  const { conversation, channelData, from } = activity;
  const team = channelData?.team?.id;
  return {
    via,
    tenant: tenantOf(activity),
    user: from.aadObjectId ?? from.id,
    member: from.id,
    bot: activity.recipient.id,
    serviceUrl: activity.serviceUrl,
    conversation: conversation.id,
    direct: isDirect(activity),
    ...(team === undefined ? {} : { team }),
    ...(activity.id ? { activity: activity.id } : {}),
    ...more,
  };
}

/** Authenticated activities always say their tenant; a local stand-in may not. */
export function tenantOf({ channelData, conversation }: TeamsActivity): string {
  return channelData?.tenant?.id ?? conversation.tenantId ?? 'local';
}

export function isDirect({ conversation }: TeamsActivity): boolean {
  const { conversationType, isGroup } = conversation;
  return conversationType ? conversationType === 'personal' : isGroup !== true;
}

/** A channel is named without the message under which one writes. */
export function placeOf({ conversation, direct }: ReplyTo): Place {
  const [id = conversation, thread] = conversation.split(';messageid=');
  return {
    kind: direct ? 'direct' : 'channel',
    id,
    ...(thread === undefined ? {} : { thread }),
  };
}

export function accountOf({ tenant, user }: ReplyTo): AccountRef {
  return { platform: PLATFORM, tenant, user };
}

/** The same when Teams delivers the same thing again. */
export function keyOf({ conversation, id }: TeamsActivity): string {
  return `activity:${conversation.id}:${id ?? randomUUID()}`;
}
