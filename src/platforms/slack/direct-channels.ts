/** The direct conversations of people with the bot, as Slack names them. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';

export interface DirectChannels {
  /** Opened when it does not exist yet. Throws what Slack answers otherwise. */
  of(user: string): Promise<string>;
  /** False when it is another one, or when nothing is known of it yet. */
  is(channel: string | undefined, user: string): boolean;
}

/** They never change: each is asked for once. */
export function directChannels(client: webApi.WebClient): DirectChannels {
  const known = new Map<string, string>();
  return {
    async of(user) {
      const channel = known.get(user) ?? (await openDirect(client, user));
      known.set(user, channel);
      return channel;
    },
    is: (channel, user) => channel !== undefined && known.get(user) === channel,
  };
}

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

export async function openDirect(client: webApi.WebClient, user: string): Promise<string> {
  return openedSchema.parse(await client.conversations.open({ users: user })).channel.id;
}
