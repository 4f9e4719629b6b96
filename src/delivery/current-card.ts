/** What a message that was sent says now: for platforms whose clients ask for a card anew. */
import type { Card } from '../conversation/card.ts';
import type { RenderMessage } from '../conversation/messages.ts';
import { type Account, findAccount } from '../store/accounts.ts';
import type { Db } from '../store/database.ts';
import { findCopyAt } from '../store/outbox.ts';

interface CurrentCardOptions {
  readonly db: Db;
  readonly clock: () => string;
  readonly render: RenderMessage;
}

/** Which message, and whose client asks. */
export interface AskedAnew {
  /** As the platform names the message. */
  readonly reference: string;
  readonly account: Account;
}

/**
 * @returns undefined when the message is not one of the bot's, when nothing is left to say, or when
 *   whoever asks is nobody of the pact or not the one it was sent to
 */
export async function currentCard(
  { db, clock, render }: CurrentCardOptions,
  { reference, account }: AskedAnew,
): Promise<Card | undefined> {
  return db.transaction().execute(async (tx) => {
    const reader = await findAccount(tx, account);
    if (reader?.state !== 'tied') return undefined;
    const copy = await findCopyAt(tx, account.platform, reference);
    if (!copy || (copy.personId !== null && copy.personId !== reader.person.id)) return undefined;
    const { id, intent, subjectId, sentAt } = copy;
    const recipient = { kind: 'copy', copy: id } as const;
    const sent = { key: '', notBefore: sentAt, attempts: 0, triedAt: null };
    const row = { id, intent, subjectId, recipient, ...sent };
    return render(tx, row, clock());
  });
}
