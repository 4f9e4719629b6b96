/** What is answered once a committee or a COPIL was planned, held, moved, cancelled or taken back. */

import { longDate, onDateAt, relativeDay } from '../../french/format-date.ts';
import { inWords } from '../../french/in-words.ts';
import { bodyMeetings, findMeeting, type Meeting } from '../../store/meetings.ts';
import { readTexts } from '../../store/texts.ts';
import { type Body, bodyOf, sameBody } from '../../use-cases/body-meeting.ts';
import { takeBackMeeting } from '../../use-cases/cancel-meeting.ts';
import { actOn, answer, button, buttons, note, openForm, rewrite, say, text } from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import {
  concerned,
  labelOfMeeting,
  standing,
  tellElectedButton,
  warningsOf,
  whenAndWhere,
} from './body-words.ts';

export async function plannedCard(turn: Turn, meeting: Meeting): Promise<Answer> {
  return saved(turn, meeting, `Date enregistrée : ${whenAndWhere(meeting)}.`, {
    details: await planDetails(turn, meeting),
    next: [
      button('Corriger', openForm('postponeBody', { meeting: meeting.id })),
      button('Annuler', actOn('takeBackMeeting', meeting.id)),
      ...electedButton(meeting),
    ],
  });
}

function electedButton(meeting: Meeting): readonly Button[] {
  return meeting.body === 'steeringCommittee' ? [tellElectedButton(meeting.id)] : [];
}

export async function postponedCard(turn: Turn, meeting: Meeting, before: string): Promise<Answer> {
  const words =
    before === meeting.plannedDay
      ? `Date corrigée : ${whenAndWhere(meeting)}.`
      : `Date déplacée du ${longDate(before)} au ${whenAndWhere(meeting)}.`;
  return saved(turn, meeting, words, {
    details: [...(await reasonOf(turn, meeting)), ...(await planDetails(turn, meeting))],
    next: [
      button('Corriger', openForm('postponeBody', { meeting: meeting.id })),
      ...electedButton(meeting),
    ],
  });
}

export async function heldCard(turn: Turn, meeting: Meeting): Promise<Answer> {
  return saved(turn, meeting, standing(meeting, turn.today), {
    details: await reasonOf(turn, meeting),
    next: [
      button('Corriger', openForm('holdBody', { meeting: meeting.id })),
      button('Annuler', actOn('takeBackMeeting', meeting.id)),
    ],
  });
}

export async function cancelledCard(turn: Turn, meeting: Meeting): Promise<Answer> {
  const body = bodyOf(meeting);
  const target: Readonly<Record<string, string>> =
    body.kind === 'committee' ? { territory: body.territory } : { rule: body.rule };
  return saved(turn, meeting, standing(meeting, turn.today), {
    details: await reasonOf(turn, meeting),
    next: [
      button('Planifier une autre date', openForm('planBody', target), 'primary'),
      button('Rétablir', actOn('takeBackMeeting', meeting.id)),
    ],
  });
}

function saved(
  turn: Turn,
  meeting: Meeting,
  words: string,
  { details, next }: { details: readonly CardBlock[]; next: readonly Button[] },
): Answer {
  turn.outcome.saved = true;
  const label = labelOfMeeting(turn, meeting);
  return answer({
    summary: `${label}. ${words}`,
    title: 'C’est enregistré',
    blocks: [
      text({ bold: label }, `\n${words}`),
      ...details,
      note(`Enregistré ${onDateAt(turn.now, turn.today)}.`),
      buttons(...next, button('Agenda', say('agenda'))),
    ],
  });
}

async function planDetails(turn: Turn, meeting: Meeting): Promise<readonly CardBlock[]> {
  const day = meeting.plannedDay ?? '';
  const body = bodyOf(meeting);
  const warnings = warningsOf(turn, body, day);
  const people = await concerned(turn, body);
  const near = day >= turn.today ? [note(`C’est ${relativeDay(day, turn.today)}.`)] : [];
  return [
    ...warnings.map((words) => text({ bold: 'Attention : ' }, words)),
    ...(await otherDates(turn, body, meeting)),
    ...near,
    ...(people ? [note(people)] : []),
  ];
}

/** Saved beside another one: whoever meant to move it sees it at once. */
async function otherDates(turn: Turn, body: Body, meeting: Meeting): Promise<readonly CardBlock[]> {
  const others = (await bodyMeetings(turn.db, turn.pact.definition.id)).filter(
    (one) =>
      one.id !== meeting.id &&
      one.state === 'planned' &&
      (one.plannedDay ?? '') >= turn.today &&
      sameBody(bodyOf(one), body),
  );
  if (others.length === 0) return [];
  const days = inWords(others.map((one) => longDate(one.plannedDay ?? '')));
  const known =
    others.length === 1 ? 'Une autre date est déjà prévue' : 'D’autres dates sont déjà prévues';
  return [text(`${known} : ${days}.`)];
}

async function reasonOf(turn: Turn, meeting: Meeting): Promise<readonly CardBlock[]> {
  if (meeting.textId === null) return [];
  const words = (await readTexts(turn.db, [meeting.textId])).get(meeting.textId);
  return words ? [text({ quote: words })] : [];
}

/** «Annuler» under what was just declared, «Rétablir» under a cancelled date. */
export async function pressTakeBack(turn: Turn, id: string): Promise<Answer> {
  const before = await findMeeting(turn.db, id);
  const result = await takeBackMeeting(turn, id);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const meeting = result.value;
  const label = labelOfMeeting(turn, meeting);
  const words =
    meeting.state === 'withdrawn'
      ? `${before?.state === 'held' ? 'Déclaration annulée' : 'Date retirée'} : rien n’est plus prévu ni tenu ce jour-là.`
      : `Rétabli. ${standing(meeting, turn.today)}`;
  return rewrite({
    summary: `${label}. ${words}`,
    blocks: [text({ bold: label }, `\n${words}`), buttons(button('Agenda', say('agenda')))],
  });
}
