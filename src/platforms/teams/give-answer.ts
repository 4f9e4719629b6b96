/** Giving an answer: in the response of an invoke when it can carry it, else by a message. */
import type { Card } from '../../conversation/card.ts';
import type { Answer, Inbound } from '../../conversation/conversation.ts';
import type { Form, FormValues } from '../../conversation/form.ts';
import { goOn, handOver, type Road } from '../after-card.ts';
import { errorFacts, newReference } from '../failure-facts.ts';
import { type AdaptiveCard, CARD_TYPE } from './adaptive-card.ts';
import type { TeamsDeps } from './deps.ts';
import { giveFiles } from './give-files.ts';
import { ConnectorFault } from './http-client.ts';
import { directAddress, rewrite, sendPrivately } from './outlet.ts';
import { renderForm } from './render-form.ts';
import type { ReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

/** How an invoke is answered; what is absent goes by a message. The first response is the one. */
export interface Response {
  /** In place of the card that was pressed, for the person who pressed it. */
  readonly card?: (card: AdaptiveCard) => void;
  /** Beside the card that was pressed: something failed, or must wait. */
  readonly words?: (words: string) => void;
  /** Beside the card that was pressed: where the answer is. */
  readonly pointer?: (words: string) => void;
  /** In the dialog that is open, or opens. */
  readonly dialog?: (title: string, card: AdaptiveCard) => void;
  /** What a search found. */
  readonly results?: (results: object) => void;
  /** Teams waits no longer: only messages remain. */
  readonly late?: () => boolean;
}

export interface Exchange {
  readonly inbound: Inbound;
  readonly reply: ReplyTo;
  readonly response: Response;
  /** Nobody asked for words (something overheard): a failure is only logged. */
  readonly discreet?: boolean;
}

/** Gives the answer of a committed request; never rejects. */
export async function give(deps: TeamsDeps, exchange: Exchange, answer: Answer): Promise<void> {
  try {
    await attempt(deps, exchange, answer);
  } catch (error) {
    await tell(deps, exchange, error, 'an answer could not be given', TEXTS.unsaid);
    return;
  }
  if (answer.kind !== 'card') return;
  const { files = [], after } = answer;
  const road = roadOf(deps, exchange);
  const send = () => giveFiles(deps, exchange.reply, files);
  deps.background(handOver(files, send, TEXTS.filesUnsent, road));
  if (after !== undefined) deps.background(goOn(after, TEXTS.continuationFailed, road));
}

/** By messages: the invoke has been answered, or is by the card. */
function roadOf(deps: TeamsDeps, exchange: Exchange): Road {
  const later = { ...exchange, response: {} };
  return {
    give: (answer) => give(deps, later, answer),
    tell: (error, what, words) => tell(deps, later, error, what, words),
  };
}

/** Says in a sentence with a reference what the log holds under the same one; never rejects. */
async function tell(
  deps: TeamsDeps,
  exchange: Exchange,
  error: unknown,
  what: string,
  words: (reference: string) => string,
): Promise<void> {
  const { reply, response } = exchange;
  const reference = newReference();
  deps.logger.error({ reference, via: reply.via, error: errorFacts(error) }, what);
  if (exchange.discreet) return;
  const isShut = error instanceof ConnectorFault && error.status === 403 && !reply.direct;
  const said = isShut ? TEXTS.cannotWritePrivately : words(reference);
  response.words?.(said);
  if (isShut) await point(deps, exchange, said);
  else await sendPrivately(deps, reply, sentence(said)).catch(() => {});
}

async function attempt(deps: TeamsDeps, exchange: Exchange, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'silence':
      return;
    case 'card':
      return giveCard(deps, exchange, withWhereabouts(exchange, answer), answer.replaces);
    case 'form':
      return giveForm(deps, exchange, answer.form);
    case 'fieldErrors':
      return giveErrors(deps, exchange, answer);
  }
}

