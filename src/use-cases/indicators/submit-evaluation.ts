/**
 * Sends the evaluation of a group over a year: to the circuit of the pact (the chargée de mission's
 * visa, by default), or accepted at once when there is none (SPEC §6, §8).
 */

import { currentVersion, replayRequest } from '../../domain/circuit/state.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { relationsOf } from '../../domain/rights.ts';
import type { Evaluation } from '../../store/evaluations.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { readEvents, type ValidationRequest } from '../../store/requests.ts';
import { findWritableGroup } from '../action-access.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { undoRefused } from '../undo-refused.ts';
import { actOnRequest, shownNow } from '../validation/act-on-request.ts';
import { circuitFor, startCircuit } from '../validation/ask-validation.ts';
import { changeState, evaluationOf } from './keep-evaluation.ts';
import { mayCorrect } from './may-correct.ts';
import { openRequestOn } from './open-request.ts';
import { missingOf, readSheets } from './read-sheets.ts';
import { refuseOutsideCampaign } from './refuse-year.ts';

export interface SubmittedEvaluation {
  readonly group: WorkingGroup;
  readonly evaluation: Evaluation;
  /** Absent: accepted at once, nobody's visa was needed. */
  readonly request?: ValidationRequest;
}

export function submitEvaluation(
  context: Context,
  input: { group: string; year: number },
): Promise<Result<SubmittedEvaluation, Refusal>> {
  return undoRefused(context, () => submit(context, input));
}

async function submit(
  context: Context,
  input: { group: string; year: number },
): Promise<Result<SubmittedEvaluation, Refusal>> {
  const access = await findWritableGroup(context, input.group, 'submitEvaluation');
  if (!access.ok) return access;
  const { group, pact } = access.value;
  const { year } = input;
  const of = { pactId: group.pactId, year, today: context.today, groups: [group.id] };
  const [sheet] = await readSheets(context.db, of);
  if (!sheet) return refused({ kind: 'nothingAsked', group: group.code, year });
  const state = sheet.evaluation?.state ?? 'draft';
  const request = sheet.evaluation && (await openRequestOn(context, sheet.evaluation));
  if (state === 'accepted') return refused({ kind: 'alreadyAccepted', group: group.code, year });
  if (state === 'submitted')
    return refused({
      ...{ kind: 'awaitingVisa', group: group.code, year },
      ...{ request: request?.code ?? '', requester: request?.requesterId ?? null },
    });
  const closed = await refuseOutsideCampaign(context, pact, group, { year, state });
  if (closed) return refused(closed);
  const missing = missingOf(sheet).length;
  if (missing > 0) return refused({ kind: 'readingsMissing', group: group.code, year, missing });
  const evaluation = await evaluationOf(context, group, year);
  return request
    ? sendAgain(context, group, evaluation, request)
    : send({ ...context, pact }, group, evaluation);
}

async function send(
  context: Context,
  group: WorkingGroup,
  evaluation: Evaluation,
): Promise<Result<SubmittedEvaluation, Refusal>> {
  const circuit = circuitFor(context, 'indicators');
  if (!circuit || needsNoVisa(context, group))
    return done({ group, evaluation: await changeState(context, evaluation, 'accepted') });
  const asked = await startCircuit(context, {
    circuit,
    subject: { kind: 'group', group },
    effect: { kind: 'evaluation', evaluation: evaluation.id, year: evaluation.year },
  });
  if (!asked.ok) return asked;
  return done({ group, evaluation, request: asked.value.request });
}

/** What the chargée de mission writes herself is hers to accept, unless she pilots the group. */
function needsNoVisa(context: Context, group: WorkingGroup): boolean {
  if (!mayCorrect(context, group)) return false;
  const { id: groupId, territories } = group;
  const held = relationsOf(context.actor.mandates, { groupId, territories, structures: [] });
  return !held.includes('pilot');
}

/** The step that asked for changes is asked again, on the values as they are now. */
async function sendAgain(
  context: Context,
  group: WorkingGroup,
  evaluation: Evaluation,
  request: ValidationRequest,
): Promise<Result<SubmittedEvaluation, Refusal>> {
  const shown = await shownNow(context, request);
  const { version } = currentVersion(replayRequest(await readEvents(context.db, request.id)));
  const amended = await actOnRequest(context, {
    request: request.code,
    act: (by, textId) => ({ kind: 'amend', by, version, shown, textId }),
  });
  return amended.ok ? done({ group, evaluation, request }) : amended;
}
