/** Writes an update of an action, once allowed: what declaring and correcting have in common. */
import { missingParts, needsReason, needsSubstance } from '../domain/action-status.ts';
import { done, type Result } from '../domain/result.ts';
import type { ActionStatus, BlockerKind } from '../domain/terms.ts';
import {
  type Action,
  indicatorsOf,
  insertBlocker,
  insertEntry,
  liftBlocker,
  openBlockers,
  updateActionStatus,
} from '../store/actions.ts';
import type { SavedText } from '../store/texts.ts';
import { type Context, journal } from './context.ts';
import { checkText, keepText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export interface UpdateInput {
  readonly action: string;
  readonly status?: ActionStatus;
  readonly comment?: string;
  readonly nothingNew?: boolean;
  readonly blocker?: { readonly kind: BlockerKind } | 'lifted';
  /** The person said that the contact data in the text is professional. */
  readonly contactsConfirmed?: boolean;
}

export interface DeclaredUpdate {
  readonly entry: string;
  readonly action: Action;
  readonly from: ActionStatus;
  readonly to: ActionStatus;
  readonly blockersLifted: number;
}

/** Writes an update that `refuseUpdate` let through; `about` is the entry that it corrects. */
export async function writeUpdate(
  context: Context,
  action: Action,
  input: UpdateInput,
  about: string | null = null,
): Promise<Result<DeclaredUpdate, Refusal>> {
  const to = input.status ?? action.status;
  const text = input.comment ? await keepText(context, input.comment) : undefined;
  const entry = context.newId();
  const nothingNew = !text && !input.blocker && to === action.status;
  await insertEntry(context.db, {
    id: entry,
    actionId: action.id,
    at: context.now,
    authorId: context.actor.personId,
    kind: about ? 'correction' : 'update',
    fromStatus: action.status,
    toStatus: to,
    nothingNew,
    textId: text?.id ?? null,
    changesId: null,
    about,
  });
  await updateActionStatus(context.db, action.id, { status: to, lastNewsAt: context.now });
  await journal(context, {
    act: 'action.updated',
    subjectKind: 'action',
    subjectId: action.id,
    payload: { entry, from: action.status, to, text: text?.hash ?? null, nothingNew },
  });
  const blockersLifted = await applyBlocker(context, action, input.blocker, { entry, text });
  return done({ entry, action, from: action.status, to, blockersLifted });
}

/** Whether an update can be written as it is; the action's status is the one to start from. */
export async function refuseUpdate(
  context: Context,
  action: Action,
  input: UpdateInput,
): Promise<Refusal | undefined> {
  const unsafe = checkText('comment', input.comment, input.contactsConfirmed);
  if (unsafe) return unsafe;
  const { code, status: from } = action;
  const to = input.status ?? from;
  if (!input.status && !input.comment && !input.nothingNew && !input.blocker)
    return { kind: 'nothingToSave', code };
  if (
    input.blocker &&
    input.blocker !== 'lifted' &&
    input.blocker.kind === 'other' &&
    !input.comment
  )
    return { kind: 'invalid', field: 'comment', why: 'empty' };
  if (needsReason(from, to) && !input.comment) return { kind: 'reasonNeeded', code, from, to };
  if (!needsSubstance(from, to)) return undefined;
  const missing = missingParts({
    ...action,
    indicators: await indicatorsOf(context.db, [action.id]),
  });
  return missing.length > 0 ? { kind: 'incomplete', code, missing } : undefined;
}

/** Raises a blocker, or lifts every open one; returns how many were lifted. */
async function applyBlocker(
  context: Context,
  action: Action,
  blocker: UpdateInput['blocker'],
  by: { entry: string; text: SavedText | undefined },
): Promise<number> {
  if (!blocker) return 0;
  if (blocker !== 'lifted') {
    const id = context.newId();
    await insertBlocker(context.db, {
      id,
      actionId: action.id,
      kind: blocker.kind,
      textId: by.text?.id ?? null,
      raisedAt: context.now,
      raisedBy: context.actor.personId,
      raisedEntry: by.entry,
    });
    await journal(context, {
      act: 'blocker.raised',
      subjectKind: 'action',
      subjectId: action.id,
      payload: { blocker: id, kind: blocker.kind, text: by.text?.hash ?? null },
    });
    return 0;
  }
  const open = await openBlockers(context.db, [action.id]);
  for (const { id } of open) {
    await liftBlocker(context.db, id, {
      liftedAt: context.now,
      liftedBy: context.actor.personId,
      liftedEntry: by.entry,
    });
    await journal(context, {
      act: 'blocker.lifted',
      subjectKind: 'action',
      subjectId: action.id,
      payload: { blocker: id },
    });
  }
  return open.length;
}
