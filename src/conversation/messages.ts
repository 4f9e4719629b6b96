/** What the bot says unasked: the words of an outbox row, written when it is sent. */
import { parisDay } from '../domain/paris-time.ts';
import type { Tx } from '../store/database.ts';
import { findCopy, type Outgoing } from '../store/outbox.ts';
import { findRequest } from '../store/requests.ts';
import type { Card } from './card.ts';
import { createNameBook } from './names.ts';
import { requestView } from './requests/build-view.ts';
import { type Reader, requestCard } from './requests/request-card.ts';
import type { RequestView } from './requests/request-view.ts';
import { typesetCard } from './typeset.ts';

export type RenderMessage = (db: Tx, row: Outgoing, now: string) => Promise<Card | undefined>;

/** @returns the card of a row as things stand now; `undefined` when it no longer needs saying */
export function createMessageRenderer(): RenderMessage {
  const book = createNameBook();
  return async (db, row, now) => {
    const request = await findRequest(db, { id: row.subjectId });
    if (!request) throw new Error(`outbox row ${row.id} is about nothing known`);
    const today = parisDay(now);
    const view = await requestView({ db, names: await book.read(db), today }, request);
    const { recipient } = row;
    if (recipient.kind === 'copy') {
      const copy = await findCopy(db, recipient.copy);
      return typesetCard(requestCard(view, readerOf(copy?.personId ?? null, today)));
    }
    const reader = readerOf(recipient.kind === 'person' ? recipient.person : null, today);
    const heading = headings[row.intent];
    if (!heading || !stillTrue(view, row.intent, reader)) return undefined;
    const card = requestCard(view, reader);
    const title = heading(view) ?? card.title;
    return typesetCard(
      title === undefined || title === card.title
        ? card
        : { ...card, title, summary: `${title}. ${view.subjectTitle}.` },
    );
  };
}

function readerOf(personId: string | null, today: string): Reader {
  return { today, ...(personId !== null && { personId }) };
}

/** Why the message is sent, in its title; `undefined`: the title of the request itself. */
const headings: Readonly<Record<string, (view: RequestView) => string | undefined>> = {
  requestAsked: () => undefined,
  requestReminder: (view) =>
    `Rappel : votre réponse est attendue, ${view.code}, ${view.circuitLabel}`,
  requestEscalated: (view) => `Demande sans réponse : ${view.code}, ${view.circuitLabel}`,
  requestTold: (view) => toldHeading(view),
};

function toldHeading(view: RequestView): string {
  if (view.standing !== 'open') return `Votre demande ${view.code} est ${view.outcomeShort}`;
  if (view.toAmend)
    return `Des modifications vous sont demandées : ${view.code}, ${view.circuitLabel}`;
  const step = view.steps.find((one) => one.standing === 'open');
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
