/**
 * What a restored database is told before it serves again: which messages have left since its
 * backup, which of them are to be rewritten, and that it was restored.
 */
import { z } from 'zod';
import type { Db, Tx } from '../store/database.ts';
import { appendToJournal, lastJournalRow } from '../store/journal.ts';
import { enqueue, findCopy } from '../store/outbox.ts';
import {
  copiesOfOpenRequests,
  doubtWhatWasDue,
  takeOverCodes,
  takeOverSent,
} from '../store/restored-messages.ts';
import { readSetting, removeSetting } from '../store/settings.ts';

/** In a backup: of which instant it is. */
export const backupSetting = 'backup';
/** In a database: when its last backup was made, and where. */
export const lastBackupSetting = 'lastBackup';

const backupSchema = z.object({ at: z.string() });

export interface Restoration {
  /** Instant of the backup; `undefined`: it was not made by the bot. */
  readonly backupAt: string | undefined;
  /** Messages sent since the backup: not sent again. */
  readonly sentSince: number;
  /** Messages of which only the platform can tell whether they have left. */
  readonly doubtful: number;
  readonly rewrites: number;
  /** What the former database says was done since; `undefined` without one that can be read. */
  readonly lost?: Lost;
}

export interface Lost {
  /** Rows of its journal that the restored one does not have. */
  readonly entries: number;
  /** «Prénom Nom» of those who have left since, and whose names are back. */
  readonly departed: readonly string[];
}

/** @param former the database that is replaced, when it can still be read */
export async function recordRestoration(
  db: Tx,
  former: Db | undefined,
  now: string,
  newId: () => string,
): Promise<Restoration> {
  const lost = former && (await readLost(db, former));
  if (former) await takeOverCodes(db, former);
  const since = former && (await takeOverSent(db, former));
  const doubtful = former ? 0 : await doubtWhatWasDue(db, now);
  const copies = new Set([...(since?.copiesAhead ?? []), ...(await copiesOfOpenRequests(db))]);
  for (const copy of copies) await rewrite(db, copy, now, newId);
  const backupAt = backupSchema.optional().parse(await readSetting(db, backupSetting))?.at;
  if (backupAt !== undefined) await removeSetting(db, backupSetting);
  const restoration = {
    backupAt,
    sentSince: since?.messages ?? 0,
    doubtful,
    rewrites: copies.size,
  };
  await appendToJournal(db, {
    at: now,
    actorId: null,
    act: 'store.restored',
    subjectKind: 'store',
    subjectId: 'store',
    payload: { ...restoration, backupAt: backupAt ?? null },
  });
  return { ...restoration, ...(lost && { lost }) };
}

async function rewrite(db: Tx, id: string, now: string, newId: () => string): Promise<void> {
  const copy = await findCopy(db, id);
  if (!copy) return;
  await enqueue(db, {
    id: newId(),
    key: `rewrite:${copy.id}:restored:${now}`,
    intent: copy.intent,
    subjectId: copy.subjectId,
    recipient: { kind: 'copy', copy: copy.id },
    notBefore: now,
    createdAt: now,
  });
}

async function readLost(db: Tx, former: Db): Promise<Lost> {
  const [reached, ended] = [await lastJournalRow(db), await lastJournalRow(former)];
  const left = await former
    .selectFrom('person')
    .select('id')
    .where('departedAt', 'is not', null)
    .execute();
  const back = await db
    .selectFrom('person')
    .select(['id', 'firstName', 'lastName'])
    .where('departedAt', 'is', null)
    .execute();
  const gone = new Set(left.map(({ id }) => id));
  return {
    entries: Math.max(0, ended - reached),
    departed: back
      .filter(({ id }) => gone.has(id))
      .map(({ firstName, lastName }) => `${firstName} ${lastName}`),
  };
}
