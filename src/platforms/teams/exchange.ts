/**
 * One exchange, from what reached the bot to what the person sees. Teams is answered only once the
 * conversation has resolved: then everything is on disk.
 */
import type { HandleResult } from '../../conversation/conversation.ts';
import { errorFacts, newReference } from '../failure-facts.ts';
import type { TeamsDeps } from './deps.ts';
import { meet } from './first-contact.ts';
import { type Exchange, give } from './give-answer.ts';
import { sendPrivately } from './outlet.ts';
import { encodeReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

/** Never rejects: what fails is told to the person, with a reference that the log also holds. */
export async function carryOut(deps: TeamsDeps, exchange: Exchange): Promise<void> {
  const { inbound, reply } = exchange;
  let result: HandleResult;
  try {
    if (reply.via !== 'extension') await deps.references.seen(reply);
    result = await deps.conversation.handle(inbound, encodeReplyTo(reply));
  } catch (error) {
    await tellFailure(deps, exchange, error);
    return;
  }
  const current = exchange.response.late?.() ? { ...exchange, response: {} } : exchange;
  if (result.kind === 'firstContact') await meet(deps, current, result.key);
  else await give(deps, current, result.answer);
}

/** The conversation could not commit: nothing is recorded, and a form keeps what was typed. */
async function tellFailure(deps: TeamsDeps, exchange: Exchange, error: unknown): Promise<void> {
  const reference = newReference();
  deps.logger.error(
    { reference, request: exchange.inbound.request.kind, error: errorFacts(error) },
    'a request could not be carried out',
  );
  if (exchange.discreet) return;
  const words = TEXTS.failed(reference);
  if (exchange.response.words !== undefined) {
    exchange.response.words(words);
    return;
  }
  await sendPrivately(deps, exchange.reply, sentence(words)).catch((failure: unknown) => {
    deps.logger.error({ reference, error: errorFacts(failure) }, 'a failure could not be told');
  });
}
