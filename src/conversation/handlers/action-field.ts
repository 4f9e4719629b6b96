/** The field of a form that says which action: a list when it fits, else a code or a name. */
import { button, openForm, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import type { Names } from '../names.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { withoutGroup } from './group-field.ts';
import { type NameRead, nameField, readName } from './name-field.ts';

/** A pact begins without an action: what to do then, instead of a form. */
export function withoutAction(turn: Turn): Answer | undefined {
  if (turn.names.actionsByCode.size > 0) return undefined;
  return (
    withoutGroup(turn) ??
    sentence(
      'Ce pacte n’a pas encore d’action : créez-en une d’abord.',
      button('Nouvelle action', openForm('newAction'), 'primary'),
      button('Les groupes', say('groupes')),
    )
  );
}

/** A person's own actions first; everybody's when there are none. */
export function actionField(
  names: Names,
  own: readonly string[],
  value?: string,
): readonly Field[] {
  return nameField(
    { name: 'action', label: 'Action', required: true, typed: 'Code ou nom, par exemple THA-3.' },
    actionChoices(names, own.length > 0 ? own : names.actionsByCode.keys()),
    value,
  );
}

export function actionChoices(names: Names, codes: Iterable<string>): readonly Choice[] {
  return [...codes].map((code) => ({
    value: code,
    label: `${code} - ${names.actionsByCode.get(code)?.title ?? ''}`,
  }));
}

export function chosenAction(
  names: Names,
  known: string | undefined,
  values: FormValues,
): NameRead {
  const typed = known ?? one(values.action)?.trim();
  if (!typed) return { ok: false, sentence: 'Indiquez l’action.' };
  return readName(typed, actionChoices(names, names.actionsByCode.keys()), (words) =>
    findNames(words, names.vocabulary, 'action'),
  );
}
