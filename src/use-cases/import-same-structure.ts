/**
 * Groups that an import leaves with a pilot and a co-pilot of one structure: the rule warns, it
 * does not forbid (PTI 2022-2025, §1.4; SPEC §4).
 */
import type { ImportChange } from '../domain/import-plan.ts';
import type { WorkingGroup } from '../store/groups.ts';
import type { Mandate } from '../store/mandates.ts';
import type { Context } from './context.ts';

export function sameStructureLines(
  context: Context,
  changes: readonly ImportChange[],
  mandates: readonly Mandate[],
  groups: readonly WorkingGroup[],
): readonly string[] {
  if (!context.pact.definition.bodies.pilotsFromTwoStructures) return [];
  const given = changes.flatMap((change) => (change.kind === 'newMandate' ? [change.mandate] : []));
  return groups.flatMap(({ id, code, title }) => {
    const added = given.filter((mandate) => mandate.group === code);
    const held = mandates.filter(
      (mandate) =>
        mandate.groupId === id && (mandate.endsOn === null || mandate.endsOn >= context.today),
    );
    const structuresOf = (role: string) =>
      [...held, ...added].filter((mandate) => mandate.role === role).map((m) => m.structure);
    const coPilots = structuresOf('coPilot');
    const shared = structuresOf('pilot').some((one) => one !== null && coPilots.includes(one));
    return added.length > 0 && shared
      ? [
          `Groupe ${code} (${title})\u00a0: le pilote et le co-pilote viennent de la même structure, ` +
            'alors que le pacte en demande deux différentes.',
        ]
      : [];
  });
}
