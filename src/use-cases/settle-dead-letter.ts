/** What becomes of a message that was given up: tried again, or let go, by the chargée de mission. */
import { done, type Result, refused } from '../domain/result.ts';
import {
  buryLetter,
  type DeadLetter,
  findDeadLetter,
  reviveLetter,
} from '../store/dead-letters.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function settleDeadLetter(
  context: Context,
  id: string,
  decision: 'retry' | 'abandon',
): Promise<Result<DeadLetter, Refusal>> {
  const letter = await findDeadLetter(context.db, id);
  // What somebody made up is not written where nothing is erased.
  const subject = { kind: 'message', id: letter ? id : '' };
  const refusal = await refuseUnlessAllowed(context, 'manageMessages', subject);
  if (refusal) return refused(refusal);
  if (!letter) return refused({ kind: 'notFound', what: 'message', id: '' });
  if (decision === 'retry') await reviveLetter(context.db, id, context.now);
  else await buryLetter(context.db, id, context.now);
  await journal(context, {
    act: decision === 'retry' ? 'message.retried' : 'message.abandoned',
    subjectKind: 'message',
    subjectId: id,
    payload: { intent: letter.intent },
  });
  return done(letter);
}
