/** Prorogues the current pact; decided in chat, it survives every reload of the file (SPEC §3). */
import { addDays, isDay } from '../domain/days.ts';
import { lastDay } from '../domain/pact.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { touchNames } from '../store/names.ts';
import { addProrogation } from '../store/pacts.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import { checkText, keepText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export async function proroguePact(
  context: Context,
  input: { until: string; reason?: string; contactsConfirmed?: boolean },
): Promise<Result<{ before: string; until: string }, Refusal>> {
  const pact = context.pact.definition;
  const subject = { kind: 'pact', id: pact.id };
  const refusal =
    (await refuseUnlessAllowed(context, 'managePact', subject)) ??
    (await refuseIfClosed(context, context.pact, subject)) ??
    checkText('reason', input.reason, input.contactsConfirmed);
  if (refusal) return refused(refusal);
  if (!isDay(input.until)) return refused({ kind: 'invalid', field: 'until', why: 'badDay' });
  const before = lastDay(pact);
  if (input.until <= before)
    return refused({ kind: 'tooEarly', day: input.until, limit: addDays(before, 1) });
  const reason = input.reason ? await keepText(context, input.reason) : undefined;
  await addProrogation(context.db, {
    id: context.newId(),
    pactId: pact.id,
    until: input.until,
    decidedAt: context.now,
    decidedBy: context.actor.personId,
    reason: reason?.id ?? null,
  });
  await touchNames(context.db);
  await journal(context, {
    act: 'pact.prorogued',
    subjectKind: 'pact',
    subjectId: pact.id,
    payload: { from: before, until: input.until, text: reason?.hash ?? null },
  });
  return done({ before, until: input.until });
}
