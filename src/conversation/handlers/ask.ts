/** «demander» and «simuler»: a validation asked for, or tried dry. */

import type { Circuit } from '../../domain/pact.ts';
import { onDateAt } from '../../french/format-date.ts';
import { type AskedValidation, findCircuit } from '../../use-cases/validation/ask-validation.ts';
import { demandValidation } from '../../use-cases/validation/demand-validation.ts';
import { actOn, answer, button, buttons, note, openForm, say, sentence, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import type { Command } from '../grammar/command.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { dueWords } from '../requests/due-words.ts';
import type { RequestView } from '../requests/request-view.ts';
import { ownActions, type Turn } from '../turn.ts';
import { actionField, chosenAction, withoutAction } from './action-field.ts';
import { handleSubmitIndicators } from './evaluation.ts';
import { one } from './form-values.ts';
import { chosenGroup, groupField, withoutGroup } from './group-field.ts';
import { chosenPerson, personField } from './person-field.ts';
import { viewOf } from './requests.ts';

type AskCommand = Extract<Command, { name: 'ask' }>;

export function circuitOf(turn: Turn, code: string | undefined): Circuit | undefined {
  return code === undefined ? undefined : findCircuit(turn, code);
}

export async function handleAsk(turn: Turn, command: AskCommand): Promise<Answer> {
  const circuit = circuitOf(turn, command.circuit);
  if (circuit && (!circuit.enabled || circuit.retiredOn))
    return refusalAnswer(turn, { kind: 'circuitOff', circuit: circuit.label });
  // A change of pilot needs a person: the form asks for it.
  if (circuit?.subject === 'indicators')
    return handleSubmitIndicators(turn, {
      name: 'submitIndicators',
      ...(command.action !== undefined && { action: command.action }),
      ...(command.group !== undefined && { group: command.group }),
    });
  if (!circuit || circuit.subject === 'pilotChange' || !command.action)
    return askForm(turn, command);
  const result = await demandValidation(turn, {
    circuit: circuit.code,
    action: command.action,
    ...(command.comment && { comment: command.comment }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (result.ok) return askedCard(turn, result.value);
  return result.refusal.kind === 'contactData'
    ? contactQuestion(turn, result.refusal)
    : refusalAnswer(turn, result.refusal);
}

/** What was asked, whom it went to and when it leaves. */
export async function askedCard(
  turn: Turn,
  asked: AskedValidation,
  before: readonly CardBlock[] = [],
): Promise<Answer> {
  turn.outcome.saved = true;
  const view = await viewOf(turn, asked.request);
  const summary = `Demande ${view.code} envoyée : ${view.circuitLabel}, ${view.subjectTitle}.`;
  return answer({
    summary,
    title: `Demande ${view.code} envoyée`,
    blocks: [
      ...before,
      text({ bold: view.subjectTitle }, `\n${view.wanted}`),
      text(firstStepWords(view, turn.today)),
      ...skippedBlocks(view),
      ...(asked.leavesAt > turn.now
        ? [
            note(
              `Les messages partiront ${onDateAt(asked.leavesAt, turn.today)}, aux heures d’envoi.`,
            ),
          ]
        : []),
      buttons(
        button('Suivre la demande', say(`demande ${view.code}`)),
        button('Annuler ma demande', actOn('cancelRequest', view.code)),
      ),
    ],
  });
}

function firstStepWords(view: RequestView, today: string): string {
  if (view.standing !== 'open') return view.outcomeWords;
  const step = view.steps.find((one) => one.standing === 'open');
  if (!step) return '';
  const names = step.seats.flatMap((seat) => seat.names);
  const whom =
    names.length > 0 ? names.join(', ') : 'siège vacant, la chargée de mission est prévenue';
  const due = dueWords(step, today);
  return `Étape « ${step.label} » : ${whom}.${due}`;
}

function skippedBlocks(view: RequestView): readonly CardBlock[] {
  const skipped = view.steps.filter((step) => step.standing === 'skipped');
  return skipped.length > 0
    ? [
        note(
          `Sans objet, vous y seriez seul ou seule à répondre : ${skipped.map((one) => one.label).join(', ')}.`,
        ),
      ]
    : [];
}

export function askForm(
  turn: Turn,
  known: { circuit?: string; action?: string; group?: string; comment?: string },
): Answer {
  const enabled = turn.pact.definition.circuits.filter((one) => one.enabled && !one.retiredOn);
  const circuit = circuitOf(turn, known.circuit);
  const pilot = circuit?.subject === 'pilotChange';
  const choices = enabled
    .filter((one) => one.subject !== 'pilotChange' && one.subject !== 'indicators')
    .map((one) => ({ value: one.code, label: one.label }));
  if (!circuit && choices.length === 0) return withoutCircuit(enabled);
  const impossible = pilot ? withoutGroup(turn) : withoutAction(turn);
  if (impossible) return impossible;
  const fields: (Field | FormNote)[] = [];
  if (circuit) fields.push({ kind: 'note', text: circuit.label });
  else
    fields.push({
      kind: 'choice',
      name: 'circuit',
      label: 'Circuit',
      required: true,
      choices,
    });
  if (pilot) fields.push(...pilotFields(turn, known.group));
  else if (known.action && turn.names.actionsByCode.has(known.action))
    fields.push({
      kind: 'note',
      text: `${known.action} - ${turn.names.actionsByCode.get(known.action)?.title ?? ''}`,
    });
  else fields.push(...actionField(turn.names, ownActions(turn)));
  fields.push({
    kind: 'text',
    name: 'comment',
    label: 'Ce que vous souhaitez dire',
    required: false,
    multiline: true,
    maxLength: 3000,
    ...(known.comment && { value: known.comment }),
  });
  return {
    kind: 'form',
    form: {
      name: 'askValidation',
      title: 'Demander une validation',
      submit: 'Envoyer la demande',
      fields,
      state: {
        ...(circuit && { circuit: circuit.code }),
        ...(known.action && { action: known.action }),
        ...(known.group && { group: known.group }),
      },
    },
  };
}

/** No circuit about an action: another one may be open. */
function withoutCircuit(enabled: readonly Circuit[]): Answer {
  const pilot = enabled.find(({ subject }) => subject === 'pilotChange');
  return pilot
    ? sentence(
        'Aucun circuit sur une action n’est ouvert dans ce pacte.',
        button(pilot.label, openForm('askValidation', { circuit: pilot.code })),
      )
    : sentence('Aucun circuit n’est ouvert dans ce pacte.', button('Accueil', say('accueil')));
}

function pilotFields(turn: Turn, code: string | undefined): readonly (Field | FormNote)[] {
  const group = turn.names.groupsByCode.get(code ?? '');
  return [
    ...(group
      ? [{ kind: 'note' as const, text: `${group.code} - ${group.title}` }]
      : groupField(turn)),
    {
      kind: 'choice',
      name: 'role',
      label: 'Siège',
      required: true,
      choices: [
        { value: 'pilot', label: 'Pilote' },
        { value: 'coPilot', label: 'Co-pilote' },
      ],
    },
    personField(turn, 'person', 'Nouvelle personne'),
  ];
}

export async function submitAsk(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const circuit = circuitOf(turn, state.circuit ?? one(values.circuit));
  if (!circuit) return { kind: 'fieldErrors', errors: { circuit: 'Choisissez un circuit.' } };
  const subject =
    circuit.subject === 'pilotChange'
      ? chosenPilot(turn, state, values)
      : chosenSubject(turn, state, values);
  if ('errors' in subject) return { kind: 'fieldErrors', errors: subject.errors };
  const comment = one(values.comment);
  const result = await demandValidation(turn, {
    circuit: circuit.code,
    ...subject,
    ...(comment && { comment }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (result.ok) return askedCard(turn, result.value);
  const { refusal } = result;
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  return refusal.kind === 'personalData'
    ? { kind: 'fieldErrors', errors: { comment: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}

type Errors = { readonly errors: Readonly<Record<string, string>> };

function chosenSubject(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Errors | { readonly action: string } {
  const chosen = chosenAction(turn.names, state.action, values);
  return chosen.ok ? { action: chosen.value } : { errors: { action: chosen.sentence } };
}

function chosenPilot(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Errors | { group: string; pilot: { role: 'pilot' | 'coPilot'; person: string } } {
  const group = chosenGroup(turn, state.group, values);
  const person = chosenPerson(turn, one(values.person));
  const role = one(values.role);
  if (!group.ok) return { errors: { group: group.sentence } };
  if (role !== 'pilot' && role !== 'coPilot') return { errors: { role: 'Choisissez le siège.' } };
  if (!person) return { errors: { person: 'Choisissez une personne de l’annuaire.' } };
  return { group: group.value, pilot: { role, person: person.id } };
}
