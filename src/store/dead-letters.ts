/** Messages given up: what they were about, for whom, and why; never a word of what they said. */
import type { Db, Tx } from './database.ts';
import type { Recipient } from './outbox.ts';

export interface DeadLetter {
  readonly id: string;
  readonly intent: string;
  readonly subjectId: string;
  readonly recipient: Recipient;
  /** When it was to leave, and when it was given up. UTC instants. */
  readonly createdAt: string;
  readonly settledAt: string;
  /** As the platform or the delivery names it. */
  readonly lastError: string | null;
}

const columns = ['id', 'intent', 'subjectId', 'recipient', 'createdAt', 'settledAt'] as const;

/** The latest first. */
export async function listDeadLetters(db: Db): Promise<readonly DeadLetter[]> {
  const rows = await db
    .selectFrom('outbox')
    .select([...columns, 'lastError'])
    .where('state', '=', 'dead')
    .orderBy('settledAt', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ recipient, settledAt, ...row }) => ({
    ...row,
    recipient: JSON.parse(recipient) as Recipient,
    settledAt: settledAt ?? row.createdAt,
  }));
}

export async function findDeadLetter(db: Db, id: string): Promise<DeadLetter | undefined> {
  return (await listDeadLetters(db)).find((letter) => letter.id === id);
}

/** It is sent again as if for the first time; its words are written anew. */
export async function reviveLetter(db: Tx, id: string, now: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      ...{ state: 'pending', notBefore: now, leaseUntil: null, attempts: 0 },
      ...{ lastError: null, settledAt: null },
      // Its place in the queue is found anew: its recipient may be elsewhere since.
      ...{ platform: null, method: null, conversation: null, retryAt: null, triedAt: null },
    })
    .where('id', '=', id)
    .execute();
}

/** Nobody waits for it any more. */
export async function buryLetter(db: Tx, id: string, now: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'superseded', settledAt: now })
    .where('id', '=', id)
    .execute();
}
