/** Whose word on the values of a group needs nobody's visa. */
import { may, relationsOf } from '../../domain/rights.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import type { Context } from '../context.ts';

/** The chargée de mission, or whoever tells what happened before the bot was there. */
export function mayCorrect({ actor }: Context, group: WorkingGroup): boolean {
  if (actor.personId === null || actor.takingOver) return true;
  const { id: groupId, territories } = group;
  return may(
    'correctEvaluation',
    relationsOf(actor.mandates, { groupId, territories, structures: [] }),
  );
}
