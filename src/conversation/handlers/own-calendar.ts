/** The dates of the pact in one's own calendar programme: by a secret link, else by a file. */

import { type CalendarLink, findCalendarLink } from '../../store/calendar-links.ts';
import { removeCalendarLink, renewCalendarLink } from '../../use-cases/calendar-link.ts';
import { actOn, answer, button, buttons, note, rewrite, say, text } from '../answers.ts';
import { calendarOf } from '../calendar/feed.ts';
import type { Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';

/** Under the next dates: how to have them in one's own calendar. */
export async function calendarBlocks(turn: Turn): Promise<readonly CardBlock[]> {
  const offer = (label: string) => [buttons(button(label, say('agenda lien')))];
  if (turn.publicUrl === undefined) return offer('Recevoir le fichier d’agenda');
  const link = await findCalendarLink(turn.db, turn.person.id);
  return link ? linkBlocks(turn.publicUrl, link) : offer('Suivre ces dates dans votre agenda');
}

/** «agenda lien»: the link, drawn if there is none; without a public address, the file. */
export async function ownCalendar(turn: Turn): Promise<Answer> {
  if (turn.publicUrl === undefined) return calendarFile(turn);
  const known = await findCalendarLink(turn.db, turn.person.id);
  if (known) return answer(linkCard(turn.publicUrl, known, 'Votre lien d’agenda'));
  const link = await renewCalendarLink(turn, turn.person.id);
  turn.outcome.saved = true;
  return answer(linkCard(turn.publicUrl, link, 'Votre lien d’agenda'));
}

function linkCard(publicUrl: string, link: CalendarLink, title: string): Card {
  return {
    summary: `${title} : les dates du pacte, tenues à jour dans votre propre agenda.`,
    title,
    blocks: linkBlocks(publicUrl, link),
  };
}

function linkBlocks(publicUrl: string, { id, secret }: CalendarLink): readonly CardBlock[] {
  return [
    text('Votre lien d’agenda :\n', { code: `${publicUrl}/calendar/${secret}.ics` }),
    note(
      'Dans votre logiciel d’agenda, choisissez « S’abonner » ou « Ajouter à partir d’Internet », puis collez ce lien : comités, COPIL et échéances s’y tiennent à jour. Ce lien est personnel : qui le possède lit ces dates.',
    ),
    buttons(
      button('Renouveler le lien', actOn('renewCalendarLink', id)),
      button('Supprimer le lien', actOn('removeCalendarLink', id)),
    ),
  ];
}

/** The former link leads nowhere from now on. A button of an older one changes nothing. */
export async function pressRenewLink(turn: Turn, id: string): Promise<Answer> {
  const known = await findCalendarLink(turn.db, turn.person.id);
  if (turn.publicUrl === undefined) return calendarFile(turn);
  if (known && known.id !== id)
    return rewrite(linkCard(turn.publicUrl, known, 'Ce lien avait déjà été renouvelé'));
  const link = await renewCalendarLink(turn, turn.person.id);
  turn.outcome.saved = true;
  return rewrite(linkCard(turn.publicUrl, link, 'Nouveau lien : l’ancien ne mène plus nulle part'));
}

export async function pressRemoveLink(turn: Turn, id: string): Promise<Answer> {
  const known = await findCalendarLink(turn.db, turn.person.id);
  if (known?.id === id) {
    await removeCalendarLink(turn, turn.person.id);
    turn.outcome.saved = true;
  }
  const words =
    known && known.id !== id
      ? 'Ce lien ne mène déjà plus nulle part. Un autre lien est en service : tapez « agenda lien ».'
      : 'Votre lien d’agenda est supprimé : il ne mène plus nulle part. Les dates déjà reçues restent dans votre agenda.';
  return rewrite({
    summary: words,
    blocks: [text(words), buttons(button('Agenda', say('agenda')))],
  });
}

async function calendarFile(turn: Turn): Promise<Answer> {
  const { text: content } = await calendarOf(turn);
  const words =
    'Votre fichier d’agenda vous est envoyé. Ouvrez-le pour ajouter ces dates à votre agenda ; redemandez-le quand elles changent : il remplace les précédentes.';
  return {
    kind: 'card',
    card: {
      summary: words,
      title: 'Votre fichier d’agenda',
      blocks: [text(words), buttons(button('Agenda', say('agenda')))],
    },
    files: [
      {
        name: 'relais-pti.ics',
        title: 'Dates du pacte',
        mediaType: 'text/calendar',
        content: new TextEncoder().encode(content),
      },
    ],
  };
}
