/** For an act that writes before it may still be refused: what it wrote goes with it. */
import type { Result } from '../domain/result.ts';
import { appendToJournal, lastJournalRow, refusalsAfter } from '../store/journal.ts';
import { beginPart, endPart, undoPart } from '../store/savepoint.ts';
import type { Context } from './context.ts';
import type { Refusal } from './refusal.ts';

/** A refusal is all that gets written: the rows of the journal that tell it. */
export async function undoRefused<Value>(
  { db }: Pick<Context, 'db'>,
  act: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  const before = await lastJournalRow(db);
  await beginPart(db, {});
  const result = await act();
  if (!result.ok) {
    const refusals = await refusalsAfter(db, before);
    await undoPart(db, {});
    for (const refusal of refusals) await appendToJournal(db, refusal);
  }
  await endPart(db, {});
  return result;
}
