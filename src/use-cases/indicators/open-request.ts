/** The open request that an evaluation waits for. */
import type { Evaluation } from '../../store/evaluations.ts';
import { requestsAbout, type ValidationRequest } from '../../store/requests.ts';
import type { Context } from '../context.ts';

export async function openRequestOn(
  context: Pick<Context, 'db'>,
  evaluation: Pick<Evaluation, 'id' | 'groupId'>,
): Promise<ValidationRequest | undefined> {
  const about = await requestsAbout(context.db, evaluation.groupId);
  return about.find(
    ({ state, effect }) =>
      state === 'open' && effect.kind === 'evaluation' && effect.evaluation === evaluation.id,
  );
}
