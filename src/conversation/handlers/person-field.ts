/** The field of a form that says who: a list when it fits, else an e-mail address. */
import type { Person } from '../../store/people.ts';
import type { Field } from '../form.ts';
import { fullName } from '../labels.ts';
import type { Turn } from '../turn.ts';

/** The most a list may hold on any platform. */
const maxChoices = 100;

export function personField(turn: Turn, name: string, label: string, value?: string): Field {
  const order = new Intl.Collator('fr');
  const people = [...turn.names.personsById.values()].sort((a, b) =>
    order.compare(a.lastName, b.lastName),
  );
  if (people.length > maxChoices) {
    const email = turn.names.personsById.get(value ?? '')?.email;
    return {
      kind: 'text',
      name,
      label,
      required: true,
      hint: 'Son adresse e-mail.',
      ...(email && { value: email }),
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

/** Whom a value of that field means: an id from the list, or an address typed. */
export function chosenPerson(turn: Turn, typed: string | undefined): Person | undefined {
  if (!typed) return undefined;
  return (
    turn.names.personsById.get(typed) ??
    [...turn.names.personsById.values()].find((one) => one.email === typed.trim().toLowerCase())
  );
}
