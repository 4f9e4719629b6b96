/** The chargée de mission's forms about people: registration, mandates, departure. */
import { type Role, roles } from '../../domain/terms.ts';
import { plainDate } from '../../french/format-date.ts';
import { roleLabel } from '../../french/terms.ts';
import { mandatesNotEnded } from '../../store/mandates.ts';
import { departPerson } from '../../use-cases/depart-person.ts';
import { endMandate } from '../../use-cases/end-mandate.ts';
import { giveMandate } from '../../use-cases/give-mandate.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { registerPerson } from '../../use-cases/register-person.ts';
import { button, openForm, say, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import { type Choice, type Field, type FormValues, maxChoices } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import { fullName } from '../labels.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { groupChoices } from './group-field.ts';
import { nameField, readOptionalName } from './name-field.ts';
import { chosenPerson, personField } from './person-field.ts';
import { mandateWords } from './who.ts';

type Params = Readonly<Record<string, string>>;

export function newPersonForm(turn: Turn): Answer {
  const line = (name: string, label: string, required: boolean, hint?: string): Field => ({
    kind: 'text',
    name,
    label,
    required,
    maxLength: 80,
    ...(hint && { hint }),
  });
  return {
    kind: 'form',
    form: {
      name: 'newPerson',
      title: 'Ajouter une personne',
      submit: 'Ajouter',
      fields: [
        line('firstName', 'Prénom', true),
        line('lastName', 'Nom', true),
        line('email', 'Adresse e-mail professionnelle', true, 'Celle de sa messagerie.'),
        ...nameField(
          { name: 'structure', label: 'Structure', required: true, typed: 'Nom ou sigle.' },
          structureChoices(turn),
        ),
        line('title', 'Fonction', false),
      ],
      state: {},
    },
  };
}

function structureChoices(turn: Turn): readonly Choice[] {
  const order = new Intl.Collator('fr');
  return turn.pact.definition.structures
    .filter((structure) => !structure.retiredOn)
    .map((structure) => ({ value: structure.code, label: structure.label }))
    .sort((a, b) => order.compare(a.label, b.label));
}

function territoryChoices(turn: Turn): readonly Choice[] {
  return turn.pact.definition.territories
    .filter((one) => !one.retiredOn)
    .map((one) => ({ value: one.code, label: one.label }));
}

/** The codes that the named fields hold, or what to mend in them. */
function readCodes<Name extends 'structure' | 'territory' | 'group'>(
  turn: Turn,
  values: FormValues,
  names: readonly Name[],
) {
  const choices = {
    structure: () => structureChoices(turn),
    territory: () => territoryChoices(turn),
    group: () => groupChoices(turn.names.groupsById.values()),
  };
  const codes: Partial<Record<Name, string>> = {};
  const errors: Record<string, string> = {};
  for (const name of names) {
    const read = readOptionalName(values[name], choices[name](), (typed) =>
      findNames(typed, turn.names.vocabulary, name),
    );
    if (read?.ok) codes[name] = read.value;
    else if (read) errors[name] = read.sentence;
  }
  return { codes, errors };
}

export async function submitNewPerson(
  turn: Turn,
  _state: Params,
  values: FormValues,
): Promise<Answer> {
  const written = (name: string) => one(values[name])?.trim() ?? '';
  const { codes, errors } = readCodes(turn, values, ['structure']);
  if (Object.keys(errors).length > 0) return { kind: 'fieldErrors', errors };
  const result = await registerPerson(turn, {
    firstName: written('firstName'),
    lastName: written('lastName'),
    email: written('email'),
    structure: codes.structure ?? null,
    title: written('title') || null,
  });
  if (!result.ok) return refusedIn(turn, result.refusal, 'email');
  turn.outcome.saved = true;
  const person = result.value;
  return sentence(
    `${fullName(person)} est dans l’annuaire. Son compte sera reconnu à son premier message.`,
    button('Donner un mandat', openForm('newMandate', { person: person.id }), 'primary'),
    button('Ajouter une autre personne', openForm('newPerson')),
  );
}

export function newMandateForm(turn: Turn, params: Params): Answer {
  const { roles: named } = turn.pact.definition;
  const person = turn.names.personsById.get(params.person ?? '');
  const choice = (
    name: string,
    label: string,
    hint: string,
    choices: readonly Choice[],
  ): readonly Field[] =>
    // A pact begins without a group: a list of nothing is no field.
    nameField({ name, label, required: false, hint, typed: 'Nom ou code.' }, choices, params[name]);
  return {
    kind: 'form',
    form: {
      name: 'newMandate',
      title: 'Donner un mandat',
      submit: 'Enregistrer',
      fields: [
        person ? { kind: 'note', text: fullName(person) } : personField(turn, 'person', 'Personne'),
        {
          kind: 'choice',
          name: 'role',
          label: 'Rôle',
          required: true,
          ...(params.role && { value: params.role }),
          choices: [
            ...roles
              .filter((role) => role !== 'named')
              .map((role) => ({ value: role, label: roleLabel(role) })),
            ...named.map((role) => ({ value: `named:${role.code}`, label: role.label })),
          ],
        },
        ...choice(
          'structure',
          'Structure',
          'Pour une référente ou un référent PTI ; sinon, la sienne.',
          structureChoices(turn),
        ),
        ...choice(
          'territory',
          'Territoire',
          'Pour une référente ou un référent du Département.',
          territoryChoices(turn),
        ),
        ...choice(
          'group',
          'Groupe de travail',
          'Pour un ou une pilote, ou co-pilote.',
          groupChoices(turn.names.groupsById.values()),
        ),
        {
          kind: 'date',
          name: 'startsOn',
          label: 'Début',
          required: true,
          value: params.startsOn ?? turn.today,
        },
        { kind: 'date', name: 'endsOn', label: 'Fin', required: false },
        {
          kind: 'text',
          name: 'justification',
          label: 'Justification',
          required: false,
          hint: 'Si le pilote et le co-pilote viennent de la même structure.',
        },
      ],
      state: person ? { person: person.id } : {},
    },
  };
}

export async function submitNewMandate(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const person = chosenPerson(turn, state.person ?? one(values.person));
  if (!person)
    return { kind: 'fieldErrors', errors: { person: 'Choisissez une personne de l’annuaire.' } };
  const [role, namedRole] = (one(values.role) ?? '').split(':');
  if (!roles.includes(role as Role))
    return { kind: 'fieldErrors', errors: { role: 'Choisissez un rôle.' } };
  const { codes, errors } = readCodes(turn, values, ['structure', 'territory', 'group']);
  if (Object.keys(errors).length > 0) return { kind: 'fieldErrors', errors };
  const result = await giveMandate(turn, {
    person: person.id,
    role: role as Role,
    namedRole: namedRole ?? null,
    structure: codes.structure ?? null,
    territory: codes.territory ?? null,
    group: codes.group ?? null,
    startsOn: one(values.startsOn) ?? turn.today,
    endsOn: one(values.endsOn) ?? null,
    ...(one(values.justification) && { justification: one(values.justification) ?? '' }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) return refusedIn(turn, result.refusal, 'role');
  turn.outcome.saved = true;
  const { mandate, sameStructure } = result.value;
  const warning = sameStructure
    ? ' Le pilote et le co-pilote viennent de la même structure : la justification est enregistrée.'
    : '';
  return sentence(
    `${fullName(person)} : ${mandateWords(turn.names, mandate)}, à partir du ${plainDate(mandate.startsOn)}.${warning}`,
    button('Voir la personne', say(`qui ${person.email ?? fullName(person)}`)),
  );
}

export async function endMandateForm(turn: Turn, params: Params): Promise<Answer> {
  const open = (await mandatesNotEnded(turn.db, turn.pact.definition.id, turn.today)).filter(
    (one) => one.personId !== null && (!params.person || one.personId === params.person),
  );
  if (open.length === 0) return sentence('Aucun mandat en cours à terminer.');
  if (open.length > maxChoices)
    return sentence(
      `${open.length} mandats sont en cours : choisissez d’abord la personne, puis « Terminer un mandat ».`,
      button('Personnes', say('admin personnes'), 'primary'),
    );
  return {
    kind: 'form',
    form: {
      name: 'endMandate',
      title: 'Terminer un mandat',
      submit: 'Enregistrer',
      fields: [
        {
          kind: 'choice',
          name: 'mandate',
          label: 'Mandat',
          required: true,
          choices: open.map((one) => {
            const person = turn.names.personsById.get(one.personId ?? '');
            const name = person ? fullName(person) : '';
            return { value: one.id, label: `${name} - ${mandateWords(turn.names, one)}` };
          }),
        },
        { kind: 'date', name: 'endsOn', label: 'Dernier jour', required: true, value: turn.today },
      ],
      state: {},
    },
  };
}

export async function submitEndMandate(
  turn: Turn,
  _state: Params,
  values: FormValues,
): Promise<Answer> {
  const result = await endMandate(turn, {
    mandate: one(values.mandate) ?? '',
    endsOn: one(values.endsOn) ?? turn.today,
  });
  if (!result.ok) return refusedIn(turn, result.refusal, 'endsOn');
  turn.outcome.saved = true;
  return sentence(
    `Mandat terminé le ${plainDate(result.value.endsOn ?? turn.today)} : ${mandateWords(turn.names, result.value)}.`,
    button('Sièges vacants', say('qui vacants')),
  );
}

export function departureForm(turn: Turn, params: Params): Answer {
  const person = turn.names.personsById.get(params.person ?? '');
  return {
    kind: 'form',
    form: {
      name: 'departure',
      title: 'Enregistrer un départ',
      submit: 'Enregistrer',
      fields: [
        person ? { kind: 'note', text: fullName(person) } : personField(turn, 'person', 'Personne'),
        {
          kind: 'note',
          text: 'Ses mandats se terminent, son nom et son adresse sont effacés. Ses décisions restent, sans son nom. C’est définitif.',
        },
        {
          kind: 'choice',
          name: 'sure',
          label: 'Confirmer',
          required: true,
          choices: [{ value: 'yes', label: 'Oui, enregistrer ce départ' }],
        },
      ],
      state: person ? { person: person.id } : {},
    },
  };
}

export async function submitDeparture(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const person = chosenPerson(turn, state.person ?? one(values.person));
  if (!person)
    return { kind: 'fieldErrors', errors: { person: 'Choisissez une personne de l’annuaire.' } };
  if (one(values.sure) !== 'yes')
    return { kind: 'fieldErrors', errors: { sure: 'Confirmez le départ.' } };
  const result = await departPerson(turn, person.id);
  if (!result.ok) return refusedIn(turn, result.refusal, 'sure');
  turn.outcome.saved = true;
  turn.outcome.erased = true;
  return sentence(
    'Départ enregistré : le nom et l’adresse sont effacés, les mandats sont terminés.',
    button('Sièges vacants', say('qui vacants')),
  );
}

/** A refusal in the form, beside its own field when it has one there. */
function refusedIn(turn: Turn, refusal: Refusal, fallback: string): Answer | Promise<Answer> {
  if (refusal.kind === 'notAllowed' || refusal.kind === 'pactClosed')
    return refusalAnswer(turn, refusal);
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  const field =
    refusal.kind === 'invalid' || refusal.kind === 'personalData' ? refusal.field : fallback;
  return { kind: 'fieldErrors', errors: { [field]: refusalSentence(refusal) } };
}
