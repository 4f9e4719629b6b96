/** Replaces the last update of an action by a corrected one: its author only, within 15 minutes. */
import { type Result, refused } from '../domain/result.ts';
import type { Context } from './context.ts';
import { findCorrectableEntry, revertEntry } from './correctable-entry.ts';
import { type Declared, refuseAsking, writeOrAsk } from './declare-update.ts';
import type { Refusal } from './refusal.ts';
import { undoRefused } from './undo-refused.ts';
import { refuseUpdate, type UpdateInput } from './write-update.ts';

export function correctUpdate(
  context: Context,
  entryId: string,
  input: UpdateInput,
): Promise<Result<Declared, Refusal>> {
  return undoRefused(context, () => correct(context, entryId, input));
}

async function correct(
  context: Context,
  entryId: string,
  input: UpdateInput,
): Promise<Result<Declared, Refusal>> {
  const found = await findCorrectableEntry(context, entryId);
  if (!found.ok) return found;
  const { action, entry } = found.value;
  const before = { ...action, status: entry.fromStatus ?? action.status };
  const refusal =
    (await refuseUpdate(context, before, input)) ?? (await refuseAsking(context, before, input));
  if (refusal) return refused(refusal);
  const reverted = await revertEntry(context, found.value);
  return writeOrAsk(context, reverted, input, entryId);
}
