/** What the bot says unasked, in Teams: people's own conversations, the chargée de mission's channel. */
import { z } from 'zod';
import type {
  Destination,
  Limit,
  Limits,
  Messenger,
  SendResult,
} from '../../delivery/messenger.ts';
import { realTimer } from '../../delivery/timer.ts';
import type { ConversationReference } from '../../store/conversation-references.ts';
import { type Address, type Connector, isPassing } from './connector.ts';
import { PLATFORM, type Render } from './deps.ts';
import { accountId, directoryEntry } from './directory.ts';
import { ConnectorFault } from './http-client.ts';
import { postCard, postTo, rewriteAt } from './outlet.ts';
import { detailOf, type References, refreshOf } from './references.ts';
import { createRosters } from './rosters.ts';

export interface MessengerOptions {
  /** Without retries of its own: the outbox paces and tries again. */
  readonly connector: Connector;
  readonly references: References;
  readonly render: Render;
}

/** Finds a message again: the address of its conversation may change, its name does not. */
const writtenSchema = z.object({ conversation: z.string(), message: z.string() });

/** How the outbox names a message of Teams. */
export function messageReference(conversation: string, message: string): string {
  return JSON.stringify({ conversation, message });
}

/** Of each conversation (learn.microsoft.com, «Optimize your bot with rate limiting in Teams»). */
const conversationLimits: readonly Limit[] = [
  { count: 7, seconds: 1 },
  { count: 8, seconds: 2 },
  { count: 60, seconds: 30 },
  { count: 1800, seconds: 3600 },
];
const TEAMS_LIMITS: Limits = {
  conversations: { send: conversationLimits, rewrite: conversationLimits },
};

export function teamsMessenger({ connector, references, render }: MessengerOptions): Messenger {
  const rosters = createRosters(connector, realTimer.now);

  async function attempt(
    reference: ConversationReference | undefined,
    send: (reference: ConversationReference) => Promise<string>,
  ): Promise<SendResult> {
    // Its conversation has a limit of its own; to open one, there is one limit for all.
    const ofOne = reference?.conversation ? { of: 'conversation' as const } : {};
    if (reference === undefined)
      return { kind: 'impossible', error: 'no conversation is known', reason: 'blocked' };
    if (reference.blockedAt !== null)
      return { kind: 'impossible', error: 'blocked', reason: 'blocked' };
    try {
      return { kind: 'sent', reference: await send(reference) };
    } catch (error) {
      if (!(error instanceof ConnectorFault)) throw error;
      const { code, status, retryAfter } = error;
      if (status === 403) {
        await references.block(reference);
        return { kind: 'impossible', error: 'blocked', reason: 'blocked' };
      }
      if (status === 404) return { kind: 'impossible', error: code, reason: 'gone' };
      if (!isPassing(error) && status < 500 && status !== 401)
        return { kind: 'impossible', error: code };
      if (retryAfter !== undefined) {
        const own = status === 429 || status === 412 ? ofOne : {};
        return { kind: 'later', error: code, afterSeconds: retryAfter, ...own };
      }
      const silent = status === 0 || status === 401;
      return { kind: 'later', error: code, platform: silent ? 'silent' : 'failing' };
    }
  }

  async function addressOf(reference: ConversationReference): Promise<Address> {
    const { serviceUrl, tenant } = reference;
    const { bot, member } = detailOf(reference);
    if (reference.conversation !== null)
      return { serviceUrl, bot, conversation: reference.conversation };
    const opened = await connector.open({
      serviceUrl,
      tenant,
      bot,
      member: member ?? reference.id,
    });
    await references.save({ ...reference, conversation: opened });
    return { serviceUrl, bot, conversation: opened };
  }

  return {
    platform: PLATFORM,
    limits: TEAMS_LIMITS,
    async send(to: Destination, card) {
      const known =
        to.kind === 'person'
          ? await references.person(to.tenant, to.user)
          : await references.channel(to.tenant, to.id);
      return attempt(known, async (reference) => {
        const address = await addressOf(reference);
        const message = await postCard(
          render,
          card,
          postTo(connector, address),
          await refreshOf(references, card),
        );
        return messageReference(address.conversation, message);
      });
    },
    async rewrite(written, card) {
      const { conversation, message } = writtenSchema.parse(JSON.parse(written));
      return attempt(await references.at(conversation), async (reference) => {
        const { bot } = detailOf(reference);
        const { serviceUrl } = reference;
        const at = rewriteAt(connector, { serviceUrl, bot, conversation }, message);
        await postCard(render, card, at, await refreshOf(references, card));
        return written;
      });
    },
    async findAccount(email) {
      for (const reference of await references.all()) {
        if (reference.kind === 'person' || reference.conversation === null) continue;
        const { tenant, serviceUrl } = reference;
        const found = await rosters.find(serviceUrl, reference.conversation, email);
        if (found === undefined) continue;
        const { bot } = detailOf(reference);
        const user = accountId(found);
        const known = await references.person(tenant, user);
        if (known === undefined) {
          await references.save({
            ...{ platform: PLATFORM, tenant, kind: 'person', id: user, serviceUrl },
            ...{ conversation: null, since: reference.since, blockedAt: null },
            reference: JSON.stringify({ bot, member: found.id }),
          });
        }
        return {
          account: { platform: PLATFORM, tenant, user },
          entry: directoryEntry(found, tenant),
        };
      }
      return undefined;
    },
  };
}
