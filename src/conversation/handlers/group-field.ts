/** The field of a form that says which working group: one's own groups first. */
import { relationsOf } from '../../domain/rights.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { button, openForm, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { type NameRead, nameField, readName } from './name-field.ts';

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

/** A pact begins without a group: what to do then, instead of a form. */
export function withoutGroup(turn: Turn): Answer | undefined {
  if (turn.names.groupsById.size > 0) return undefined;
  return isProgrammeOfficer(turn)
    ? sentence(
        'Ce pacte n’a pas encore de groupe de travail : créez-en un d’abord.',
        button('Créer un groupe', openForm('newGroup'), 'primary'),
      )
    : sentence(
        'Ce pacte n’a pas encore de groupe de travail : la chargée de mission en crée.',
        button('Annuaire', say('qui')),
      );
}

export function groupField(turn: Turn): readonly Field[] {
  return nameField(
    { name: 'group', label: 'Groupe de travail', required: true, typed: typedGroup },
    groupChoices(ownGroups(turn)),
  );
}

export const typedGroup = 'Code ou nom, par exemple THA-G1.';

export function groupChoices(groups: Iterable<WorkingGroup>): readonly Choice[] {
  return [...groups].map(({ code, title }) => ({ value: code, label: `${code} - ${title}` }));
}

export function chosenGroup(turn: Turn, known: string | undefined, values: FormValues): NameRead {
  const { groupsById, vocabulary } = turn.names;
  const typed = known ?? one(values.group)?.trim();
  if (!typed) return { ok: false, sentence: 'Choisissez le groupe de travail.' };
  return readName(typed, groupChoices(groupsById.values()), (words) =>
    findNames(words, vocabulary, 'group'),
  );
}
