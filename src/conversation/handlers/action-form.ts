/** «nouvelle action» and «compléter la fiche»: the form of what an action says of itself. */
import type { PactItem } from '../../domain/pact.ts';
import { onDateAt } from '../../french/format-date.ts';
import {
  type Action,
  type ActionIndicator,
  findAction,
  indicatorsOf,
} from '../../store/actions.ts';
import type { ActionFields } from '../../use-cases/action-fields.ts';
import { maxTitleLength } from '../../use-cases/action-fields.ts';
import { amendAction } from '../../use-cases/amend-action.ts';
import { type CreatedAction, createAction } from '../../use-cases/create-action.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { answer, button, buttons, note, openForm, say, text } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, Form, FormNote, FormValues } from '../form.ts';
import { axisLabel } from '../labels.ts';
import { partsInWords, refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { lines, many, one } from './form-values.ts';
import { chosenGroup, groupField } from './group-field.ts';
import { indicatorLine, readIndicator, templatesNote } from './indicator-lines.ts';

export function newActionForm(turn: Turn, known: { title?: string; group?: string }): Answer {
  const group = known.group ? turn.names.groupsByCode.get(known.group) : undefined;
  const fields: (Field | FormNote)[] = [
    group ? { kind: 'note', text: `Groupe ${group.code} - ${group.title}` } : groupField(turn),
    ...substanceFields(turn, { title: known.title ?? '' }),
  ];
  const form: Form = {
    name: 'newAction',
    title: 'Nouvelle action',
    submit: 'Créer l’action',
    fields,
    state: group ? { group: group.code } : {},
  };
  return { kind: 'form', form };
}

export async function amendActionForm(turn: Turn, code: string): Promise<Answer> {
  const action = await findAction(turn.db, code);
  if (!action) return refusalAnswer(turn, { kind: 'notFound', what: 'action', id: code });
  const indicators = await indicatorsOf(turn.db, [action.id]);
  return {
    kind: 'form',
    form: {
      name: 'amendAction',
      title: `Fiche ${code}`,
      submit: 'Enregistrer',
      fields: substanceFields(turn, action, indicators),
      state: { action: code },
    },
  };
}

type Known = { readonly title: string } & Partial<
  Omit<Action, 'title' | 'code' | 'id' | 'pactId' | 'groupId'>
>;

function substanceFields(
  turn: Turn,
  known: Known,
  indicators: readonly ActionIndicator[] = [],
): readonly (Field | FormNote)[] {
  const pact = turn.pact.definition;
  const long = (name: string, label: string, value: string | undefined): Field => ({
    kind: 'text',
    name,
    label,
    required: false,
    multiline: true,
    maxLength: 2000,
    ...(value && { value }),
  });
  const several = (
    name: string,
    label: string,
    choices: readonly Choice[],
    values?: readonly string[],
  ): Field => ({
    kind: 'choices',
    name,
    label,
    required: name === 'axes',
    choices,
    ...(values && values.length > 0 && { values }),
  });
  return [
    {
      kind: 'text',
      name: 'title',
      label: 'Intitulé',
      required: true,
      maxLength: maxTitleLength,
      ...(known.title && { value: known.title }),
    },
    several(
      'axes',
      'Axes',
      inUse(pact.axes, known.axes).map((axis) => ({
        value: axis.code,
        label: axisLabel(turn.names, axis.code),
      })),
      known.axes,
    ),
    several('themes', 'Thèmes', choicesOf(pact.themes, known.themes), known.themes),
    several('audiences', 'Publics', choicesOf(pact.audiences, known.audiences), known.audiences),
    long('objectives', 'Objectifs poursuivis', known.objectives),
    long('means', 'Modalités de mise en œuvre', known.means),
    long('deliverables', 'Principaux livrables', known.deliverables),
    ...templatesNote(pact.indicators),
    {
      ...long('indicators', 'Indicateurs', indicators.map(indicatorLine).join('\n')),
      hint: 'Un par ligne, par exemple « Personnes reçues ; objectif 40 » ou « Retour à l’emploi (%) ; objectif 35 ; source France Travail ». Sans objectif quand il se dit en mots : « Qualité du partenariat (texte) ».',
    },
    several(
      'structures',
      'Structures engagées',
      choicesOf(pact.structures, known.structures),
      known.structures,
    ),
    {
      kind: 'choice',
      name: 'experimentation',
      label: 'Expérimentation',
      required: false,
      choices: [
        { value: 'no', label: 'Non' },
        { value: 'yes', label: 'Oui' },
      ],
      value: known.experimentation ? 'yes' : 'no',
    },
    {
      kind: 'note',
      text: 'Une fiche incomplète est acceptée au stade du projet. Aucune donnée sur une personne accompagnée.',
    },
  ];
}

/** What the pact still offers, and what the action already uses. */
function inUse<Item extends PactItem>(
  items: readonly Item[],
  used: readonly string[] = [],
): readonly Item[] {
  return items.filter((item) => !item.retiredOn || used.includes(item.code));
}

function choicesOf(items: readonly PactItem[], used?: readonly string[]): readonly Choice[] {
  return inUse(items, used).map((item) => ({ value: item.code, label: item.label }));
}

function readFields({ pact }: Pick<Turn, 'pact'>, values: FormValues): ActionFields {
  const { indicators: templates } = pact.definition;
  const written = (name: string) => one(values[name])?.trim() ?? '';
  return {
    title: written('title').replaceAll(/\s+/g, ' '),
    objectives: written('objectives'),
    means: written('means'),
    deliverables: written('deliverables'),
    axes: many(values.axes),
    themes: many(values.themes),
    audiences: many(values.audiences),
    structures: many(values.structures),
    experimentation: one(values.experimentation) === 'yes',
    indicators: lines(values.indicators).map((line) => readIndicator(line, templates)),
  };
}

export async function submitNewAction(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const group = chosenGroup(turn, state.group, values);
  if (!group) return { kind: 'fieldErrors', errors: { group: 'Choisissez le groupe de travail.' } };
  const result = await createAction(turn, {
    group,
    fields: readFields(turn, values),
    contactsConfirmed: turn.contactsConfirmed,
  });
  return result.ok ? createdCard(turn, result.value) : refusedForm(turn, result.refusal);
}

function createdCard(turn: Turn, { action, missing }: CreatedAction): Answer {
  turn.outcome.saved = true;
  const summary = `Action ${action.code} créée, au stade du projet.`;
  const lacking =
    missing.length > 0
      ? `Il manque ${partsInWords(missing)} avant de la déclarer en cours.`
      : 'La fiche est complète : l’action peut être déclarée en cours.';
  return answer({
    summary,
    title: 'C’est enregistré',
    blocks: [
      text({ bold: `${action.code} - ${action.title}` }, `\n${summary} ${lacking}`),
      note(`Enregistré ${onDateAt(turn.now, turn.today)}.`),
      buttons(
        missing.length > 0
          ? button('Compléter la fiche', openForm('amendAction', { action: action.code }))
          : button('Déclarer une avancée', openForm('update', { action: action.code })),
        button('Voir l’action', say(`action ${action.code}`)),
      ),
    ],
  });
}

export async function submitAmendAction(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const result = await amendAction(turn, {
    action: state.action ?? '',
    fields: readFields(turn, values),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) return refusedForm(turn, result.refusal);
  turn.outcome.saved = true;
  const { action, changed, missing } = result.value;
  const summary =
    changed.length > 0
      ? `Fiche ${action.code} enregistrée.`
      : `Fiche ${action.code} : rien n’avait changé.`;
  const next =
    missing.length > 0 ? `Il manque encore ${partsInWords(missing)}.` : 'La fiche est complète.';
  return answer({
    summary,
    title: 'C’est enregistré',
    blocks: [
      text({ bold: `${action.code} - ${action.title}` }, `\n${summary} ${next}`),
      buttons(
        button('Voir l’action', say(`action ${action.code}`)),
        button('Déclarer une avancée', openForm('update', { action: action.code })),
      ),
    ],
  });
}

function refusedForm(turn: Turn, refusal: Refusal): Answer | Promise<Answer> {
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  if (refusal.kind === 'personalData' || refusal.kind === 'invalid')
    return { kind: 'fieldErrors', errors: { [refusal.field]: refusalSentence(refusal) } };
  return refusalAnswer(turn, refusal);
}
