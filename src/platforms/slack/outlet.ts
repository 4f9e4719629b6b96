/** The ways a card reaches the person who asked, tried in order until one works. */
import type { Card } from '../../conversation/card.ts';
import type { SlackDeps } from './deps.ts';
import { errorFacts } from './logging.ts';
import type { RenderedCard } from './render-card.ts';
import { isDirect, type ReplyTo } from './reply-to.ts';

type Road = (card: RenderedCard) => Promise<unknown>;
type Outlet = Pick<SlackDeps, 'client' | 'logger' | 'render'>;

/**
 * Gives a card to the person, privately, or rewrites the card they pressed a button of. The last
 * resort is always a direct message. Throws when even that one fails.
 */
export async function sendCard(
  deps: Outlet,
  reply: ReplyTo,
  card: Card,
  replaces = false,
): Promise<void> {
  const rendered = deps.render(card);
  if (rendered.truncated) {
    deps.logger.warn({ via: reply.via }, 'a card did not fit in a message and was shortened');
  }
  const roads = [
    ...(replaces ? rewritingRoads(deps, reply) : []),
    ...privateRoads(deps, reply),
    directMessage(deps, reply.user),
  ];
  let failure: unknown;
  for (const road of roads) {
    try {
      await road(rendered);
      return;
    } catch (error) {
      failure = error;
      deps.logger.warn({ via: reply.via, error: errorFacts(error) }, 'a road to the person failed');
    }
  }
  throw failure;
}

function rewritingRoads({ client }: Outlet, reply: ReplyTo): Road[] {
  const { channel, pressed, responseUrl } = reply;
  const roads: Road[] = [];
  if (pressed !== undefined && !pressed.ephemeral && channel !== undefined) {
    roads.push(({ text, blocks }) => client.chat.update({ channel, ts: pressed.ts, text, blocks }));
  }
  if (pressed !== undefined && responseUrl !== undefined) {
    roads.push((card) => respond(responseUrl, card, true));
  }
  return roads;
}

/**
 * The direct conversation with the bot where the person is: what it says there stays. An ephemeral
 * card may stand in somebody else's direct conversation, where the bot is not.
 */
export function ownDirect({ via, channel, pressed }: ReplyTo): string | undefined {
  const own = via === 'message' || (via === 'press' && pressed?.ephemeral === false);
  return own && isDirect(channel) ? channel : undefined;
}

function privateRoads({ client }: Outlet, reply: ReplyTo): Road[] {
  const { channel, thread, user, responseUrl } = reply;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const own = ownDirect(reply);
  if (own !== undefined) {
    return [
      ({ text, blocks }) =>
        client.chat.postMessage({ channel: own, text, blocks, ...inThread, ...NO_PREVIEW }),
    ];
  }
  const roads: Road[] = [];
  if (responseUrl !== undefined && thread === undefined) {
    roads.push((card) => respond(responseUrl, card, false));
  }
  if (channel !== undefined && !isDirect(channel)) {
    roads.push(({ text, blocks }) =>
      client.chat.postEphemeral({ channel, user, text, blocks, ...inThread }),
    );
  }
  if (responseUrl !== undefined && thread !== undefined) {
    roads.push((card) => respond(responseUrl, card, false));
  }
  return roads;
}

function directMessage({ client }: Outlet, user: string): Road {
  return ({ text, blocks }) =>
    client.chat.postMessage({ channel: user, text, blocks, ...NO_PREVIEW });
}

const NO_PREVIEW = { unfurl_links: false, unfurl_media: false } as const;

async function respond(url: string, card: RenderedCard, replaces: boolean): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      response_type: 'ephemeral',
      replace_original: replaces,
      text: card.text,
      blocks: card.blocks,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  if (!response.ok) {
    throw new ResponseUrlError(response.status);
  }
}

/** A response URL serves five times within thirty minutes. */
class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  readonly code: string;
  constructor(status: number) {
    super(`The response URL answered ${status}.`);
    this.code = `http_${status}`;
  }
}
