/** What an élu reads of a COPIL, when the chargée de mission decided it. */
import { findMeeting } from '../store/meetings.ts';
import { bodyOf } from '../use-cases/body-meeting.ts';
import { button, buttons, say, text } from './answers.ts';
import type { Card } from './card.ts';
import { bodyLabel, standing, whenAndWhere } from './handlers/body-words.ts';
import type { Message } from './messages.ts';

export async function steeringNotice({
  db,
  row,
  names,
  today,
}: Message): Promise<Card | undefined> {
  const meeting = await findMeeting(db, row.subjectId);
  const isCopy = row.recipient.kind === 'copy';
  if (!meeting || (meeting.state !== 'planned' && !isCopy)) return undefined;
  const label = bodyLabel({ names, pact: names.pact }, bodyOf(meeting));
  const words =
    meeting.state === 'planned'
      ? `Il se tiendra le ${whenAndWhere(meeting)}.`
      : standing(meeting, today);
  return {
    summary: `${label}. ${words}`,
    title: label,
    blocks: [text(words), buttons(button('Agenda', say('agenda')))],
  };
}
