import type { App } from '@slack/bolt';
import { z } from 'zod';
import { PLATFORM, type SlackDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { PRESS_PREFIX } from '../render-card.ts';
import { placeOf, type ReplyTo } from '../reply-to.ts';

const bodySchema = z.object({
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string().optional() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z
    .object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  response_url: z.string().optional(),
  actions: z.array(z.object({ value: z.string().optional() })).min(1),
});
type Body = z.infer<typeof bodySchema>;

export function register(app: App, deps: SlackDeps): void {
  const own = new RegExp(`^${PRESS_PREFIX.replaceAll('.', '\\.')}`);
  app.action({ type: 'block_actions', action_id: own }, async ({ body, ack }) => {
    const pressed = bodySchema.parse(body);
    const reply = replyTo(pressed);
    await carryOut(deps, {
      inbound: {
        key: `press:${pressed.trigger_id}`,
        account: { platform: PLATFORM, tenant: deps.team, user: pressed.user.id },
        place: placeOf(reply, 'home'),
        request: { kind: 'press', value: decoded(pressed.actions[0]?.value) },
      },
      reply,
      triggerId: pressed.trigger_id,
      ack: { plain: () => ack() },
    });
  });
}

/** In the Home there is no message: what must be said goes to the direct conversation. */
function replyTo({ user, channel, message, container, response_url }: Body): ReplyTo {
  const ts = message?.ts ?? container?.message_ts;
  const where = channel?.id ?? container?.channel_id;
  const thread = message?.thread_ts ?? container?.thread_ts;
  if (ts === undefined || where === undefined) {
    return { via: 'press', user: user.id };
  }
  return {
    via: 'press',
    user: user.id,
    channel: where,
    pressed: { ts, ephemeral: container?.is_ephemeral === true },
    ...(thread === undefined || thread === ts ? {} : { thread }),
    ...(response_url === undefined || response_url === '' ? {} : { responseUrl: response_url }),
  };
}

/** What the button carried; what is not JSON goes on as text, and is refused with a sentence. */
function decoded(value: string | undefined): unknown {
  if (value === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
