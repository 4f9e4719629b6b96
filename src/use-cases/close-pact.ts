/** Closes a pact whose term has passed: from then on it is read-only (SPEC §3). */
import { lastDay } from '../domain/pact.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { touchNames } from '../store/names.ts';
import { closePact as writeClosing } from '../store/pacts.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function closePact(context: Context): Promise<Result<{ title: string }, Refusal>> {
  const pact = context.pact.definition;
  const subject = { kind: 'pact', id: pact.id };
  const refusal =
    (await refuseUnlessAllowed(context, 'managePact', subject)) ??
    (await refuseIfClosed(context, context.pact, subject));
  if (refusal) return refused(refusal);
  const end = lastDay(pact);
  if (context.today <= end) return refused({ kind: 'tooEarly', day: context.today, limit: end });
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
