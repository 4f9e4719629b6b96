/**
 * The bilan of a past pact whose actions were counted and not itemised (PTI 2022-2025, annexe 1):
 * counts only, beside which those of another pact can stand.
 */
import type { PactDefinition } from '../pact.ts';
import type { StatusCounts } from './actions.ts';

export interface CensusFigures {
  readonly pactId: string;
  readonly title: string;
  readonly on: string;
  readonly total: number;
  readonly byStatus: StatusCounts;
  readonly groups: number;
  /** Groups on several territories, counted once. */
  readonly sharedGroups: number;
  /** Groups that name a pilot and a co-pilot from two structures. */
  readonly twoStructures: number;
  readonly byTerritory: readonly { readonly territory: string; readonly groups: number }[];
}

/** `undefined` for a pact that tells of no past. */
export function censusFigures({
  id,
  title,
  territories,
  history,
}: PactDefinition): CensusFigures | undefined {
  if (!history) return undefined;
  const { census, groups } = history;
  const { completed, operating, inProgress, project, on } = census;
  return {
    ...{ pactId: id, title, on },
    total: completed + operating + inProgress + project,
    byStatus: { completed, operating, inProgress, project, abandoned: 0 },
    groups: groups.length,
    sharedGroups: groups.filter((group) => group.territories.length > 1).length,
    twoStructures: groups.filter(
      ({ pilots, coPilots }) => coPilots.length > 0 && new Set([...pilots, ...coPilots]).size > 1,
    ).length,
    byTerritory: territories
      .map(({ code }) => ({
        territory: code,
        groups: groups.filter((group) => group.territories.includes(code)).length,
      }))
      .filter(({ groups: count }) => count > 0),
  };
}
