/** Closes a pact whose term has passed: from then on it is read-only (SPEC §3). */
import { addDays } from '../domain/days.ts';
import { lastDay } from '../domain/pact.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { touchNames } from '../store/names.ts';
import { type Pact, closePact as writeClosing } from '../store/pacts.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

/** @param closing the pact to close: a past one reminds until it is, whatever followed it */
export async function closePact(
  context: Context,
  closing: Pact = context.pact,
): Promise<Result<{ title: string }, Refusal>> {
  const pact = closing.definition;
  const subject = { kind: 'pact', id: pact.id };
  const refusal =
    (await refuseUnlessAllowed(context, 'managePact', subject)) ??
    (await refuseIfClosed(context, closing, subject));
  if (refusal) return refused(refusal);
  const end = lastDay(pact);
  if (context.today <= end)
    return refused({ kind: 'tooEarly', day: context.today, limit: addDays(end, 1) });
  await writeClosing(context.db, pact.id, context.now);
  await touchNames(context.db);
  await journal(context, {
    act: 'pact.closed',
    subjectKind: 'pact',
    subjectId: pact.id,
    payload: {},
  });
  return done({ title: pact.title });
}
