/** What the bot says unasked: the words of an outbox row, written when it is sent. */
import { parisDay } from '../domain/paris-time.ts';
import type { Tx } from '../store/database.ts';
import type { Outgoing } from '../store/outbox.ts';
import type { PlatformName } from '../use-cases/context.ts';
import {
  createObligationBook,
  type ObligationBook,
} from '../use-cases/reminders/obligation-book.ts';
import { alertMessage } from './alerts/alert-messages.ts';
import type { Card } from './card.ts';
import { digestMessage } from './digest/digest-message.ts';
import { createNameBook, type Names } from './names.ts';
import { requestMessage } from './requests/request-messages.ts';
import { steeringNotice } from './steering-notice.ts';
import { typesetCard } from './typeset.ts';
import { unreachableMessage } from './unreachable-message.ts';

export type RenderMessage = (db: Tx, row: Outgoing, now: string) => Promise<Card | undefined>;

/** A row of the outbox, to be put in words: for its recipient, or for the copy it rewrites. */
export interface Message {
  readonly db: Tx;
  readonly row: Outgoing;
  /** UTC instant. */
  readonly now: string;
  readonly today: string;
  readonly names: Names;
  /** What reminders are computed from, and where their lines stand. */
  readonly obligations: ObligationBook;
  readonly platforms: readonly PlatformName[];
}

/** Who writes the words of each intent. */
const writers: Readonly<Record<string, (message: Message) => Promise<Card | undefined>>> = {
  requestAsked: requestMessage,
  requestEscalated: requestMessage,
  requestTold: requestMessage,
  alertRaised: alertMessage,
  alertTold: alertMessage,
  digest: digestMessage,
  steeringNotice,
  unreachable: unreachableMessage,
};

/** @returns the card of a row as things stand now; `undefined` when it no longer needs saying */
export function createMessageRenderer(
  obligations: ObligationBook = createObligationBook(),
  platforms: readonly PlatformName[] = [],
): RenderMessage {
  const book = createNameBook();
  return async (db, row, now) => {
    const write = writers[row.intent];
    if (!write) throw new Error(`nobody writes the words of ${row.intent}`);
    const names = await book.read(db);
    const card = await write({ db, row, now, today: parisDay(now), names, obligations, platforms });
    return card && typesetCard(card);
  };
}
