/** Ends a mandate on a day; history keeps it. */
import { isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { findMandate, type Mandate, endMandate as writeEnd } from '../store/mandates.ts';
import { inPactOf } from './action-access.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function endMandate(
  context: Context,
  input: { mandate: string; endsOn: string },
): Promise<Result<Mandate, Refusal>> {
  const mandate = await findMandate(context.db, input.mandate);
  // What somebody made up is not written where nothing is erased.
  const subject = { kind: 'mandate', id: mandate?.id ?? '' };
  const refusal = await refuseUnlessAllowed(context, 'managePeople', subject);
  if (refusal) return refused(refusal);
  if (!mandate) return refused({ kind: 'notFound', what: 'mandate', id: input.mandate });
  const own = await inPactOf(context, mandate.pactId);
  const closed = await refuseIfClosed(own, own.pact, subject);
  if (closed) return refused(closed);
  if (!isDay(input.endsOn)) return refused({ kind: 'invalid', field: 'endsOn', why: 'badDay' });
  if (input.endsOn < mandate.startsOn)
    return refused({ kind: 'invalid', field: 'endsOn', why: 'endBeforeStart' });
  await writeMandateEnd(context, mandate.id, input.endsOn);
  return done({ ...mandate, endsOn: input.endsOn });
}

/** Writes an end whose right and day were checked; the import writes it so too. */
export async function writeMandateEnd(
  context: Context,
  mandateId: string,
  endsOn: string,
): Promise<void> {
  await writeEnd(context.db, mandateId, endsOn);
  await journal(context, {
    act: 'mandate.ended',
    subjectKind: 'mandate',
    subjectId: mandateId,
    payload: { endsOn },
  });
}
