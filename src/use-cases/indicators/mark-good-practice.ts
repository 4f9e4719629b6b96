/** The chargée de mission holds an action up as good practice, or no longer does (B:354). */
import { done, type Result, refused } from '../../domain/result.ts';
import type { Action } from '../../store/actions.ts';
import {
  findGoodPractice,
  removeGoodPractice,
  saveGoodPractice,
} from '../../store/good-practice.ts';
import { findWritableAction } from '../action-access.ts';
import { type Context, journal } from '../context.ts';
import { checkText, keepText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';

export async function markGoodPractice(
  context: Context,
  input: { action: string; marked: boolean; text?: string; contactsConfirmed?: boolean },
): Promise<Result<{ action: Action }, Refusal>> {
  const access = await findWritableAction(context, input.action, 'markGoodPractice');
  if (!access.ok) return access;
  const { action } = access.value;
  const unsafe = checkText('text', input.text, input.contactsConfirmed);
  if (unsafe) return refused(unsafe);
  if (!input.marked) {
    if (!(await findGoodPractice(context.db, action.id))) return done({ action });
    await removeGoodPractice(context.db, action.id);
    await tell(context, action, 'practice.unmarked', {});
    return done({ action });
  }
  const text = input.text ? await keepText(context, input.text) : undefined;
  await saveGoodPractice(context.db, {
    actionId: action.id,
    textId: text?.id ?? null,
    markedAt: context.now,
    markedBy: context.actor.personId,
  });
  await tell(context, action, 'practice.marked', { text: text?.hash ?? null });
  return done({ action });
}

async function tell(
  context: Context,
  action: Action,
  act: string,
  payload: { text?: string | null },
): Promise<void> {
  await journal(context, { act, subjectKind: 'action', subjectId: action.id, payload });
}
