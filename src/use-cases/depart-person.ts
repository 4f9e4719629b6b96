/** A person leaves: they are pseudonymised, their mandates end, their decisions stay (SPEC §9). */
import { Temporal } from 'temporal-polyfill';
import { done, type Result, refused } from '../domain/result.ts';
import { touchNames } from '../store/names.ts';
import {
  endMandate,
  findPerson,
  mandatesNotEnded,
  removeAccounts,
  updatePerson,
} from '../store/people.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function departPerson(
  context: Context,
  personId: string,
): Promise<Result<{ endedMandates: number }, Refusal>> {
  const subject = { kind: 'person', id: personId };
  const refusal = await refuseUnlessAllowed(context, 'managePeople', subject);
  if (refusal) return refused(refusal);
  const person = await findPerson(context.db, personId);
  if (!person || person.departedAt)
    return refused({ kind: 'notFound', what: 'person', id: personId });
  if (personId === context.actor.personId)
    return refused({ kind: 'invalid', field: 'person', why: 'samePerson' });

  const yesterday = Temporal.PlainDate.from(context.today).subtract({ days: 1 }).toString();
  const open = (
    await mandatesNotEnded(context.db, context.pact.definition.id, context.today)
  ).filter((mandate) => mandate.personId === personId);
  for (const mandate of open)
    await endMandate(
      context.db,
      mandate.id,
      mandate.startsOn > yesterday ? mandate.startsOn : yesterday,
    );
  await removeAccounts(context.db, personId);
  await removeTraces(context, personId);
  await updatePerson(context.db, personId, {
    firstName: '',
    lastName: 'Personne partie',
    title: null,
    email: null,
    prefers: null,
    departedAt: context.now,
  });
  await touchNames(context.db);
  await journal(context, {
    act: 'person.departed',
    subjectKind: 'person',
    subjectId: personId,
    payload: { endedMandates: open.map((mandate) => mandate.id) },
  });
  return done({ endedMandates: open.length });
}

/** Answers and drafts hold the person's name and words: nothing needs them any more. */
async function removeTraces(context: Context, personId: string): Promise<void> {
  await context.db.deleteFrom('inbound').where('personId', '=', personId).execute();
  await context.db.deleteFrom('draft').where('personId', '=', personId).execute();
}
