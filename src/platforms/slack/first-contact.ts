/** An account the bot does not know yet: acknowledged, looked up, then answered. */
import type { DirectoryEntry, FirstContact } from '../../conversation/conversation.ts';
import { newReference } from '../failure-facts.ts';
import { PLATFORM, type SlackDeps } from './deps.ts';
import { directoryEntry, userSchema } from './directory.ts';
import { type Exchange, give, withoutAcknowledgement } from './give-answer.ts';
import { errorFacts, slackErrorCode } from './logging.ts';
import { sendCard } from './outlet.ts';
import { decodeReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

/** The contact is stored: says so, looks the account up, answers. Never rejects. */
export async function meet(deps: SlackDeps, exchange: Exchange, key: string): Promise<void> {
  const { ack, reply } = exchange;
  const quiet = exchange.discreet === true;
  try {
    if (quiet || ack.card === undefined) {
      await ack.plain();
    } else {
      await ack.card(deps.render(sentence(TEXTS.wait)));
    }
    if (!quiet && ack.card === undefined) {
      await sendCard(deps, reply, sentence(TEXTS.wait));
    }
  } catch (error) {
    deps.logger.warn({ error: errorFacts(error) }, 'a first contact could not be acknowledged');
  }
  await introduce(deps, withoutAcknowledgement(exchange), key, async (error) => {
    const reference = newReference();
    deps.logger.error({ reference, error: errorFacts(error) }, 'an account could not be looked up');
    if (!quiet) {
      await sendCard(deps, reply, sentence(TEXTS.lookUpFailed(reference))).catch(() => {});
    }
  });
}

function introduce(
  deps: SlackDeps,
  exchange: Exchange,
  key: string,
  failing: (error: unknown) => Promise<void>,
): Promise<void> {
  const answer = async () => {
    const entry = await lookUp(deps, exchange.reply.user);
    await give(deps, exchange, await deps.conversation.introduce(key, entry));
  };
  return deps.contacts.introduce(key, answer, failing);
}

/** Answers what was stored and never answered, oldest first: after a restart, a failed look-up. */
export async function resumeContacts(deps: SlackDeps): Promise<void> {
  const pending = await deps.conversation.pendingContacts(PLATFORM);
  for (const contact of pending) {
    await introduce(deps, resumed(contact), contact.inbound.key, async (error) => {
      deps.logger.warn({ error: errorFacts(error) }, 'an account could not be looked up again');
    });
  }
}

function resumed({ inbound, replyTo }: FirstContact): Exchange {
  const reply = decodeReplyTo(replyTo) ?? { via: 'form' as const, user: inbound.account.user };
  const { request } = inbound;
  const discreet =
    request.kind === 'home' || (request.kind === 'words' && request.overheard === true);
  return { inbound, reply, discreet, ack: { plain: async () => {} } };
}

const UNKNOWN = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

async function lookUp(deps: SlackDeps, user: string): Promise<DirectoryEntry | undefined> {
  try {
    const response = await deps.client.users.info({ user });
    return directoryEntry(userSchema.parse(response.user), deps.team);
  } catch (error) {
    if (UNKNOWN.has(slackErrorCode(error) ?? '')) {
      return undefined;
    }
    throw error;
  }
}
