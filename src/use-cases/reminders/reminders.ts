/**
 * The reminders' scheduler: asks what is due when something may have changed, the state or the
 * hour, and nothing otherwise. What it keeps in memory only spares work: a restart reads it again.
 */
import { createHistory } from '../../domain/obligations/history.ts';
import type { Db, Tx } from '../../store/database.ts';
import { lastJournalRow } from '../../store/journal.ts';
import { remindersAfter } from '../../store/reminders.ts';
import { createObligationBook, type ObligationBook, type Obligations } from './obligation-book.ts';
import { sendDigests } from './send-digests.ts';
import { settleLines } from './settle-lines.ts';

export interface Reminders {
  /** Sends what is due at an instant (UTC) and settles what was answered. */
  run(now: string): Promise<void>;
  /** Settles at once what an act has just answered. */
  settle(now: string): Promise<void>;
  /** The next instant at which something may be due, as the state is; `undefined` before a run. */
  next(): string | undefined;
  readonly book: ObligationBook;
}

interface Seen {
  readonly revision: number;
  readonly at: string;
  readonly next: string;
}

export function createReminders(options: {
  readonly db: Db;
  readonly newId: () => string;
}): Reminders {
  const { db, newId } = options;
  const book = createObligationBook();
  const history = createHistory();
  let lastRead = 0;
  let seen: Seen | undefined;
  let settled: number | undefined;

  const readHistory = async (tx: Tx): Promise<void> => {
    for (const { seq, key, sentAt } of await remindersAfter(tx, lastRead)) {
      history.add(key, sentAt);
      lastRead = seq;
    }
  };
  const settle = (now: string, obligations: Obligations, tx: Tx) =>
    settleLines({ db: tx, now, newId, obligations });

  return {
    book,
    next: () => seen?.next,
    async run(now) {
      const revision = await lastJournalRow(db);
      const same = seen?.revision === revision;
      // A clock that was set back is asked again.
      if (same && seen && now >= seen.at && now < seen.next) return;
      seen = await db.transaction().execute(async (tx) => {
        const obligations = await book.read(tx);
        await readHistory(tx);
        if (settled !== obligations.revision) await settle(now, obligations, tx);
        const { next } = await sendDigests({ db: tx, now, newId, obligations, history });
        return { revision: obligations.revision, at: now, next };
      });
      settled = seen.revision;
    },
    async settle(now) {
      if (settled === (await lastJournalRow(db))) return;
      settled = await db.transaction().execute(async (tx) => {
        const obligations = await book.read(tx);
        await settle(now, obligations, tx);
        return obligations.revision;
      });
    },
  };
}