/** Says where the files arrive, unless that is where the card is read. */
function withWhereabouts(
  { reply, response }: Exchange,
  { card, files = [] }: Extract<Answer, { kind: 'card' }>,
): Card {
  const beside = reply.direct && response.dialog === undefined;
  if (files.length === 0 || beside) return card;
  const note = { kind: 'note', text: [TEXTS.filesElsewhere(files.length)] } as const;
  return { ...card, blocks: [...card.blocks, note] };
}

async function giveCard(
  deps: TeamsDeps,
  exchange: Exchange,
  card: Card,
  replaces = false,
): Promise<void> {
  const { inbound, reply, response } = exchange;
  const { via, pressed, from } = reply;
  // What a dialog sent is answered in the conversation; there is none behind an extension.
  const stays = via === 'extension' || inbound.request.kind !== 'submit';
  if (response.dialog !== undefined && stays) {
    response.dialog(card.title ?? '', deps.render(card, { actions: 'inDialog' }).card);
    return;
  }
  // The card whose button led here is another message than the form that was sent.
  const told = replaces && from !== undefined && (await rewrite(deps, reply, from, card));
  const here = via === 'form' ? pressed : replaces && via === 'press' ? pressed : undefined;
  if (here !== undefined && (await rewrite(deps, reply, here, card))) {
    response.card?.(deps.render(card).card);
    return;
  }
  if (told && via === 'dialog' && reply.direct) return;
  await sendPrivately(deps, reply, card);
  await sayWhere(deps, exchange);
}

/** Others read the channel: it is told where the answer went, not what it says. */
async function sayWhere(deps: TeamsDeps, exchange: Exchange): Promise<void> {
  const { reply, response } = exchange;
  response.pointer?.(reply.direct ? TEXTS.below : TEXTS.answeredPrivately);
  if (reply.via === 'mention') await point(deps, exchange, TEXTS.answeredPrivately);
}

async function point(deps: TeamsDeps, { reply }: Exchange, text: string): Promise<void> {
  if (reply.direct || reply.via !== 'mention') return;
  await deps.connector.send(reply, { text }).catch((error: unknown) => {
    deps.logger.warn({ error: errorFacts(error) }, 'a channel could not be answered');
  });
}

async function giveForm(
  deps: TeamsDeps,
  exchange: Exchange,
  form: Form,
  again?: { readonly values: FormValues; readonly errors: Readonly<Record<string, string>> },
): Promise<void> {
  const { reply, response } = exchange;
  const { via, pressed } = reply;
  const from = via === 'form' || via === 'dialog' ? reply.from : pressed;
  const options = { ...(again && { again }), ...(from === undefined ? {} : { from }) };
  if (response.dialog !== undefined) {
    response.dialog(form.title, renderForm(form, { ...options, dialog: true }));
    return;
  }
  // A button pressed in a channel opens its form elsewhere: the card there is out of its reach.
  const here = reply.direct ? options : { ...options, from: undefined };
  const { from: kept, ...rest } = here;
  const card = renderForm(form, { ...rest, ...(kept === undefined ? {} : { from: kept }) });
  const message = {
    summary: form.title,
    attachments: [{ contentType: CARD_TYPE, content: card }],
  };
  if (via === 'form' && pressed !== undefined) {
    await deps.connector.update(reply, pressed, message);
    response.card?.(card);
    return;
  }
  await deps.connector.send(await directAddress(deps, reply), message);
  await sayWhere(deps, exchange);
}

/** The form again, with what was typed and what to mend under each field. */
async function giveErrors(
  deps: TeamsDeps,
  exchange: Exchange,
  { errors, form }: Extract<Answer, { kind: 'fieldErrors' }>,
): Promise<void> {
  const { request } = exchange.inbound;
  if (form !== undefined && request.kind === 'submit') {
    await giveForm(deps, exchange, form, { values: request.values, errors });
    return;
  }
  const words = sentence(Object.values(errors).join('\n'));
  await sendPrivately(deps, exchange.reply, words);
  await sayWhere(deps, exchange);
}
