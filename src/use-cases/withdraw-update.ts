/**
 * Withdraws the last update of an action: its author only, within 15 minutes (SPEC §4). Nothing is
 * erased: an entry says that the former one no longer counts.
 */
import { done, type Result } from '../domain/result.ts';
import { insertEntry } from '../store/action-entries.ts';
import type { Action } from '../store/actions.ts';
import type { Context } from './context.ts';
import { findCorrectableEntry, revertEntry } from './correctable-entry.ts';
import type { Refusal } from './refusal.ts';

export async function withdrawUpdate(
  context: Context,
  entryId: string,
): Promise<Result<Action, Refusal>> {
  const found = await findCorrectableEntry(context, entryId);
  if (!found.ok) return found;
  const action = await revertEntry(context, found.value);
  await insertEntry(context.db, {
    id: context.newId(),
    actionId: action.id,
    at: context.now,
    authorId: context.actor.personId,
    kind: 'withdrawal',
    fromStatus: found.value.action.status,
    toStatus: action.status,
    nothingNew: false,
    textId: null,
    changesId: null,
    about: entryId,
  });
  return done(action);
}
