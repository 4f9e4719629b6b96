/** «réunion»: logs a concertation of a working group, in one line or through the form. */

import { addMonths } from '../../domain/days.ts';
import { longDate, onDateAt, relativeDay } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { type LoggedMeeting, logMeeting, withdrawMeeting } from '../../use-cases/log-meeting.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { actOn, answer, button, buttons, note, rewrite, say, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import type { Command } from '../grammar/command.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { chosenGroup, groupField, withoutGroup } from './group-field.ts';

type MeetingCommand = Extract<Command, { name: 'meeting' }>;

export async function handleMeeting(turn: Turn, command: MeetingCommand): Promise<Answer> {
  const { group, heldOn, participants } = command;
  if (!group || !heldOn || participants === undefined) return meetingForm(turn, command);
  const result = await logMeeting(turn, { group, heldOn, participants });
  return result.ok ? savedCard(turn, result.value) : refusalAnswer(turn, result.refusal);
}

function savedCard(turn: Turn, logged: LoggedMeeting): Answer {
  turn.outcome.saved = true;
  const { group, heldOn, participants, concertations, id } = logged;
  const summary = `Réunion du groupe ${group.code} enregistrée : ${longDate(heldOn)}, ${count(participants, 'participant', 'participants')}.`;
  return answer({
    summary,
    title: 'C’est enregistré',
    blocks: [
      text(
        { bold: `${group.code} - ${group.title}` },
        `\nRéunion du ${longDate(heldOn)}, ${count(participants, 'participant', 'participants')}.`,
      ),
      ...longAgo(turn, heldOn),
      note(
        `Enregistré ${onDateAt(turn.now, turn.today)}. ${count(concertations, 'concertation', 'concertations')} pour ce groupe à ce jour.`,
      ),
      buttons(
        button('Annuler', actOn('withdrawMeeting', id)),
        button('Voir le groupe', say(`groupe ${group.code}`)),
      ),
    ],
  });
}

/** Months after which a meeting is seldom logged: the year was perhaps not the one that was meant. */
const usualMonths = 6;

function longAgo(turn: Turn, heldOn: string): readonly CardBlock[] {
  if (heldOn >= addMonths(turn.today, -usualMonths)) return [];
  const ago = relativeDay(heldOn, turn.today).replace(/^il y a /, '');
  return [text({ bold: 'Attention : ' }, `cette date remonte à ${ago}.`)];
}

export async function pressWithdrawMeeting(turn: Turn, id: string): Promise<Answer> {
  const result = await withdrawMeeting(turn, id);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const summary = `Réunion annulée : elle ne compte plus pour le groupe ${result.value.code}.`;
  return rewrite({
    summary,
    blocks: [text(summary), buttons(button('Voir le groupe', say(`groupe ${result.value.code}`)))],
  });
}

export async function meetingForm(
  turn: Turn,
  known: { group?: string; heldOn?: string; participants?: number },
): Promise<Answer> {
  const impossible = withoutGroup(turn);
  if (impossible) return impossible;
  const group = known.group ? turn.names.groupsByCode.get(known.group) : undefined;
  const fields: (Field | FormNote)[] = [
    ...(group
      ? [{ kind: 'note' as const, text: `${group.code} - ${group.title}` }]
      : groupField(turn)),
    {
      kind: 'date',
      name: 'heldOn',
      label: 'Date de la réunion',
      required: true,
      value: known.heldOn ?? turn.today,
    },
    {
      kind: 'text',
      name: 'participants',
      label: 'Nombre de participants',
      required: true,
      maxLength: 6,
      ...(known.participants !== undefined && { value: String(known.participants) }),
      hint: 'Un nombre, sans nom de personne.',
    },
  ];
  return {
    kind: 'form',
    form: {
      name: 'meeting',
      title: 'Enregistrer une réunion',
      submit: 'Enregistrer',
      fields,
      state: group ? { group: group.code } : {},
    },
  };
}

export async function submitMeeting(
  turn: Turn,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const group = chosenGroup(turn, state.group, values);
  const typed = one(values.participants)?.replaceAll(/\s/g, '') ?? '';
  const heldOn = one(values.heldOn);
  const errors: Record<string, string> = {};
  if (!group.ok) errors.group = group.sentence;
  if (!heldOn) errors.heldOn = 'Indiquez la date.';
  if (!/^\d{1,5}$/.test(typed)) errors.participants = 'Indiquez un nombre, par exemple 14.';
  if (!group.ok || !heldOn || Object.keys(errors).length > 0)
    return { kind: 'fieldErrors', errors };
  const result = await logMeeting(turn, {
    ...{ group: group.value, heldOn, participants: Number(typed) },
  });
  if (result.ok) return savedCard(turn, result.value);
  const field =
    result.refusal.kind === 'invalid' ? result.refusal.field : fieldOf[result.refusal.kind];
  return field
    ? { kind: 'fieldErrors', errors: { [field]: refusalSentence(result.refusal) } }
    : refusalAnswer(turn, result.refusal);
}

/** Refusals that the person can mend in the form at once. */
const fieldOf: Partial<Record<Refusal['kind'], string>> = {
  future: 'heldOn',
  tooEarly: 'heldOn',
  alreadyExists: 'heldOn',
};
