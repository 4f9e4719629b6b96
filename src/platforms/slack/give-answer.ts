/** Giving an answer: in the acknowledgement when the delivery can carry it, else by another road. */
import type { types } from '@slack/bolt';
import type { Card } from '../../conversation/card.ts';
import type { Answer, Inbound } from '../../conversation/conversation.ts';
import { goOn, handOver, type Road } from '../after-card.ts';
import { newReference } from '../failure-facts.ts';
import type { SlackDeps } from './deps.ts';
import { errorFacts } from './logging.ts';
import { openForm } from './open-form.ts';
import { sendCard } from './outlet.ts';
import { renderFieldErrors } from './read-form.ts';
import type { RenderedCard } from './render-card.ts';
import { renderForm } from './render-form.ts';
import type { ReplyTo } from './reply-to.ts';
import { sendFiles, withWhereabouts } from './send-files.ts';
import { sentence, TEXTS } from './texts.ts';

/** How the delivery itself may be answered; what is absent goes by another road. */
interface Acknowledgement {
  plain(): Promise<void>;
  card?(card: RenderedCard): Promise<void>;
  form?(view: types.ModalView): Promise<void>;
  errors?(errors: Record<string, string>): Promise<void>;
}

export interface Exchange {
  readonly inbound: Inbound;
  readonly reply: ReplyTo;
  readonly ack: Acknowledgement;
  readonly triggerId?: string | undefined;
  /** The modal that was submitted. */
  readonly view?: unknown;
  /** Nobody asked for words (the Home, something overheard): a failure is only logged. */
  readonly discreet?: boolean;
}

/** The delivery is answered already, or too old: only the other roads remain. */
export function withoutAcknowledgement(exchange: Exchange): Exchange {
  return { ...exchange, ack: { plain: async () => {} } };
}

/** Gives the answer of a committed request; never rejects. */
export async function give(deps: SlackDeps, exchange: Exchange, answer: Answer): Promise<void> {
  try {
    await attempt(deps, exchange, answer);
  } catch (error) {
    await exchange.ack.plain().catch(() => {});
    await tell(deps, exchange, error, 'an answer could not be given', TEXTS.unsaid);
  }
}

async function attempt(deps: SlackDeps, exchange: Exchange, answer: Answer): Promise<void> {
  const { ack, reply } = exchange;
  switch (answer.kind) {
    case 'silence':
      await ack.plain();
      return;
    case 'card':
      if (reply.via === 'home') {
        await ack.plain();
        await deps.home.show(reply.user, answer.card);
      } else {
        const card = withWhereabouts(deps, reply, answer.card, answer.files ?? []);
        await giveCard(deps, exchange, card, answer.replaces);
      }
      await giveRest(deps, exchange, answer);
      return;
    case 'form': {
      const view = renderForm(answer.form, reply);
      if (ack.form !== undefined) {
        await ack.form(view);
        return;
      }
      await ack.plain();
      await openForm(deps, exchange, answer.form, view);
      return;
    }
    case 'fieldErrors': {
      const errors = renderFieldErrors(answer.errors, exchange.view);
      if (ack.errors !== undefined && errors !== undefined) {
        await ack.errors(errors);
        return;
      }
      await giveCard(deps, exchange, sentence(Object.values(answer.errors).join('\n')));
      return;
    }
  }
}

async function giveRest(
  deps: SlackDeps,
  exchange: Exchange,
  { files = [], after }: Extract<Answer, { kind: 'card' }>,
): Promise<void> {
  const road = roadOf(deps, exchange);
  const send = () => sendFiles(deps, exchange.reply, files);
  await handOver(files, send, TEXTS.filesUnsent, road);
  if (after === undefined) return;
  const later = roadOf(deps, withoutAcknowledgement(exchange));
  deps.background(goOn(after, TEXTS.continuationFailed, later));
}

/** By which road what comes after the card goes. */
function roadOf(deps: SlackDeps, exchange: Exchange): Road {
  return {
    give: (answer) => give(deps, exchange, answer),
    tell: (error, what, words) => tell(deps, exchange, error, what, words),
  };
}

/** Says in a sentence with a reference what the log holds under the same one; never rejects. */
async function tell(
  deps: SlackDeps,
  { reply, discreet }: Exchange,
  error: unknown,
  what: string,
  words: (reference: string) => string,
): Promise<void> {
  const reference = newReference();
  deps.logger.error({ reference, via: reply.via, error: errorFacts(error) }, what);
  if (discreet) return;
  await sendCard(deps, reply, sentence(words(reference))).catch(() => {});
}

export async function giveCard(
  deps: SlackDeps,
  { ack, reply }: Exchange,
  card: Card,
  replaces?: boolean,
): Promise<void> {
  if (ack.card !== undefined) {
    await ack.card(deps.render(card));
    return;
  }
  await ack.plain();
  await sendCard(deps, reply, card, replaces);
}
