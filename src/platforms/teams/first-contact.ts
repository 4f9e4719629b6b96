/** An account the bot does not know yet: acknowledged, looked up, then answered. */
import type { DirectoryEntry, FirstContact } from '../../conversation/conversation.ts';
import { errorFacts, newReference } from '../failure-facts.ts';
import { PLATFORM, type TeamsDeps } from './deps.ts';
import { directoryEntry } from './directory.ts';
import { type Exchange, give } from './give-answer.ts';
import { sendPrivately } from './outlet.ts';
import { decodeReplyTo, type ReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

/** The contact is stored: says so, looks the account up, answers. Never rejects. */
export async function meet(deps: TeamsDeps, exchange: Exchange, key: string): Promise<void> {
  const { reply, response } = exchange;
  const quiet = exchange.discreet === true;
  if (!quiet) {
    response.words?.(TEXTS.wait);
    if (response.words === undefined) {
      await sendPrivately(deps, reply, sentence(TEXTS.wait)).catch((error: unknown) => {
        deps.logger.warn({ error: errorFacts(error) }, 'a first contact was not acknowledged');
      });
    }
  }
  await introduce(deps, { ...exchange, response: {} }, key, async (error) => {
    const reference = newReference();
    deps.logger.error({ reference, error: errorFacts(error) }, 'an account could not be looked up');
    if (!quiet) {
      await sendPrivately(deps, reply, sentence(TEXTS.lookUpFailed(reference))).catch(() => {});
    }
  });
}

function introduce(
  deps: TeamsDeps,
  exchange: Exchange,
  key: string,
  failing: (error: unknown) => Promise<void>,
): Promise<void> {
  const answer = async () => {
    const entry = await lookUp(deps, exchange.reply);
    await give(deps, exchange, await deps.conversation.introduce(key, entry));
  };
  return deps.contacts.introduce(key, answer, failing);
}

/** Answers what was stored and never answered, oldest first: after a restart, a failed look-up. */
export async function resumeContacts(deps: TeamsDeps): Promise<void> {
  for (const contact of await deps.conversation.pendingContacts(PLATFORM)) {
    const exchange = resumed(contact);
    if (exchange === undefined) continue;
    await introduce(deps, exchange, contact.inbound.key, async (error) => {
      deps.logger.warn({ error: errorFacts(error) }, 'an account could not be looked up again');
    });
  }
}

function resumed({ inbound, replyTo }: FirstContact): Exchange | undefined {
  const reply = decodeReplyTo(replyTo);
  if (reply === undefined) return undefined;
  const { request } = inbound;
  const discreet = request.kind === 'words' && request.overheard === true;
  return { inbound, reply, discreet, response: {} };
}

async function lookUp(deps: TeamsDeps, reply: ReplyTo): Promise<DirectoryEntry | undefined> {
  const { serviceUrl, conversation, member, team, tenant } = reply;
  const roster = team ?? conversation;
  const found = await deps.connector.member(serviceUrl, roster, member);
  return found && directoryEntry(found, tenant);
}
