/** Finds an action or a group, and checks that the person may do the act on it now. */
import { done, type Result, refused } from '../domain/result.ts';
import type { Act, ObjectFacts } from '../domain/rights.ts';
import { type Action, findAction } from '../store/actions.ts';
import type { Db } from '../store/database.ts';
import { findGroup, findGroupById, type WorkingGroup } from '../store/groups.ts';
import { pilotsOf } from '../store/mandates.ts';
import { type Pact, readPact } from '../store/pacts.ts';
import { actingMandates } from './acting-mandates.ts';
import { type Context, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

/** The group's territories and the structures whose référents are concerned. */
export async function objectOf(
  db: Db,
  group: WorkingGroup,
  engaged: readonly string[],
  today: string,
): Promise<ObjectFacts> {
  const structures =
    engaged.length > 0
      ? engaged
      : (await pilotsOf(db, group.id, today)).flatMap((pilot) => pilot.structure ?? []);
  return { groupId: group.id, territories: group.territories, structures };
}

/** The pact an object belongs to: not always the current one, as two may coexist (SPEC §3). */
export async function inPactOf(context: Context, pactId: string): Promise<Context> {
  if (pactId === context.pact.definition.id) return context;
  const pact = await readPact(context.db, pactId);
  if (!pact) throw new Error(`pact ${pactId} is referred to but not stored`);
  const { personId } = context.actor;
  if (personId === null) return { ...context, pact };
  // A mandate gives rights in its own pact.
  const mandates = await actingMandates(context.db, personId, context.today, pactId);
  return { ...context, pact, actor: { ...context.actor, mandates } };
}

export async function findWritableAction(
  context: Context,
  code: string,
  act: Act,
): Promise<Result<{ action: Action; group: WorkingGroup; pact: Pact }, Refusal>> {
  const action = await findAction(context.db, code);
  if (!action) return refused({ kind: 'notFound', what: 'action', id: code });
  const subject = { kind: 'action', id: action.id };
  const own = await inPactOf(context, action.pactId);
  const { pact } = own;
  const closed = await refuseIfClosed(own, pact, subject);
  if (closed) return refused(closed);
  const group = await findGroupById(context.db, action.groupId);
  if (!group) throw new Error(`group ${action.groupId} is referred to but not stored`);
  const object = await objectOf(context.db, group, action.structures, context.today);
  const refusal = await refuseUnlessAllowed(own, act, subject, object);
  return refusal ? refused(refusal) : done({ action, group, pact });
}

export async function findWritableGroup(
  context: Context,
  code: string,
  act: Act,
): Promise<Result<{ group: WorkingGroup; pact: Pact }, Refusal>> {
  const group = await findGroup(context.db, code);
  if (!group) return refused({ kind: 'notFound', what: 'group', id: code });
  const subject = { kind: 'group', id: group.id };
  const own = await inPactOf(context, group.pactId);
  const { pact } = own;
  const closed = await refuseIfClosed(own, pact, subject);
  if (closed) return refused(closed);
  const object = await objectOf(context.db, group, [], context.today);
  const refusal = await refuseUnlessAllowed(own, act, subject, object);
  return refusal ? refused(refusal) : done({ group, pact });
}
