/** The last update of an action, as long as its author may correct or withdraw it (SPEC §4). */
import { Temporal } from 'temporal-polyfill';
import { correctionMinutes } from '../domain/action-status.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { type ActionEntry, countingUpdates, findEntry } from '../store/action-entries.ts';
import { type Action, findActionById, updateActionStatus } from '../store/actions.ts';
import { blockersOfEntry, liftBlocker } from '../store/blockers.ts';
import { requestsAbout } from '../store/requests.ts';
import { findWritableAction } from './action-access.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export interface CorrectableEntry {
  readonly action: Action;
  readonly entry: ActionEntry;
}

export async function findCorrectableEntry(
  context: Context,
  entryId: string,
): Promise<Result<CorrectableEntry, Refusal>> {
  const entry = await findEntry(context.db, entryId);
  const found = entry && (await findActionById(context.db, entry.actionId));
  if (!entry || !found) return refused({ kind: 'notFound', what: 'entry', id: entryId });
  const access = await findWritableAction(context, found.code, 'declareUpdate');
  if (!access.ok) return access;
  const { action } = access.value;
  if (entry.authorId !== context.actor.personId) return refused({ kind: 'notAuthor' });
  const [latest] = await countingUpdates(context.db, action.id, 1);
  if (latest?.id !== entry.id) {
    const past = await findLaterEntry(context, entry);
    return refused(past ? { kind: 'alreadyWithdrawn' } : { kind: 'notLatest', code: action.code });
  }
  const request = await requestRestingOn(context, action.id, entry);
  if (request) return refused({ kind: 'restsOnRequest', request });
  if (await isTooLate(context, entry))
    return refused({ kind: 'tooLate', minutes: correctionMinutes });
  return done({ action, entry });
}

/** The request that the update started, or whose end made it (SPEC §4). */
async function requestRestingOn(
  context: Context,
  actionId: string,
  entry: ActionEntry,
): Promise<string | undefined> {
  const requests = await requestsAbout(context.db, actionId);
  return requests.find(
    ({ effect, endedAt }) =>
      effect.kind === 'status' && (effect.entry === entry.id || endedAt === entry.at),
  )?.code;
}

async function findLaterEntry(context: Context, entry: ActionEntry): Promise<boolean> {
  const row = await context.db
    .selectFrom('actionEntry')
    .select('id')
    .where('about', '=', entry.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Counted from the first declaration: correcting again and again does not reopen the delay. */
async function isTooLate(context: Context, entry: ActionEntry): Promise<boolean> {
  let first = entry;
  while (first.about) {
    const before = await findEntry(context.db, first.about);
    if (!before) break;
    first = before;
  }
  const limit = Temporal.Instant.from(first.at).add({ minutes: correctionMinutes });
  return Temporal.Instant.compare(Temporal.Instant.from(context.now), limit) > 0;
}

/** Puts back what the entry changed: status, date of the last news, blockers. */
export async function revertEntry(
  context: Context,
  { action, entry }: CorrectableEntry,
): Promise<Action> {
  const status = entry.fromStatus ?? action.status;
  const [, before] = await countingUpdates(context.db, action.id, 2);
  const lastNewsAt = before?.at ?? action.createdAt;
  await updateActionStatus(context.db, action.id, { status, lastNewsAt });
  await journal(context, {
    act: 'action.updateReverted',
    subjectKind: 'action',
    subjectId: action.id,
    payload: { entry: entry.id, from: action.status, to: status },
  });
  for (const blocker of await blockersOfEntry(context.db, entry.id)) {
    await liftBlocker(
      context.db,
      blocker.id,
      blocker.raised
        ? { liftedAt: context.now, liftedBy: context.actor.personId, liftedEntry: entry.id }
        : { liftedAt: null, liftedBy: null, liftedEntry: null },
    );
    await journal(context, {
      act: blocker.raised ? 'blocker.lifted' : 'blocker.raised',
      subjectKind: 'action',
      subjectId: action.id,
      payload: { blocker: blocker.id, kind: blocker.kind },
    });
  }
  return { ...action, status, lastNewsAt };
}
