/** What a proposed command about a committee, a COPIL or the agenda is called on its button. */
import { hour, plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import type { Command } from './command.ts';
import type { Vocabulary } from './vocabulary.ts';

type BodyCommand = Extract<Command, { name: 'committee' | 'steering' }>;

const deeds = {
  plan: 'planifier',
  hold: 'tenu',
  postpone: 'reporté',
  cancel: 'annulé',
} as const;

/** First what tells choices apart: the body, then the day meant. */
export function bodyText(command: BodyCommand, { pact }: Vocabulary): string {
  const labels: Readonly<Record<string, string>> = Object.fromEntries(
    [...pact.territories, ...pact.bodies.steeringCommittee].map(({ code, label }) => [code, label]),
  );
  const { act, was, day, time, place, participants } = command;
  const body =
    command.name === 'committee'
      ? `Comité local${command.territory === undefined ? '' : `, ${labels[command.territory] ?? ''}`}`
      : (labels[command.rule ?? ''] ?? 'COPIL');
  const when =
    day === undefined
      ? ''
      : `${act === undefined || act === 'plan' ? '' : act === 'postpone' ? 'au ' : 'le '}${plainDate(day)}`;
  return [
    body,
    was === undefined || was === day ? '' : wasText(was),
    // A button may be cut short: the number tells more than the day does.
    participants === undefined ? '' : count(participants, 'participant', 'participants'),
    [act === undefined || act === 'plan' ? '' : deeds[act], when].filter(Boolean).join(' '),
    time === undefined ? '' : hour(time),
    place ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function wasText(was: string): string {
  return was === 'none' ? 'non planifié' : `du ${plainDate(was)}`;
}

export function agendaText(
  { territory, page, calendar }: Extract<Command, { name: 'agenda' }>,
  { pact }: Vocabulary,
): string {
  if (calendar) return 'Ces dates dans mon agenda';
  const where = pact.territories.find((one) => one.code === territory)?.label;
  return `Agenda${where === undefined ? '' : ` : ${where}`}${page === 1 ? '' : `, page ${page}`}`;
}
