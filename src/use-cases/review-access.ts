/** Whose bilan a person may read: the right of each scope, and the scopes that are theirs. */
import type { Scope } from '../domain/figures/period.ts';
import { type Act, may, type ObjectFacts, relationsOf } from '../domain/rights.ts';
import type { WorkingGroup } from '../store/groups.ts';
import { type Context, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

interface Right {
  readonly act: Act;
  readonly object?: ObjectFacts;
}

type Reader = Pick<Context, 'actor'>;

export function mayReadReview(
  reader: Reader,
  scope: Scope,
  groups: Iterable<WorkingGroup>,
): boolean {
  const { act, object } = rightOf(reader, scope, groups);
  return may(act, relationsOf(reader.actor.mandates, object));
}

/** Checked when it is asked for; a refusal is journaled. */
export async function refuseReview(
  context: Context,
  scope: Scope,
  groups: Iterable<WorkingGroup>,
): Promise<Refusal | undefined> {
  const { act, object } = rightOf(context, scope, groups);
  const id = scope.kind === 'pact' ? context.pact.definition.id : scope.code;
  return refuseUnlessAllowed(context, act, { kind: scope.kind, id }, object);
}

function rightOf({ actor }: Reader, scope: Scope, groups: Iterable<WorkingGroup>): Right {
  const none = { groupId: undefined, territories: [], structures: [] };
  switch (scope.kind) {
    case 'pact':
      return { act: 'readPactReview' };
    case 'structure':
      return { act: 'readStructureReview', object: { ...none, structures: [scope.code] } };
    case 'territory': {
      // A pilot reads the territories of their groups: that of the territory is looked at.
      const piloted = new Set(actor.mandates.flatMap(({ groupId }) => groupId ?? []));
      const own = [...groups].find(
        ({ id, territories }) => piloted.has(id) && territories.includes(scope.code),
      );
      const object = { ...none, groupId: own?.id, territories: [scope.code] };
      return { act: 'readTerritoryReview', object };
    }
  }
}

/** What «bilan» alone may mean: the whole pact, else each territory and structure of theirs. */
export function ownScopes(reader: Reader, groups: Iterable<WorkingGroup>): readonly Scope[] {
  if (mayReadReview(reader, { kind: 'pact' }, [])) return [{ kind: 'pact' }];
  const all = [...groups];
  const territories = new Set<string>();
  const structures = new Set<string>();
  for (const { role, territory, structure, groupId } of reader.actor.mandates) {
    if (role === 'territoryReferent' && territory !== null) territories.add(territory);
    if (role === 'referent' && structure !== null) structures.add(structure);
    if (role === 'pilot' || role === 'coPilot')
      for (const code of all.find(({ id }) => id === groupId)?.territories ?? [])
        territories.add(code);
  }
  return [
    ...[...territories].map((code): Scope => ({ kind: 'territory', code })),
    ...[...structures].map((code): Scope => ({ kind: 'structure', code })),
  ];
}
