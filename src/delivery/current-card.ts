/** What a message that was sent says now: for platforms whose clients ask for a card anew. */
import type { Card } from '../conversation/card.ts';
import type { RenderMessage } from '../conversation/messages.ts';
import type { Db } from '../store/database.ts';
import { findCopyAt } from '../store/outbox.ts';

interface CurrentCardOptions {
  readonly db: Db;
  readonly clock: () => string;
  readonly render: RenderMessage;
}

/** @returns undefined when the message is not one of the bot's, or when nothing is left to say */
export async function currentCard(
  { db, clock, render }: CurrentCardOptions,
  platform: string,
  reference: string,
): Promise<Card | undefined> {
  return db.transaction().execute(async (tx) => {
    const copy = await findCopyAt(tx, platform, reference);
    if (!copy) return undefined;
    const { id, intent, subjectId, sentAt } = copy;
    const recipient = { kind: 'copy', copy: id } as const;
    const sent = { key: '', notBefore: sentAt, attempts: 0, triedAt: null };
    const row = { id, intent, subjectId, recipient, ...sent };
    return render(tx, row, clock());
  });
}
