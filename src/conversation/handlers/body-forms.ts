/** The forms of committees and COPIL: plan, close, move, cancel. */

import { hour } from '../../french/format-date.ts';
import { bodyMeetings, findMeeting, type Meeting, meetingDay } from '../../store/meetings.ts';
import { type Body, bodyOf, sameBody } from '../../use-cases/body-meeting.ts';
import { cancelMeeting } from '../../use-cases/cancel-meeting.ts';
import { holdMeeting, holdUnplanned } from '../../use-cases/hold-meeting.ts';
import { planMeeting } from '../../use-cases/plan-meeting.ts';
import { postponeMeeting } from '../../use-cases/postpone-meeting.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { button, say, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { cancelledCard, heldCard, plannedCard, postponedCard } from './body-cards.ts';
import { bodyLabel, labelOfMeeting, mayChange, standing } from './body-words.ts';
import { one } from './form-values.ts';

type Params = Readonly<Record<string, string>>;

export async function planBodyForm(turn: Turn, params: Params): Promise<Answer> {
  if (params.kind === 'steering' && !bodyIn(params) && !hasSteering(turn)) return noSteering;
  return form('planBody', 'Planifier une date', params, [
    bodyField(turn, params),
    ...(await alreadyDated(turn, params)),
    dayField('Date', params.day),
    timeField(params.time),
    placeField(params.place),
  ]);
}

/** What has a date this year: whoever opens the form from an old message sees it. */
async function alreadyDated(turn: Turn, params: Params): Promise<readonly FormNote[]> {
  const body = bodyIn(params);
  if (!body) return [];
  const year = turn.today.slice(0, 4);
  return (await bodyMeetings(turn.db, turn.pact.definition.id))
    .filter((one) => one.state !== 'cancelled' && sameBody(bodyOf(one), body))
    .filter((one) => body.kind === 'steering' || meetingDay(one) >= `${year}-01-01`)
    .map((one) => ({ kind: 'note', text: standing(one, turn.today) }));
}

export async function postponeBodyForm(turn: Turn, params: Params): Promise<Answer> {
  const meeting = await findMeeting(turn.db, params.meeting ?? '');
  if (meeting?.state !== 'planned') return gone(turn, meeting);
  return form('postponeBody', 'Changer la date', { meeting: meeting.id }, [
    noteOf(turn, meeting),
    dayField('Nouvelle date', params.day ?? meeting.plannedDay ?? undefined),
    timeField(params.time ?? meeting.plannedTime ?? undefined),
    placeField(params.place ?? meeting.place ?? undefined),
    reasonField('Motif', false, params.comment),
  ]);
}

export async function cancelBodyForm(turn: Turn, params: Params): Promise<Answer> {
  const meeting = await findMeeting(turn.db, params.meeting ?? '');
  if (meeting?.state !== 'planned') return gone(turn, meeting);
  return form('cancelBody', 'Annuler une date', { meeting: meeting.id }, [
    noteOf(turn, meeting),
    reasonField('Motif', true, params.comment),
  ]);
}

/** Closes a planned meeting, mends one already closed, or records one that was never planned. */
export async function holdBodyForm(turn: Turn, params: Params): Promise<Answer> {
  const meeting = params.meeting ? await findMeeting(turn.db, params.meeting) : undefined;
  if (params.kind === 'steering' && !meeting && !bodyIn(params) && !hasSteering(turn))
    return noSteering;
  const planned = meeting?.plannedDay ?? undefined;
  const likely = planned !== undefined && planned <= turn.today ? planned : turn.today;
  const participants = params.participants ?? meeting?.participants?.toString();
  return form('holdBody', 'Déclarer tenu', params, [
    meeting ? noteOf(turn, meeting) : bodyField(turn, params),
    { ...dayField('Tenu le', params.day ?? meeting?.heldOn ?? likely), name: 'heldOn' },
    {
      kind: 'text',
      name: 'participants',
      label: 'Nombre de participants',
      required: true,
      maxLength: 6,
      ...(participants !== undefined && { value: participants }),
      hint: 'Un nombre, sans nom de personne.',
    },
    {
      ...reasonField('Compte rendu', false, params.comment),
      hint: 'Les décisions en quelques mots, ou où trouver le compte rendu. Aucune donnée sur une personne accompagnée.',
    },
  ]);
}

function gone(turn: Turn, meeting?: Meeting): Promise<Answer> {
  return refusalAnswer(turn, { kind: 'meetingState', state: meeting?.state ?? 'withdrawn' });
}

function form(
  name: string,
  title: string,
  state: Params,
  fields: readonly (Field | FormNote)[],
): Answer {
  const { comment: _, ...ids } = state;
  return { kind: 'form', form: { name, title, submit: 'Enregistrer', fields, state: ids } };
}

function noteOf(turn: Turn, meeting: Meeting): FormNote {
  return {
    kind: 'note',
    text: `${labelOfMeeting(turn, meeting)}. ${standing(meeting, turn.today)}`,
  };
}

function hasSteering({ pact }: Turn): boolean {
  return pact.definition.bodies.steeringCommittee.length > 0;
}

const noSteering = sentence('Ce pacte ne prévoit aucun COPIL.', button('Agenda', say('agenda')));

