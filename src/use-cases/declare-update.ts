/** Declares where an action stands: a status, a comment, «rien de neuf», a blocker. */
import { type Result, refused } from '../domain/result.ts';
import { findWritableAction } from './action-access.ts';
import type { Context } from './context.ts';
import type { Refusal } from './refusal.ts';
import {
  type DeclaredUpdate,
  refuseUpdate,
  type UpdateInput,
  writeUpdate,
} from './write-update.ts';

export async function declareUpdate(
  context: Context,
  input: UpdateInput,
): Promise<Result<DeclaredUpdate, Refusal>> {
  const access = await findWritableAction(context, input.action, 'declareUpdate');
  if (!access.ok) return access;
  const refusal = await refuseUpdate(context, access.value.action, input);
  if (refusal) return refused(refusal);
  return writeUpdate(context, access.value.action, input);
}
