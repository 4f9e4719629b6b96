/** «maj»: an update of an action, in one line or through the form. */

import { needsReason } from '../../domain/action-status.ts';
import type { ActionStatus, BlockerKind } from '../../domain/terms.ts';
import { actionStatuses } from '../../domain/terms.ts';
import { onDateAt } from '../../french/format-date.ts';
import { statusLabel } from '../../french/terms.ts';
import { findEntry } from '../../store/action-entries.ts';
import { findAction } from '../../store/actions.ts';
import { readTexts } from '../../store/texts.ts';
import { correctUpdate } from '../../use-cases/correct-update.ts';
import { type Declared, declareUpdate } from '../../use-cases/declare-update.ts';
import { maxTextLength } from '../../use-cases/keep-text.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { withdrawUpdate } from '../../use-cases/withdraw-update.ts';
import type { DeclaredUpdate, UpdateInput } from '../../use-cases/write-update.ts';
import {
  actOn,
  answer,
  button,
  buttons,
  note,
  openForm,
  rewrite,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { CardBlock, Span } from '../card.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Field, Form, FormNote, FormValues } from '../form.ts';
import type { Command } from '../grammar/command.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { ownActions, type Turn } from '../turn.ts';
import { actionField, chosenAction, withoutAction } from './action-field.ts';
import { askedCard } from './ask.ts';
import { one } from './form-values.ts';

type UpdateCommand = Extract<Command, { name: 'update' }>;

export async function handleUpdate(turn: Turn, command: UpdateCommand): Promise<Answer> {
  const { action, status, comment, nothingNew, blocker } = command;
  if (!action || !(status || comment || nothingNew || blocker)) return updateForm(turn, command);
  if (blocker === 'other' && !comment) return updateForm(turn, command);
  if (status && !comment && (await lacksReason(turn, action, status)))
    return updateForm(turn, command);
  return save(turn, command, {
    action,
    ...(status && { status }),
    ...(comment && { comment }),
    ...(nothingNew && { nothingNew }),
    ...(blocker && { blocker: blocker === 'lifted' ? blocker : { kind: blocker } }),
  });
}

async function lacksReason(turn: Turn, code: string, to: ActionStatus): Promise<boolean> {
  const action = await findAction(turn.db, code);
  return action !== undefined && needsReason(action.status, to);
}

async function save(turn: Turn, command: UpdateCommand, input: UpdateInput): Promise<Answer> {
  const result = await declareUpdate(turn, {
    ...input,
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok)
    return result.refusal.kind === 'contactData'
      ? contactQuestion(turn, result.refusal, command)
      : refusalAnswer(turn, result.refusal);
  return declaredCard(turn, result.value, input);
}

/** Saved, or waiting for a validation: the person is told which. */
function declaredCard(
  turn: Turn,
  done: Declared,
  input: UpdateInput,
  verb?: string,
): Answer | Promise<Answer> {
  turn.outcome.saved = true;
  if (!done.asked) return savedCard(turn, done, input, verb);
  const waiting = `${done.action.code} reste « ${statusLabel(done.from)} » jusqu’à la fin de la validation.`;
  return askedCard(turn, done.asked, [
    text(waiting),
    ...(input.comment ? [text({ quote: input.comment })] : []),
  ]);
}

function savedCard(
  turn: Turn,
  done: DeclaredUpdate,
  input: UpdateInput,
  verb = 'mise à jour',
): Answer {
  const { action, from, to } = done;
  const status = statusLabel(to);
  const lines: Span[] = [
    { bold: `${action.code} - ${action.title}` },
    from === to
      ? `\n${input.nothingNew ? 'Rien de neuf. ' : ''}Statut inchangé : ${status}.`
      : '\nStatut : ',
    ...(from === to ? [] : [{ bold: status }, ` (auparavant : ${statusLabel(from)}).`]),
  ];
  if (done.blockersLifted > 0) lines.push('\nBlocage levé.');
  if (input.blocker && input.blocker !== 'lifted')
    lines.push(
      input.blocker.kind === 'other'
        ? '\nBlocage signalé :'
        : `\nBlocage signalé : ${blockerWords[input.blocker.kind]}.`,
    );
  const blocks: CardBlock[] = [text(...lines)];
  if (input.comment) blocks.push(text({ quote: input.comment }));
  blocks.push(
    note(
      `Enregistré ${onDateAt(turn.now, turn.today)}. Vous pouvez la corriger ou l’annuler pendant 15 minutes.`,
    ),
    buttons(
      button('Corriger', openForm('update', { entry: done.entry })),
      button('Annuler', actOn('withdrawUpdate', done.entry)),
      button('Voir l’action', say(`action ${action.code}`)),
    ),
  );
  const summary =
    from === to
      ? `${action.code} ${verb} : statut inchangé (${status}).`
      : `${action.code} ${verb} : ${status} (auparavant : ${statusLabel(from)}).`;
  return answer({ summary, title: 'C’est enregistré', blocks });
}

const blockerWords = { awaitingValidation: 'en attente de validation' } as const;

/** «Annuler»: the last update no longer counts. */
export async function pressWithdrawUpdate(turn: Turn, entry: string): Promise<Answer> {
  const result = await withdrawUpdate(turn, entry);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const { code, title, status } = result.value;
  const summary = `Mise à jour annulée. Statut de ${code} : ${statusLabel(status)}.`;
  return rewrite({
    summary,
    blocks: [
      text({ bold: `${code} - ${title}` }, `\n${summary}`),
      buttons(button('Voir l’action', say(`action ${code}`))),
    ],
  });
}

interface Known {
  readonly action?: string;
  readonly status?: ActionStatus;
  readonly comment?: string;
  readonly blocker?: BlockerKind | 'lifted';
}

export async function updateForm(turn: Turn, known: Known): Promise<Answer> {
  return withoutAction(turn) ?? { kind: 'form', form: await buildForm(turn, known) };
}

export async function openUpdateForm(
  turn: Turn,
  params: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { entry, action, status, comment } = params;
  if (entry) return correctionForm(turn, entry);
  return updateForm(turn, {
    ...(action && { action }),
    ...(isStatus(status) && { status }),
    ...(comment && { comment }),
  });
}

async function correctionForm(turn: Turn, entryId: string): Promise<Answer> {
  const entry = await findEntry(turn.db, entryId);
  const action = entry && turn.names.actionsById.get(entry.actionId);
  if (!entry || !action)
    return sentence(refusalSentence({ kind: 'notFound', what: 'entry', id: entryId }));
  const texts = entry.textId ? await readTexts(turn.db, [entry.textId]) : new Map<string, string>();
  const comment = entry.textId ? texts.get(entry.textId) : undefined;
  const form = await buildForm(turn, {
    action: action.code,
    ...(entry.toStatus && { status: entry.toStatus }),
    ...(comment && { comment }),
  });
  return {
    kind: 'form',
    form: { ...form, title: 'Corriger', state: { ...form.state, entry: entryId } },
  };
}

function isStatus(value: string | undefined): value is ActionStatus {
  return actionStatuses.includes(value as ActionStatus);
}

async function buildForm(turn: Turn, known: Known): Promise<Form> {
  const action = known.action ? await findAction(turn.db, known.action) : undefined;
  const fields: (Field | FormNote)[] = [];
  if (action)
    fields.push({
      kind: 'note',
      text: `${action.code} - ${action.title}\nAujourd’hui : ${statusLabel(action.status)}.`,
    });
  else fields.push(...actionField(turn.names, ownActions(turn)));
  const reason = action && known.status && needsReason(action.status, known.status);
  fields.push(
    {
      kind: 'choice',
      name: 'status',
      label: 'Statut',
      required: false,
      choices: actionStatuses.map((status) => ({ value: status, label: statusLabel(status) })),
      ...((known.status ?? action?.status) && { value: known.status ?? action?.status ?? '' }),
      hint: 'Laissez tel quel si le statut ne change pas.',
    },
    {
      kind: 'text',
      name: 'comment',
      label: reason
        ? 'Raison du changement'
        : known.blocker === 'other'
          ? 'Le blocage'
          : 'Ce qu’il y a à dire',
      required: Boolean(reason),
      multiline: true,
      maxLength: maxTextLength,
      ...(known.comment && { value: known.comment }),
      hint: 'Aucune donnée sur une personne accompagnée.',
    },
    {
      kind: 'choice',
      name: 'blocker',
      label: 'Blocage',
      required: false,
      choices: [
        { value: 'none', label: 'Aucun changement' },
        { value: 'awaitingValidation', label: 'En attente de validation' },
        { value: 'other', label: 'Autre blocage (à décrire ci-dessus)' },
        { value: 'lifted', label: 'Blocage levé' },
      ],
      value: known.blocker ?? 'none',
    },
  );
  return {
    name: 'update',
    title: 'Mettre à jour',
    submit: 'Enregistrer',
    fields,
    state: action ? { action: action.code } : {},
  };
}

export async function submitUpdate(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const chosen = chosenAction(turn.names, state.action, values);
  if (!chosen.ok) return { kind: 'fieldErrors', errors: { action: chosen.sentence } };
  const input = readInput(chosen.value, values, turn.contactsConfirmed);
  const result = state.entry
    ? await correctUpdate(turn, state.entry, input)
    : await declareUpdate(turn, input);
  if (result.ok) {
    return declaredCard(turn, result.value, input, state.entry ? 'corrigée' : 'mise à jour');
  }
  const { refusal } = result;
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  const field = fieldOf[refusal.kind];
  return field
    ? { kind: 'fieldErrors', errors: { [field]: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}

/** Refusals that the person can mend in the form at once. */
const fieldOf: Partial<Record<Refusal['kind'], string>> = {
  reasonNeeded: 'comment',
  personalData: 'comment',
  invalid: 'comment',
  nothingToSave: 'comment',
};

function readInput(action: string, values: FormValues, contactsConfirmed: boolean): UpdateInput {
  const status = one(values.status);
  const comment = one(values.comment);
  const blocker = one(values.blocker);
  return {
    action,
    ...(isStatus(status) && { status }),
    ...(comment && { comment }),
    ...(blocker === 'lifted' && { blocker }),
    ...((blocker === 'awaitingValidation' || blocker === 'other') && {
      blocker: { kind: blocker },
    }),
    contactsConfirmed,
  };
}

/** «Rattacher à une action»: somebody's message becomes the comment of an update. */
export async function attachMessage(turn: Turn, message: string): Promise<Answer> {
  return updateForm(turn, { comment: message });
}
