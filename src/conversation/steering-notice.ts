/** What an élu reads of a COPIL, when the chargée de mission decided it. */

import { findMeeting, type Meeting } from '../store/meetings.ts';
import { originOf } from '../store/outbox.ts';
import { bodyOf } from '../use-cases/body-meeting.ts';
import { noticeKey } from '../use-cases/tell-elected.ts';
import { button, buttons, say, text } from './answers.ts';
import type { Card } from './card.ts';
import { bodyLabel, standing, whenAndWhere } from './handlers/body-words.ts';
import type { Message } from './messages.ts';

export async function steeringNotice(message: Message): Promise<Card | undefined> {
  const { db, row, names } = message;
  const meeting = await findMeeting(db, row.subjectId);
  const isCopy = row.recipient.kind === 'copy';
  if (!meeting || (meeting.state !== 'planned' && !isCopy)) return undefined;
  const label = bodyLabel({ names, pact: names.pact }, bodyOf(meeting));
  const words = await wordsOf(message, meeting);
  return {
    summary: `${label}. ${words}`,
    title: label,
    blocks: [text(words), buttons(button('Agenda', say('agenda')))],
  };
}

async function wordsOf(message: Message, meeting: Meeting): Promise<string> {
  const { state } = meeting;
  if (state === 'planned')
    return (await hasMoved(message, meeting))
      ? `Reporté au ${whenAndWhere(meeting)}.`
      : `Il se tiendra le ${whenAndWhere(meeting)}.`;
  // Whoever was told of it reads that it was taken back as they read that it was cancelled.
  return standing(
    state === 'withdrawn' ? { ...meeting, state: 'cancelled' } : meeting,
    message.today,
  );
}

/** Whether a message that was sent gave another day. */
async function hasMoved({ db, row: { recipient } }: Message, meeting: Meeting): Promise<boolean> {
  if (recipient.kind !== 'copy') return false;
  const told = await originOf(db, recipient.copy);
  return told !== undefined && told.key !== noticeKey(meeting, told.personId ?? '');
}
