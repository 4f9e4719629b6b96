/** Writes an update of an action, once allowed: what declaring and correcting have in common. */
import { missingParts, needsReason, needsSubstance } from '../domain/action-status.ts';
import { done, type Result } from '../domain/result.ts';
import type { ActionStatus, BlockerKind } from '../domain/terms.ts';
import { insertEntry } from '../store/action-entries.ts';
import { type Action, indicatorsOf, updateActionStatus } from '../store/actions.ts';
import { insertBlocker, liftBlocker, openBlockers } from '../store/blockers.ts';
import { requestsAbout } from '../store/requests.ts';
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
  /** Id of the blocker that it raised. */
  readonly blocker?: string;
  readonly text?: SavedText;
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
  const by = { entry, text };
  const blocker =
    input.blocker && input.blocker !== 'lifted'
      ? await raiseBlocker(context, action, input.blocker.kind, by)
      : undefined;
  const blockersLifted =
    input.blocker === 'lifted' ? await liftBlockers(context, action, entry) : 0;
  return done({
    entry,
    action,
    from: action.status,
    to,
    blockersLifted,
    ...(blocker && { blocker }),
    ...(text && { text }),
  });
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

async function raiseBlocker(
  context: Context,
  action: Action,
  kind: BlockerKind,
  by: { entry: string; text: SavedText | undefined },
): Promise<string> {
  const id = context.newId();
  await insertBlocker(context.db, {
    id,
    actionId: action.id,
    kind,
    textId: by.text?.id ?? null,
    raisedAt: context.now,
    raisedBy: context.actor.personId,
    raisedEntry: by.entry,
  });
  await journal(context, {
    act: 'blocker.raised',
    subjectKind: 'action',
    subjectId: action.id,
    payload: { blocker: id, kind, text: by.text?.hash ?? null },
  });
  return id;
}

/** Lifts the open blockers, except those that an open request keeps; returns how many. */
async function liftBlockers(context: Context, action: Action, entry: string): Promise<number> {
  const kept = new Set(
    (await requestsAbout(context.db, action.id))
      .filter((request) => request.state === 'open')
      .flatMap(({ effect }) => (effect.kind === 'status' ? [effect.blocker] : [])),
  );
  const open = (await openBlockers(context.db, [action.id])).filter(({ id }) => !kept.has(id));
  for (const { id } of open) {
    await liftBlocker(context.db, id, {
      liftedAt: context.now,
      liftedBy: context.actor.personId,
      liftedEntry: entry,
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
