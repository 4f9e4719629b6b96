/** An evaluation follows the request that asks for its visa. */
import type { RequestState } from '../../domain/circuit/state.ts';
import { findEvaluation } from '../../store/evaluations.ts';
import type { ValidationRequest } from '../../store/requests.ts';
import type { EvaluationState } from '../../store/schema.ts';
import type { Context } from '../context.ts';
import { changeState } from './keep-evaluation.ts';

export async function followEvaluation(
  context: Context,
  { effect, requesterId }: ValidationRequest,
  { phase }: RequestState,
): Promise<void> {
  if (effect.kind !== 'evaluation') return;
  const evaluation = await findEvaluation(context.db, { id: effect.evaluation });
  if (!evaluation) throw new Error(`evaluation ${effect.evaluation} is referred to but not stored`);
  const state = stateFor(phase);
  if (evaluation.state !== state) await changeState(context, evaluation, state, requesterId);
}

/** A refusal sends it back to be mended, as a request for changes does. */
function stateFor(phase: RequestState['phase']): EvaluationState {
  if (phase.kind === 'awaitingChanges') return 'toAmend';
  if (phase.kind !== 'ended') return 'submitted';
  const ends = { approved: 'accepted', refused: 'toAmend', cancelled: 'draft' } as const;
  return ends[phase.outcome];
}
