/** What was sent is recorded with the place where it stands, so that it can be rewritten later. */
import type { Card } from '../conversation/card.ts';
import { findAccount, markReachable } from '../store/accounts.ts';
import { enqueue, insertCopy, settle } from '../store/outbox.ts';
import type { DeliveryOptions, ToSomebody } from './deliver-row.ts';
import { conversationOf, type Found } from './destination.ts';

/** @param card what was sent; `undefined` when that is not known */
export async function recordSent(
  options: DeliveryOptions,
  row: ToSomebody,
  { by, to }: Found,
  reference: string,
  card: Card | undefined,
): Promise<void> {
  const at = options.clock();
  await options.db.transaction().execute(async (tx) => {
    await settle(tx, row.id, 'sent', at);
    if (to.kind === 'person') {
      const account = { platform: by.platform, tenant: to.tenant, user: to.user };
      // They left while it was on its way: where it stands is not kept.
      if (!(await findAccount(tx, account))) return;
      await markReachable(tx, account);
    }
    const copy = options.newId();
    await insertCopy(tx, {
      id: copy,
      outboxId: row.id,
      intent: row.intent,
      subjectId: row.subjectId,
      personId: row.recipient.kind === 'person' ? row.recipient.person : null,
      platform: by.platform,
      tenant: to.tenant,
      reference,
      sentAt: at,
      conversation: conversationOf(to),
    });
    // Things may have changed while the message was on its way: nothing knew of this copy then.
    const now = await options.render(tx, row, at);
    if (card && JSON.stringify(now) === JSON.stringify(card)) return;
    await enqueue(tx, {
      id: options.newId(),
      key: `rewrite:${copy}:sent`,
      intent: row.intent,
      subjectId: row.subjectId,
      recipient: { kind: 'copy', copy },
      notBefore: at,
      createdAt: at,
    });
  });
}
