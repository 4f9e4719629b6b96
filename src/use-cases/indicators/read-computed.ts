/**
 * What is computed of a group and never asked: its concertations, their participants, and whether
 * it has a pilot and a co-pilot (PTI 2022-2025, B:305-310). The computation is the bilan's.
 */
import { type GroupFigures, groupFigures } from '../../domain/figures/groups.ts';
import { periodOf } from '../../domain/figures/period.ts';
import type { Db } from '../../store/database.ts';
import type { Pact } from '../../store/pacts.ts';
import { readGroupSources } from '../read-review-facts.ts';

export type ComputedFigures = Omit<GroupFigures, 'actions'> & {
  /** The bot did not follow the pact yet: nothing is known of the year. */
  readonly untracked: boolean;
};

/** By id; a group that came after the year has none. */
export async function readComputed(
  db: Db,
  { definition: pact, trackedFrom }: Pact,
  asked: { readonly year: number; readonly today: string; readonly groups: readonly string[] },
): Promise<ReadonlyMap<string, ComputedFigures>> {
  const { year, today } = asked;
  const period = periodOf({ kind: 'year', year }, { pact, trackedFrom }, today);
  const { groups, ...known } = await readGroupSources(db, pact.id, asked.groups);
  const created = groups.filter(({ createdAt }) => createdAt < period.before);
  const untracked = period.standing === 'untracked';
  return new Map(
    groupFigures(created, { ...known, pact, actions: [], period }).map(
      ({ actions: _none, ...figures }) => [figures.group.id, { ...figures, untracked }],
    ),
  );
}
