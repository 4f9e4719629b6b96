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
import { maxTextLength } from '../../use-cases/keep-text.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { answer, button, buttons, note, openForm, say, text } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, Form, FormNote, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import type { NameKind } from '../grammar/name-index.ts';
import { axisLabel } from '../labels.ts';
import { partsInWords, refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { lines, one } from './form-values.ts';
import { chosenGroup, groupField, withoutGroup } from './group-field.ts';
import {
  indicatorFields,
  indicatorTexts,
  readIndicator,
  templatesNote,
} from './indicator-lines.ts';
import { namesField, readNames } from './name-field.ts';

export function newActionForm(turn: Turn, known: { title?: string; group?: string }): Answer {
  const impossible = withoutGroup(turn);
  if (impossible) return impossible;
  const group = known.group ? turn.names.groupsByCode.get(known.group) : undefined;
  const fields: (Field | FormNote)[] = [
    ...(group
      ? [{ kind: 'note' as const, text: `Groupe ${group.code} - ${group.title}` }]
      : groupField(turn)),
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
    maxLength: maxTextLength,
    ...(value && { value }),
  });
  const several = (
    name: string,
    label: string,
    choices: readonly Choice[],
    values?: readonly string[],
  ): readonly Field[] =>
    namesField(
      { name, label, required: name === 'axes', typed: 'Noms ou codes.' },
      choices,
      values,
    );
  return [
    {
      kind: 'text',
      name: 'title',
      label: 'Intitulé',
      required: true,
      maxLength: maxTitleLength,
      ...(known.title && { value: known.title }),
    },
    ...several('axes', 'Axes', choicesOf(turn, 'axes', known.axes), known.axes),
    ...several('themes', 'Thèmes', choicesOf(turn, 'themes', known.themes), known.themes),
    ...several(
      'audiences',
      'Publics',
      choicesOf(turn, 'audiences', known.audiences),
      known.audiences,
    ),
    long('objectives', 'Objectifs poursuivis', known.objectives),
    long('means', 'Modalités de mise en œuvre', known.means),
    long('deliverables', 'Principaux livrables', known.deliverables),
    ...templatesNote(pact.indicators),
    ...indicatorFields(indicators, (name, label, value) => ({
      ...long(name, label, value),
      hint: 'Un par ligne, par exemple « Personnes reçues ; objectif 40 » ou « Retour à l’emploi (%) ; objectif 35 ; source France Travail ». Sans objectif quand il se dit en mots : « Qualité du partenariat (texte) ».',
    })),
    ...several(
      'structures',
      'Structures engagées',
      choicesOf(turn, 'structures', known.structures),
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

const listed = {
  axes: 'axis',
  themes: 'theme',
  audiences: 'audience',
  structures: 'structure',
} as const satisfies Partial<Record<keyof ActionFields, NameKind>>;

type Listed = keyof typeof listed;

function choicesOf({ pact, names }: Turn, of: Listed, used?: readonly string[]): readonly Choice[] {
  return inUse<PactItem>(pact.definition[of], used).map(({ code, label }) => ({
    value: code,
    label: of === 'axes' ? axisLabel(names, code) : label,
  }));
}

interface ReadFields {
  readonly fields: ActionFields;
  /** Names that were typed and mean nothing for sure, by field. */
  readonly errors: Readonly<Record<string, string>>;
}

function readFields(turn: Turn, values: FormValues, known?: Action): ReadFields {
  const { indicators: templates } = turn.pact.definition;
  const { vocabulary } = turn.names;
  const errors: Record<string, string> = {};
  const several = (name: Listed): readonly string[] => {
    const read = readNames(values[name], choicesOf(turn, name, known?.[name]), (typed) =>
      findNames(typed, vocabulary, listed[name]),
    );
    if (read.sentence !== undefined) errors[name] = read.sentence;
    return read.values;
  };
  const written = (name: string) => one(values[name])?.trim() ?? '';
  const fields: ActionFields = {
    title: written('title').replaceAll(/\s+/g, ' '),
    objectives: written('objectives'),
    means: written('means'),
    deliverables: written('deliverables'),
    axes: several('axes'),
    themes: several('themes'),
    audiences: several('audiences'),
    structures: several('structures'),
    experimentation: one(values.experimentation) === 'yes',
    indicators: indicatorTexts(values)
      .flatMap(lines)
      .map((line) => readIndicator(line, templates)),
  };
  return { fields, errors };
}

export async function submitNewAction(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const group = chosenGroup(turn, state.group, values);
  if (!group.ok) return { kind: 'fieldErrors', errors: { group: group.sentence } };
  const { fields, errors } = readFields(turn, values);
  if (Object.keys(errors).length > 0) return { kind: 'fieldErrors', errors };
  const result = await createAction(turn, {
    group: group.value,
    fields,
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
  const known = await findAction(turn.db, state.action ?? '');
  const { fields, errors } = readFields(turn, values, known);
  if (Object.keys(errors).length > 0) return { kind: 'fieldErrors', errors };
  const result = await amendAction(turn, {
    action: state.action ?? '',
    fields,
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) return refusedForm(turn, result.refusal);
  turn.outcome.saved = true;
  const { action, changed, missing, askedAgain } = result.value;
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
      ...askedAgain.map((code) =>
        note(
          `La demande ${code} montrait l’ancienne fiche : son étape est redemandée sur la nouvelle.`,
        ),
      ),
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
