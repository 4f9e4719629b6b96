/** Giving an answer: in the response of an invoke when it can carry it, else by a message. */
import type { Card } from '../../conversation/card.ts';
import type { Answer, Inbound } from '../../conversation/conversation.ts';
import type { Form, FormValues } from '../../conversation/form.ts';
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
  /** Beside the card that was pressed. */
  readonly words?: (words: string) => void;
  /** In the dialog that is open, or opens. */
  readonly dialog?: (title: string, card: AdaptiveCard) => void;
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
    await tellUnsaid(deps, exchange, error, answer.kind);
    return;
  }
  if (answer.kind !== 'card') return;
  if (answer.files?.length) await giveFiles(deps, exchange.reply, answer.files);
  const { after } = answer;
  if (after) deps.background(giveAfter(deps, exchange, after));
}

/** What takes long, once the card has been given: it comes as another message. */
async function giveAfter(
  deps: TeamsDeps,
  exchange: Exchange,
  after: () => Promise<Answer>,
): Promise<void> {
  const later = { ...exchange, response: {} };
  let answer: Answer;
  try {
    answer = await after();
  } catch (error) {
    await tellUnsaid(deps, later, error, 'after');
    return;
  }
  await give(deps, later, answer);
}

async function tellUnsaid(
  deps: TeamsDeps,
  exchange: Exchange,
  error: unknown,
  what: string,
): Promise<void> {
  const { reply, response } = exchange;
  const reference = newReference();
  deps.logger.error(
    { reference, via: reply.via, answer: what, error: errorFacts(error) },
    'an answer could not be given',
  );
  if (exchange.discreet) return;
  const words = TEXTS.unsaid(reference);
  if (error instanceof ConnectorFault && error.status === 403 && !reply.direct) {
    response.words?.(TEXTS.cannotWritePrivately);
    await point(deps, exchange, TEXTS.cannotWritePrivately);
    return;
  }
  response.words?.(words);
  await sendPrivately(deps, reply, sentence(words)).catch(() => {});
}

async function attempt(deps: TeamsDeps, exchange: Exchange, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'silence':
      return;
    case 'card':
      return giveCard(deps, exchange, answer.card, answer.replaces);
    case 'form':
      return giveForm(deps, exchange, answer.form);
    case 'fieldErrors':
      return giveErrors(deps, exchange, answer);
  }
}

async function giveCard(
  deps: TeamsDeps,
  exchange: Exchange,
  card: Card,
  replaces = false,
): Promise<void> {
  const { reply, response } = exchange;
  const { via, pressed, from } = reply;
  if (via === 'extension') {
    response.dialog?.(card.title ?? card.summary, deps.render(card).card);
    return;
  }
  // The card whose button led here is another message than the form that was sent.
  if (replaces && from !== undefined) await rewrite(deps, reply, from, card);
  const here = via === 'form' ? pressed : replaces && via === 'press' ? pressed : undefined;
  if (here !== undefined && (await rewrite(deps, reply, here, card))) {
    response.card?.(deps.render(card).card);
    return;
  }
  if (via === 'dialog' && replaces && from !== undefined && reply.direct) return;
  await sendPrivately(deps, reply, card);
  await sayWhere(deps, exchange);
}

/** Others read the channel: it is told where the answer went, not what it says. */
async function sayWhere(deps: TeamsDeps, exchange: Exchange): Promise<void> {
  const { reply, response } = exchange;
  response.words?.(reply.direct ? TEXTS.below : TEXTS.answeredPrivately);
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
