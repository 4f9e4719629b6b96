/** The field of a form that says which working group: one's own groups first. */
import { relationsOf } from '../../domain/rights.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import type { Field, FormValues } from '../form.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';

const maxChoices = 100;

export function ownGroups(turn: Turn): readonly WorkingGroup[] {
  const all = [...turn.names.groupsById.values()];
  const own = all.filter((group) => {
    const held = relationsOf(turn.actor.mandates, {
      groupId: group.id,
      territories: group.territories,
      structures: [],
    });
    return held.includes('pilot') || held.includes('territoryReferent');
  });
  return own.length > 0 ? own : all;
}

export function groupField(turn: Turn): Field {
  return {
    kind: 'choice',
    name: 'group',
    label: 'Groupe de travail',
    required: true,
    choices: ownGroups(turn)
      .slice(0, maxChoices)
      .map((group) => ({ value: group.code, label: `${group.code} - ${group.title}` })),
  };
}

export function chosenGroup(
  turn: Turn,
  known: string | undefined,
  values: FormValues,
): string | undefined {
  const code = known ?? one(values.group);
  return code && turn.names.groupsByCode.has(code) ? code : undefined;
}
