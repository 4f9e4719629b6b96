/**
 * One exchange, from what reached the bot to what the person sees. Slack is answered only once the
 * conversation has resolved: then everything is on disk.
 */
import { performance } from 'node:perf_hooks';
import type { HandleResult } from '../../conversation/conversation.ts';
import { newReference } from '../failure-facts.ts';
import type { SlackDeps } from './deps.ts';
import { meet } from './first-contact.ts';
import { type Exchange, give, giveCard, withoutAcknowledgement } from './give-answer.ts';
import { errorFacts } from './logging.ts';
import { renderFieldErrors } from './read-form.ts';
import { encodeReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

/** Slack shows an error after 3 s: a later card takes another road than the acknowledgement. */
const ACK_WINDOW_MS = 2700;

/** Never rejects: what fails is told to the person, with a reference that the log also holds. */
export async function carryOut(deps: SlackDeps, exchange: Exchange): Promise<void> {
  const { inbound, reply } = exchange;
  const started = performance.now();
  let result: HandleResult;
  try {
    result = await deps.conversation.handle(inbound, encodeReplyTo(reply));
  } catch (error) {
    await tellFailure(deps, exchange, error);
    return;
  }
  const late = performance.now() - started > ACK_WINDOW_MS;
  const current = late ? withoutAcknowledgement(exchange) : exchange;
  if (late) {
    await exchange.ack.plain().catch(() => {});
  }
  if (result.kind === 'firstContact') {
    await meet(deps, current, result.key);
  } else {
    await give(deps, current, result.answer);
  }
  if (reply.via !== 'home') {
    deps.home.refresh(reply.user);
  }
}

/** The conversation could not commit: nothing is recorded, and a form keeps what was typed. */
async function tellFailure(deps: SlackDeps, exchange: Exchange, error: unknown): Promise<void> {
  const reference = newReference();
  deps.logger.error(
    { reference, request: exchange.inbound.request.kind, error: errorFacts(error) },
    'a request could not be carried out',
  );
  if (exchange.discreet) {
    await exchange.ack.plain().catch(() => {});
    return;
  }
  const words = TEXTS.failed(reference);
  try {
    const { ack, view } = exchange;
    const errors = view === undefined ? undefined : renderFieldErrors({ '': words }, view);
    if (ack.errors !== undefined && errors !== undefined) {
      await ack.errors(errors);
    } else {
      await giveCard(deps, exchange, sentence(words));
    }
  } catch (failure) {
    deps.logger.error({ reference, error: errorFacts(failure) }, 'a failure could not be told');
    await exchange.ack.plain().catch(() => {});
  }
}
