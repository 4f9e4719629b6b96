/** The same counts by axis, theme, audience, territory and structure. */
import type { PactDefinition, PactItem } from '../pact.ts';
import { type ActionCounts, countActions, type StandingAction } from './actions.ts';
import { type Concertations, type GroupFigures, sumConcertations } from './groups.ts';
import type { Scope } from './period.ts';

/** An action may be of several: such rows do not add up to the actions of the pact. */
export interface CountsOf {
  readonly code: string;
  readonly actions: ActionCounts;
}

export interface TerritoryFigures extends CountsOf, Concertations {
  readonly groups: number;
  /** Of these, those of other territories too: the département counts them once. */
  readonly sharedGroups: number;
  readonly sharedActions: number;
}

/** Rows in the order of the pact; a retired item shows only when something is still of it. */
export function countsBy(
  items: readonly PactItem[],
  actions: readonly StandingAction[],
  codesOf: (action: StandingAction) => readonly string[],
): readonly CountsOf[] {
  const found = new Map<string, StandingAction[]>();
  for (const action of actions)
    for (const code of new Set(codesOf(action))) {
      const known = found.get(code);
      if (known) known.push(action);
      else found.set(code, [action]);
    }
  return items
    .filter(({ code, retiredOn }) => !retiredOn || found.has(code))
    .map(({ code }) => ({ code, actions: countActions(found.get(code) ?? []) }));
}

export function territoryFigures(
  pact: PactDefinition,
  actions: readonly StandingAction[],
  groups: readonly GroupFigures[],
  scope: Scope,
): readonly TerritoryFigures[] {
  const groupById = new Map(groups.map((one) => [one.group.id, one]));
  const groupOf = ({ fact }: StandingAction) => groupById.get(fact.groupId);
  const rows = countsBy(
    pact.territories,
    actions,
    (action) => groupOf(action)?.group.territories ?? [],
  );
  return rows
    .filter(({ code }) => scope.kind !== 'territory' || code === scope.code)
    .map(({ code, actions: counts }) => {
      const own = groups.filter(({ group }) => group.territories.includes(code));
      const standing = own.filter((one) => one.standing);
      return {
        ...{ code, actions: counts, ...sumConcertations(own) },
        groups: standing.length,
        sharedGroups: standing.filter(({ shared }) => shared).length,
        sharedActions: actions.filter((action) => {
          const of = groupOf(action);
          return of?.shared === true && of.group.territories.includes(code);
        }).length,
      };
    });
}
