/** The chargée de mission's forms about the pact: a new group, a prorogation. */
import { lastDay } from '../../domain/pact.ts';
import { plainDate } from '../../french/format-date.ts';
import { maxTitleLength } from '../../use-cases/action-fields.ts';
import { createGroup } from '../../use-cases/create-group.ts';
import { proroguePact } from '../../use-cases/prorogue-pact.ts';
import { button, openForm, say, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import { territoryLabels } from '../labels.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { namesField, readNames } from './name-field.ts';

type Params = Readonly<Record<string, string>>;

export function newGroupForm(turn: Turn): Answer {
  return {
    kind: 'form',
    form: {
      name: 'newGroup',
      title: 'Créer un groupe',
      submit: 'Créer',
      fields: [
        {
          kind: 'text',
          name: 'title',
          label: 'Intitulé',
          required: true,
          maxLength: maxTitleLength,
        },
        ...namesField(
          {
            ...{ name: 'territories', label: 'Territoires', required: true },
            ...{ hint: 'Le premier donne son code au groupe.', typed: 'Noms ou codes.' },
          },
          territoryChoices(turn),
        ),
      ],
      state: {},
    },
  };
}

function territoryChoices(turn: Turn): readonly Choice[] {
  return turn.pact.definition.territories
    .filter((one) => !one.retiredOn)
    .map((one) => ({ value: one.code, label: one.label }));
}

export async function submitNewGroup(
  turn: Turn,
  _state: Params,
  values: FormValues,
): Promise<Answer> {
  const territories = readNames(values.territories, territoryChoices(turn), (typed) =>
    findNames(typed, turn.names.vocabulary, 'territory'),
  );
  if (territories.sentence !== undefined)
    return { kind: 'fieldErrors', errors: { territories: territories.sentence } };
  const result = await createGroup(turn, {
    title: one(values.title)?.trim() ?? '',
    territories: territories.values,
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (result.ok) {
    turn.outcome.saved = true;
    const group = result.value;
    return sentence(
      `Groupe ${group.code} créé : ${group.title}, ${territoryLabels(turn.names, group.territories)}. Il lui faut un pilote et un co-pilote de deux structures.`,
      button('Désigner un pilote', openForm('newMandate'), 'primary'),
      button('Voir le groupe', say(`groupe ${group.code}`)),
    );
  }
  const { refusal } = result;
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  return refusal.kind === 'invalid' || refusal.kind === 'personalData'
    ? { kind: 'fieldErrors', errors: { [refusal.field]: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}

export function prorogationForm(turn: Turn, params: Params): Answer {
  const pact = turn.pact.definition;
  return {
    kind: 'form',
    form: {
      name: 'prorogation',
      title: 'Proroger le pacte',
      submit: 'Proroger',
      fields: [
        {
          kind: 'note',
          text: `Le « ${pact.title} » court jusqu’au ${plainDate(lastDay(pact))}. Une prorogation ne déplace que la période du COPIL final.`,
        },
        {
          kind: 'date',
          name: 'until',
          label: 'Prorogé jusqu’au',
          required: true,
          ...(params.until && { value: params.until }),
        },
        {
          kind: 'text',
          name: 'reason',
          label: 'Décision ou motif',
          required: false,
          maxLength: 500,
        },
      ],
      state: {},
    },
  };
}

export async function submitProrogation(
  turn: Turn,
  _state: Params,
  values: FormValues,
): Promise<Answer> {
  const until = one(values.until);
  if (!until)
    return { kind: 'fieldErrors', errors: { until: 'Indiquez la nouvelle date de fin.' } };
  const reason = one(values.reason);
  const result = await proroguePact(turn, {
    until,
    ...(reason && { reason }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (result.ok) {
    turn.outcome.saved = true;
    return sentence(
      `Pacte prorogé jusqu’au ${plainDate(result.value.until)} (auparavant : ${plainDate(result.value.before)}).`,
    );
  }
  const { refusal } = result;
  if (refusal.kind === 'invalid')
    return { kind: 'fieldErrors', errors: { until: refusalSentence(refusal) } };
  if (refusal.kind === 'tooEarly')
    return {
      kind: 'fieldErrors',
      errors: { until: `Choisissez une date après le ${plainDate(refusal.limit)}.` },
    };
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  return refusal.kind === 'personalData'
    ? { kind: 'fieldErrors', errors: { reason: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}
