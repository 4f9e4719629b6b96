/** What the speaker may do to the indicators of a group or of one of its actions. */
import { type Act, may, relationsOf } from '../../domain/rights.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { objectOf } from '../../use-cases/action-access.ts';
import type { Turn } from '../turn.ts';

export async function mayOnGroup(turn: Turn, act: Act, group: WorkingGroup): Promise<boolean> {
  return mayOn(turn, act, group, []);
}

/** @param structures those that the action names; none: its pilots' */
export async function mayOn(
  turn: Turn,
  act: Act,
  group: WorkingGroup,
  structures: readonly string[],
): Promise<boolean> {
  const object = await objectOf(turn.db, group, structures, turn.today);
  return may(act, relationsOf(turn.actor.mandates, object));
}
