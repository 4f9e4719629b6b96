/** The ways a card reaches the person who asked: never where others would read it. */
import type { Card } from '../../conversation/card.ts';
import { errorFacts } from '../failure-facts.ts';
import { type Address, type Connector, cardMessage } from './connector.ts';
import type { Render, TeamsDeps } from './deps.ts';
import { ConnectorFault } from './http-client.ts';
import { LIMITS } from './limits.ts';
import { detailOf } from './references.ts';
import type { CardOptions } from './render-card.ts';
import type { ReplyTo } from './reply-to.ts';

export type Post = (message: ReturnType<typeof cardMessage>) => Promise<string>;

/** Sends or rewrites a card; one that Teams finds too large after all is shortened, and says so. */
export async function postCard(
  render: Render,
  card: Card,
  post: Post,
  options: CardOptions = {},
): Promise<string> {
  try {
    return await post(cardMessage(render(card, options)));
  } catch (error) {
    if (!(error instanceof ConnectorFault) || error.status !== 413) throw error;
    return post(cardMessage(render(card, { ...options, room: LIMITS.encodedCard / 4 })));
  }
}

export function postTo(connector: Connector, to: Address): Post {
  return (message) => connector.send(to, message);
}

export function rewriteAt(connector: Connector, to: Address, id: string): Post {
  return async (message) => {
    await connector.update(to, id, message);
    return id;
  };
}

/** The conversation where only this person reads, opened when it never was. */
export async function directAddress(deps: TeamsDeps, reply: ReplyTo): Promise<Address> {
  const { tenant, user, serviceUrl, bot, member } = reply;
  if (reply.direct) return reply;
  const known = await deps.references.person(tenant, user);
  if (known?.conversation) {
    const { conversation } = known;
    return { serviceUrl: known.serviceUrl, conversation, bot: detailOf(known).bot };
  }
  const conversation = await deps.connector.open({ serviceUrl, tenant, member, bot });
  await deps.references.seen({ ...reply, conversation, direct: true });
  return { serviceUrl, conversation, bot };
}

/** Throws when Teams takes it nowhere. */
export async function sendPrivately(deps: TeamsDeps, reply: ReplyTo, card: Card): Promise<void> {
  const to = await directAddress(deps, reply);
  await postCard(deps.render, card, postTo(deps.connector, to));
}

/** Rewrites a message of the bot; false when Teams no longer lets it be. */
export async function rewrite(
  deps: TeamsDeps,
  reply: ReplyTo,
  id: string,
  card: Card,
): Promise<boolean> {
  try {
    await postCard(deps.render, card, rewriteAt(deps.connector, reply, id));
    return true;
  } catch (error) {
    deps.logger.warn({ via: reply.via, error: errorFacts(error) }, 'a card could not be rewritten');
    return false;
  }
}
