/**
 * Declares where an action stands: a status, a comment, «rien de neuf», a blocker. Some changes of
 * status wait for the end of a circuit: declaring `réalisée`, starting a project (SPEC §6).
 */
import type { Circuit } from '../domain/pact.ts';
import { done, type Result, refused } from '../domain/result.ts';
import type { ActionStatus } from '../domain/terms.ts';
import type { Action } from '../store/actions.ts';
import { findWritableAction } from './action-access.ts';
import type { Context } from './context.ts';
import type { Refusal } from './refusal.ts';
import { undoRefused } from './undo-refused.ts';
import {
  type AskedValidation,
  circuitFor,
  openRequestAbout,
  startCircuit,
} from './validation/ask-validation.ts';
import {
  type DeclaredUpdate,
  refuseUpdate,
  type UpdateInput,
  writeUpdate,
} from './write-update.ts';

/** What was declared, and the request that it started, if any. */
export interface Declared extends DeclaredUpdate {
  readonly asked?: AskedValidation;
}

export function declareUpdate(
  context: Context,
  input: UpdateInput,
): Promise<Result<Declared, Refusal>> {
  return undoRefused(context, () => declare(context, input));
}

async function declare(context: Context, input: UpdateInput): Promise<Result<Declared, Refusal>> {
  const access = await findWritableAction(context, input.action, 'declareUpdate');
  if (!access.ok) return access;
  const { action, pact } = access.value;
  const own = { ...context, pact };
  const refusal =
    (await refuseUpdate(own, action, input)) ?? (await refuseAsking(own, action, input));
  if (refusal) return refused(refusal);
  return writeOrAsk(own, action, input);
}

/** Writes the update at once, or starts the circuit that its change of status goes through. */
export function writeOrAsk(
  context: Context,
  action: Action,
  input: UpdateInput,
  about: string | null = null,
): Promise<Result<Declared, Refusal>> {
  const circuit = circuitOfChange(context, action.status, input.status);
  return circuit
    ? declareAndAsk(context, action, input, circuit, about)
    : writeUpdate(context, action, input, about);
}

/** One open request per circuit and subject (SPEC §6). */
export async function refuseAsking(
  context: Context,
  action: Action,
  input: UpdateInput,
): Promise<Refusal | undefined> {
  const circuit = circuitOfChange(context, action.status, input.status);
  const open = circuit && (await openRequestAbout(context, circuit, action.id));
  return open && { kind: 'requestOpen', request: open.code };
}

/**
 * The circuit that a change of status goes through. The command line and the taking over of data
 * tell what happened elsewhere: nobody is asked about it.
 */
function circuitOfChange(
  context: Context,
  from: ActionStatus,
  to: ActionStatus | undefined,
): Circuit | undefined {
  const { personId, takingOver } = context.actor;
  if (!to || to === from || takingOver || personId === null) return undefined;
  if (to === 'completed') return circuitFor(context, 'actionCompleted');
  return from === 'project' && to !== 'abandoned'
    ? circuitFor(context, 'actionStarted')
    : undefined;
}

/** The status stays as it is and «en attente de validation» shows until the request ends. */
async function declareAndAsk(
  context: Context,
  action: Action,
  input: UpdateInput,
  circuit: Circuit,
  about: string | null,
): Promise<Result<Declared, Refusal>> {
  const { status: to, ...rest } = input;
  const waiting = { ...rest, blocker: { kind: 'awaitingValidation' as const } };
  const written = await writeUpdate(context, action, waiting, about);
  if (!written.ok || !to) return written;
  const { entry, blocker, text } = written.value;
  const asked = await startCircuit(context, {
    circuit,
    subject: { kind: 'action', action },
    effect: { kind: 'status', to, entry, blocker: blocker ?? '' },
    text,
  });
  return asked.ok ? done({ ...written.value, asked: asked.value }) : asked;
}
