/**
 * «Identifier les superpositions d'intervention, les éventuels doublons et/ou lacunes» (PTI
 * 2022-2025, §1.4): among the actions that are alive at the end of the period.
 */
import type { PactDefinition } from '../pact.ts';
import { isAlive, type StandingAction } from './actions.ts';
import type { GroupFact } from './facts.ts';
import type { Scope } from './period.ts';

/** One theme and one audience that several groups work for on one territory. */
export interface Overlap {
  readonly territory: string;
  readonly theme: string;
  readonly audience: string;
  /** Codes of the groups. */
  readonly groups: readonly string[];
}

/** What no living action is about: on the whole territory of the bilan, or on one of them. */
export interface Gaps {
  readonly themes: readonly string[];
  readonly audiences: readonly string[];
}

export interface CoverageFigures {
  readonly overlaps: readonly Overlap[];
  readonly gaps: Gaps;
  readonly byTerritory: readonly (Gaps & { readonly territory: string })[];
}

export function coverageFigures(
  actions: readonly StandingAction[],
  groups: ReadonlyMap<string, GroupFact>,
  pact: PactDefinition,
  scope: Scope,
): CoverageFigures {
  const alive = actions.filter(isAlive);
  const territories = pact.territories
    .filter(({ code, retiredOn }) =>
      scope.kind === 'territory' ? code === scope.code : !retiredOn,
    )
    .map(({ code }) => code);
  const byTerritory = territories.map((territory) => ({
    territory,
    ...gapsAmong(
      alive.filter((action) => territoriesOf(action, groups).includes(territory)),
      pact,
    ),
  }));
  return {
    overlaps: overlapsAmong(alive, groups, pact, territories),
    gaps: gapsAmong(alive, pact),
    byTerritory: scope.kind === 'pact' ? byTerritory : [],
  };
}

function overlapsAmong(
  alive: readonly StandingAction[],
  groups: ReadonlyMap<string, GroupFact>,
  pact: PactDefinition,
  territories: readonly string[],
): readonly Overlap[] {
  const found = new Map<string, Set<string>>();
  for (const action of alive) {
    const group = groups.get(action.fact.groupId)?.code ?? '';
    for (const territory of territoriesOf(action, groups))
      for (const theme of action.about.themes)
        for (const audience of action.about.audiences) {
          const key = keyOf(territory, theme, audience);
          const known = found.get(key);
          if (known) known.add(group);
          else found.set(key, new Set([group]));
        }
  }
  const overlaps: Overlap[] = [];
  for (const territory of territories)
    for (const { code: theme } of pact.themes)
      for (const { code: audience } of pact.audiences) {
        const several = found.get(keyOf(territory, theme, audience));
        if (several && several.size > 1)
          overlaps.push({ territory, theme, audience, groups: [...several].sort() });
      }
  return overlaps;
}

function gapsAmong(alive: readonly StandingAction[], pact: PactDefinition): Gaps {
  const themes = new Set(alive.flatMap(({ about }) => about.themes));
  const audiences = new Set(alive.flatMap(({ about }) => about.audiences));
  return {
    themes: pact.themes.filter((one) => !one.retiredOn && !themes.has(one.code)).map(codeOf),
    audiences: pact.audiences
      .filter((one) => !one.retiredOn && !audiences.has(one.code))
      .map(codeOf),
  };
}

function territoriesOf(
  { fact }: StandingAction,
  groups: ReadonlyMap<string, GroupFact>,
): readonly string[] {
  return groups.get(fact.groupId)?.territories ?? [];
}

function codeOf({ code }: { readonly code: string }): string {
  return code;
}

function keyOf(...codes: readonly string[]): string {
  return codes.join('\n');
}