/** The body said, or those the person may plan. */
function bodyField(turn: Turn, params: Params): Field | FormNote {
  const body = bodyIn(params);
  if (body) return { kind: 'note', text: bodyLabel(turn, body) };
  const { territories, bodies } = turn.pact.definition;
  const all: readonly Body[] =
    params.kind === 'steering'
      ? bodies.steeringCommittee
          .filter(({ retiredOn }) => !retiredOn)
          .map(({ code }) => ({ kind: 'steering', rule: code }))
      : territories
          .filter(({ retiredOn }) => !retiredOn)
          .map(({ code }) => ({ kind: 'committee', territory: code }));
  const own = all.filter((one) => mayChange(turn, one));
  return {
    kind: 'choice',
    name: 'body',
    label: params.kind === 'steering' ? 'COPIL' : 'Territoire',
    required: true,
    choices: (own.length > 0 ? own : all).map((one) => ({
      value: one.kind === 'committee' ? `t ${one.territory}` : `r ${one.rule}`,
      label: bodyLabel(turn, one).replace('Comité local d’animation - ', ''),
    })),
  };
}

function bodyIn(params: Params, chosen?: string): Body | undefined {
  if (params.territory) return { kind: 'committee', territory: params.territory };
  if (params.rule) return { kind: 'steering', rule: params.rule };
  const code = chosen?.slice(2) ?? '';
  if (chosen?.startsWith('t ')) return { kind: 'committee', territory: code };
  return chosen?.startsWith('r ') ? { kind: 'steering', rule: code } : undefined;
}

function dayField(label: string, value: string | undefined): Field {
  return { kind: 'date', name: 'day', label, required: true, ...(value && { value }) };
}

function timeField(value: string | undefined): Field {
  return {
    kind: 'text',
    name: 'time',
    label: 'Heure',
    required: false,
    maxLength: 12,
    placeholder: '14 h 30',
    ...(value && { value: hour(value) }),
  };
}

function placeField(value: string | undefined): Field {
  return {
    kind: 'text',
    name: 'place',
    label: 'Lieu',
    required: false,
    maxLength: 200,
    ...(value && { value }),
  };
}

function reasonField(label: string, required: boolean, value: string | undefined): Field {
  return {
    kind: 'text',
    name: 'comment',
    label,
    required,
    multiline: true,
    maxLength: 3000,
    hint: 'Aucune donnée sur une personne accompagnée.',
    ...(value && { value }),
  };
}

/** `HH:MM`; '' when nothing was typed, `undefined` when it is no hour. */
function readHour(typed: string | undefined): string | undefined {
  if (!typed) return '';
  const match = /^(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?$/iu.exec(typed.trim());
  if (!match || Number(match[1]) > 23 || Number(match[2] ?? 0) > 59) return undefined;
  return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`;
}

const badHour: Answer = {
  kind: 'fieldErrors',
  errors: { time: 'Indiquez une heure comme « 14 h » ou « 14 h 30 ».' },
};

export async function submitPlanBody(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const body = bodyIn(state, one(values.body));
  const day = one(values.day);
  const time = readHour(one(values.time));
  if (!body) return { kind: 'fieldErrors', errors: { body: 'Choisissez dans la liste.' } };
  if (!day) return { kind: 'fieldErrors', errors: { day: 'Indiquez la date.' } };
  if (time === undefined) return badHour;
  const result = await planMeeting(turn, body, {
    day,
    time,
    place: one(values.place),
    contactsConfirmed: turn.contactsConfirmed,
  });
  return result.ok ? plannedCard(turn, result.value) : refusedIn(turn, result.refusal, 'day');
}

export async function submitPostponeBody(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const day = one(values.day);
  const reason = one(values.comment);
  const time = readHour(one(values.time));
  if (!day) return { kind: 'fieldErrors', errors: { day: 'Indiquez la date.' } };
  if (time === undefined) return badHour;
  const result = await postponeMeeting(turn, state.meeting ?? '', {
    ...{ day, time, place: one(values.place) ?? '' },
    ...(reason && { reason }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  return result.ok
    ? postponedCard(turn, result.value.meeting, result.value.before)
    : refusedIn(turn, result.refusal, 'day');
}

export async function submitCancelBody(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const result = await cancelMeeting(turn, state.meeting ?? '', {
    reason: one(values.comment) ?? '',
    contactsConfirmed: turn.contactsConfirmed,
  });
  return result.ok ? cancelledCard(turn, result.value) : refusedIn(turn, result.refusal, 'comment');
}

export async function submitHoldBody(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const body = bodyIn(state, one(values.body));
  const typed = one(values.participants)?.replaceAll(/\s/g, '') ?? '';
  const heldOn = one(values.heldOn);
  if (!state.meeting && !body)
    return { kind: 'fieldErrors', errors: { body: 'Choisissez dans la liste.' } };
  if (!heldOn) return { kind: 'fieldErrors', errors: { heldOn: 'Indiquez la date.' } };
  if (!/^\d{1,5}$/.test(typed))
    return {
      kind: 'fieldErrors',
      errors: { participants: 'Indiquez un nombre, par exemple 23.' },
    };
  const held = {
    ...{ heldOn, participants: Number(typed), report: one(values.comment) },
    contactsConfirmed: turn.contactsConfirmed,
  };
  const result =
    state.meeting || !body
      ? await holdMeeting(turn, state.meeting ?? '', held)
      : await holdUnplanned(turn, body, held);
  return result.ok ? heldCard(turn, result.value) : refusedIn(turn, result.refusal, 'heldOn');
}

/** What the person can mend at once is shown by the field it is about. */
export function refusedIn(turn: Turn, refusal: Refusal, dayName: string): Promise<Answer> | Answer {
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  const field = fieldOf(refusal, dayName);
  return field
    ? { kind: 'fieldErrors', errors: { [field]: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}

function fieldOf(refusal: Refusal, dayName: string): string | undefined {
  switch (refusal.kind) {
    case 'past':
    case 'future':
    case 'tooEarly':
    case 'alreadyExists':
      return dayName;
    case 'invalid':
    case 'personalData':
      return fieldNames[refusal.field] ?? refusal.field;
    default:
      return undefined;
  }
}

const fieldNames: Readonly<Record<string, string>> = { reason: 'comment', report: 'comment' };
