/** «demander»: a person asks for a validation themselves, for an action or a group (SPEC §6). */

import { missingParts } from '../../domain/action-status.ts';
import type { Circuit } from '../../domain/pact.ts';
import { type Result, refused } from '../../domain/result.ts';
import type { Action } from '../../store/actions.ts';
import { indicatorsOf } from '../../store/actions.ts';
import { insertBlocker } from '../../store/blockers.ts';
import { findPerson } from '../../store/people.ts';
import { findWritableAction, findWritableGroup } from '../action-access.ts';
import { type Context, journal } from '../context.ts';
import { breaksTwoStructures } from '../give-mandate.ts';
import { checkText, keepText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';
import { undoRefused } from '../undo-refused.ts';
import {
  type AskedValidation,
  findCircuit,
  openRequestAbout,
  startCircuit,
} from './ask-validation.ts';

export interface DemandInput {
  readonly circuit: string;
  /** Code of the action, or of the group for a change of pilot. */
  readonly action?: string;
  readonly group?: string;
  readonly comment?: string;
  readonly pilot?: { readonly role: 'pilot' | 'coPilot'; readonly person: string };
  readonly contactsConfirmed?: boolean;
}

export function demandValidation(
  context: Context,
  input: DemandInput,
): Promise<Result<AskedValidation, Refusal>> {
  return undoRefused(context, () => demand(context, input));
}

async function demand(
  context: Context,
  input: DemandInput,
): Promise<Result<AskedValidation, Refusal>> {
  const circuit = findCircuit(context, input.circuit);
  if (!circuit) return refused({ kind: 'notFound', what: 'circuit', id: input.circuit });
  // An evaluation is submitted with its values (`submitEvaluation`), never without them.
  if (circuit.subject === 'indicators')
    return refused({ kind: 'notFound', what: 'circuit', id: input.circuit });
  const unsafe = checkText('comment', input.comment, input.contactsConfirmed);
  if (unsafe) return refused(unsafe);
  return circuit.subject === 'pilotChange'
    ? demandPilotChange(context, circuit, input)
    : demandForAction(context, circuit, input);
}

async function demandPilotChange(
  context: Context,
  circuit: Circuit,
  input: DemandInput,
): Promise<Result<AskedValidation, Refusal>> {
  const access = await findWritableGroup(context, input.group ?? '', 'logMeeting');
  if (!access.ok) return access;
  if (!input.pilot) return refused({ kind: 'invalid', field: 'person', why: 'empty' });
  const { group, pact } = access.value;
  const person = await findPerson(context.db, input.pilot.person);
  if (!person || person.departedAt)
    return refused({ kind: 'notFound', what: 'person', id: input.pilot.person });
  const own = { ...context, pact };
  const seat = { groupId: group.id, role: input.pilot.role, structure: person.structure };
  const sameStructure = await breaksTwoStructures(own, { ...seat, startsOn: context.today });
  if (sameStructure && !input.comment)
    return refused({ kind: 'invalid', field: 'comment', why: 'sameStructure' });
  const text = input.comment ? await keepText(context, input.comment) : undefined;
  return startCircuit(own, {
    circuit,
    subject: { kind: 'group', group },
    effect: { kind: 'pilot', ...input.pilot },
    text,
  });
}

async function demandForAction(
  context: Context,
  circuit: Circuit,
  input: DemandInput,
): Promise<Result<AskedValidation, Refusal>> {
  const access = await findWritableAction(context, input.action ?? '', 'declareUpdate');
  if (!access.ok) return access;
  const { action } = access.value;
  const open = await openRequestAbout(context, circuit, action.id);
  if (open) return refused({ kind: 'requestOpen', request: open.code });
  const to = statusAsked(circuit, action);
  if (to === 'already') return refused({ kind: 'nothingToSave', code: action.code });
  const missing = missingParts({
    ...action,
    indicators: await indicatorsOf(context.db, [action.id]),
  });
  if (to && missing.length > 0) return refused({ kind: 'incomplete', code: action.code, missing });
  const text = input.comment ? await keepText(context, input.comment) : undefined;
  const effect = to
    ? {
        kind: 'status' as const,
        to,
        entry: null,
        blocker: await raiseWaiting(context, action),
      }
    : { kind: 'none' as const };
  return startCircuit(
    { ...context, pact: access.value.pact },
    { circuit, subject: { kind: 'action', action }, effect, text },
  );
}

function statusAsked(
  circuit: Circuit,
  action: Action,
): 'completed' | 'inProgress' | 'already' | undefined {
  if (circuit.subject === 'actionCompleted')
    return action.status === 'completed' ? 'already' : 'completed';
  if (circuit.subject === 'actionStarted')
    return action.status === 'project' ? 'inProgress' : 'already';
  return undefined;
}

/** «En attente de validation» shows while the request is open (SPEC §4). */
async function raiseWaiting(context: Context, action: Action): Promise<string> {
  const id = context.newId();
  await insertBlocker(context.db, {
    id,
    actionId: action.id,
    kind: 'awaitingValidation',
    textId: null,
    raisedAt: context.now,
    raisedBy: context.actor.personId,
    raisedEntry: null,
  });
  await journal(context, {
    act: 'blocker.raised',
    subjectKind: 'action',
    subjectId: action.id,
    payload: { blocker: id, kind: 'awaitingValidation', text: null },
  });
  return id;
}
