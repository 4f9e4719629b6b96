/** What is said of a request unasked: asked, reminded, escalated, told to whoever asked. */
import type { Tx } from '../../store/database.ts';
import { findCopy } from '../../store/outbox.ts';
import { findRequest } from '../../store/requests.ts';
import type { Card } from '../card.ts';
import type { Message } from '../messages.ts';
import { requestView } from './build-view.ts';
import { endedCard, type Reader, requestCard } from './request-card.ts';
import type { RequestView } from './request-view.ts';
import { requestLabel } from './request-words.ts';

export async function requestMessage(message: Message): Promise<Card | undefined> {
  const { db, row, today, names } = message;
  const request = await findRequest(db, { id: row.subjectId });
  // A restored database does not know the requests that came after its backup.
  if (!request) return row.recipient.kind === 'copy' ? forgottenCard : undefined;
  const view = await requestView({ db, names, today }, request);
  const { recipient } = row;
  if (recipient.kind === 'copy') {
    const reader = await copyReader(db, recipient.copy, today);
    const told = reader.personId === view.requesterId && view.standing !== 'open';
    return told ? endedCard(view) : shared(view, reader);
  }
  const reader = readerOf(recipient.kind === 'person' ? recipient.person : null, today);
  if (!stillTrue(view, row.intent, reader)) return undefined;
  const card = shared(view, reader);
  const title = headings[row.intent]?.(view) ?? card.title;
  return title === undefined || title === card.title
    ? card
    : { ...card, title, summary: `${title}. ${view.subjectTitle}.` };
}

const forgottenCard: Card = {
  summary: 'Cette demande n’est plus enregistrée.',
  title: 'Cette demande n’est plus enregistrée',
  blocks: [
    {
      kind: 'text',
      text: [
        'Relais PTI a été rétabli dans un état antérieur à cette demande. Si elle est toujours utile, la personne qui l’avait faite doit la refaire.',
      ],
    },
  ],
};

/** In a channel, the card is everybody's to read and some people's to act on. */
function shared(view: RequestView, reader: Reader): Card {
  const card = requestCard(view, reader);
  const concerns = view.asked.map(({ personId }) => personId);
  return reader.personId || concerns.length === 0 ? card : { ...card, concerns };
}

async function copyReader(db: Tx, copyId: string, today: string): Promise<Reader> {
  const copy = await findCopy(db, copyId);
  return readerOf(copy?.personId ?? null, today);
}

function readerOf(personId: string | null, today: string): Reader {
  return { today, ...(personId !== null && { personId }) };
}

/** Why the message is sent, in its title; `undefined`: the title of the request itself. */
const headings: Readonly<Record<string, (view: RequestView) => string | undefined>> = {
  requestAsked: () => undefined,
  requestEscalated: (view) => `Demande sans réponse, ${requestLabel(view)}`,
  requestTold: (view) => toldHeading(view),
};

function toldHeading(view: RequestView): string {
  if (view.standing !== 'open') return `Votre demande ${view.code} est ${view.outcomeShort}`;
  if (view.toAmend) return `Des modifications vous sont demandées, ${requestLabel(view)}`;
  const step = view.steps.find((one) => one.standing === 'open');
  if (step?.history.at(-1)?.kind === 'amended')
    return `La fiche a été modifiée : votre demande ${view.code} est redemandée`;
  return step
    ? `Votre demande ${view.code} passe à l’étape « ${step.label} »`
    : `Votre demande ${view.code} a avancé`;
}

/** What was answered meanwhile is no longer asked; what has ended is no longer reminded. */
function stillTrue(view: RequestView, intent: string, reader: Reader): boolean {
  if (intent === 'requestTold') return true;
  if (view.standing !== 'open') return false;
  if (!reader.personId) return intent === 'requestEscalated' || view.asked.length > 0;
  return view.asked.some((one) => one.personId === reader.personId);
}
