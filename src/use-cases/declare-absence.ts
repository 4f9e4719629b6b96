/** Declares an absence, with or without a substitute: who then answers and is reminded (SPEC §7). */
import { isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import {
  type Absence,
  absencesFrom,
  findAbsence,
  insertAbsence,
  cancelAbsence as writeCancel,
} from '../store/absences.ts';
import { findPerson } from '../store/people.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function declareAbsence(
  context: Context,
  input: { person: string; startsOn: string; endsOn: string; substitute?: string | null },
): Promise<Result<Absence, Refusal>> {
  const refusal = await refuseAbsence(context, input);
  if (refusal) return refused(refusal);
  const absence: Absence = {
    id: context.newId(),
    personId: input.person,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    substituteId: input.substitute ?? null,
  };
  // A new absence over the same days replaces the former one: people correct themselves so.
  for (const other of await absencesFrom(context.db, input.startsOn))
    if (other.personId === input.person && other.startsOn <= input.endsOn)
      await writeCancel(context.db, other.id, context.now);
  await insertAbsence(context.db, { ...absence, createdAt: context.now });
  await journal(context, {
    act: 'absence.declared',
    subjectKind: 'person',
    subjectId: input.person,
    payload: {
      absence: absence.id,
      startsOn: absence.startsOn,
      endsOn: absence.endsOn,
      substitute: absence.substituteId,
    },
  });
  return done(absence);
}

async function refuseAbsence(
  context: Context,
  input: { person: string; startsOn: string; endsOn: string; substitute?: string | null },
): Promise<Refusal | undefined> {
  for (const field of ['startsOn', 'endsOn'] as const)
    if (!isDay(input[field])) return { kind: 'invalid', field, why: 'badDay' };
  if (input.endsOn < input.startsOn)
    return { kind: 'invalid', field: 'endsOn', why: 'endBeforeStart' };
  if (input.endsOn < context.today)
    return { kind: 'tooEarly', day: input.endsOn, limit: context.today };
  if (!input.substitute) return undefined;
  if (input.substitute === input.person)
    return { kind: 'invalid', field: 'substitute', why: 'ownSubstitute' };
  const substitute = await findPerson(context.db, input.substitute);
  return substitute && !substitute.departedAt
    ? undefined
    : { kind: 'notFound', what: 'person', id: input.substitute };
}

/** Cancels one's own absence. */
export async function cancelAbsence(
  context: Context,
  id: string,
): Promise<Result<Absence, Refusal>> {
  const absence = await findAbsence(context.db, id);
  if (!absence || absence.personId !== context.actor.personId)
    return refused({ kind: 'notFound', what: 'absence', id });
  await writeCancel(context.db, id, context.now);
  await journal(context, {
    act: 'absence.cancelled',
    subjectKind: 'person',
    subjectId: absence.personId,
    payload: { absence: id },
  });
  return done(absence);
}
