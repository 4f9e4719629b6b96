/** The field of a form that says who: a list when it fits, else a name or an e-mail address. */
import type { Person } from '../../store/people.ts';
import { type Field, maxChoices } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import { fullName } from '../labels.ts';
import type { Turn } from '../turn.ts';

export function personField(turn: Turn, name: string, label: string, value?: string): Field {
  const order = new Intl.Collator('fr');
  const people = [...turn.names.personsById.values()].sort((a, b) =>
    order.compare(a.lastName, b.lastName),
  );
  if (people.length > maxChoices) {
    const known = turn.names.personsById.get(value ?? '');
    const written = known && (known.email ?? fullName(known));
    return {
      kind: 'text',
      name,
      label,
      required: true,
      hint: 'Son nom, ou son adresse e-mail.',
      ...(written && { value: written }),
    };
  }
  return {
    kind: 'choice',
    name,
    label,
    required: true,
    choices: people.map((person) => ({ value: person.id, label: fullName(person) })),
    ...(value && { value }),
  };
}

/** Whom a value of that field means: an id from the list, or what was typed for it. */
export function chosenPerson(turn: Turn, typed: string | undefined): Person | undefined {
  if (!typed) return undefined;
  const { personsById, vocabulary } = turn.names;
  const known =
    personsById.get(typed) ??
    [...personsById.values()].find((one) => one.email === typed.trim().toLowerCase());
  if (known) return known;
  const [only, ...others] = findNames(typed, vocabulary, 'person');
  return only && others.length === 0 ? personsById.get(only) : undefined;
}
