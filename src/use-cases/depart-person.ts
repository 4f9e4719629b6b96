/** A person leaves: they are pseudonymised, their mandates end, their decisions stay (SPEC §9). */
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { done, type Result, refused } from '../domain/result.ts';
import { removeAccounts } from '../store/accounts.ts';
import { removeCalendarLinks } from '../store/calendar-links.ts';
import { removeReferencesOf } from '../store/conversation-references.ts';
import { copiesNaming, forgetPlacesOf } from '../store/forget-places.ts';
import { endMandate, everyMandateOf, removeMandate } from '../store/mandates.ts';
import { touchNames } from '../store/names.ts';
import { enqueue } from '../store/outbox.ts';
import { removePausesOf } from '../store/pauses.ts';
import { findPerson, type Person, updatePerson } from '../store/people.ts';
import { removePreference } from '../store/preferences.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function departPerson(
  context: Context,
  personId: string,
): Promise<Result<{ endedMandates: number }, Refusal>> {
  const person = await findPerson(context.db, personId);
  // What somebody made up is not written where nothing is erased.
  const subject = { kind: 'person', id: person?.id ?? '' };
  const refusal = await refuseUnlessAllowed(context, 'managePeople', subject);
  if (refusal) return refused(refusal);
  if (!person || person.departedAt)
    return refused({ kind: 'notFound', what: 'person', id: personId });
  if (personId === context.actor.personId)
    return refused({ kind: 'invalid', field: 'person', why: 'samePerson' });

  const endsOn = Temporal.PlainDate.from(context.today).subtract({ days: 1 }).toString();
  const open = (await everyMandateOf(context.db, personId)).filter(
    (mandate) => mandate.endsOn === null || mandate.endsOn > endsOn,
  );
  const ended = open.filter((mandate) => mandate.startsOn <= endsOn);
  const neverBegun = open.filter((mandate) => mandate.startsOn > endsOn);
  for (const { id } of ended) await endMandate(context.db, id, endsOn);
  for (const { id } of neverBegun) await removeMandate(context.db, id);
  await forgetPlacesOf(context.db, personId);
  await removeReferencesOf(context.db, personId);
  await removeAccounts(context.db, personId);
  await removePausesOf(context.db, personId);
  await removePreference(context.db, personId);
  await removeCalendarLinks(context.db, personId);
  await removeTraces(context, person);
  await updatePerson(context.db, personId, {
    firstName: '',
    lastName: 'Personne partie',
    title: null,
    email: null,
    prefers: null,
    departedAt: context.now,
  });
  await touchNames(context.db);
  await rewriteNaming(context, personId);
  await journal(context, {
    act: 'person.departed',
    subjectKind: 'person',
    subjectId: personId,
    payload: { endsOn, ended: ended.map(({ id }) => id), removed: neverBegun.map(({ id }) => id) },
  });
  return done({ endedMandates: open.length });
}

/** What others were sent says «Personne partie» from now on, as the bot does everywhere. */
async function rewriteNaming(context: Context, personId: string): Promise<void> {
  for (const { id, intent, subjectId } of await copiesNaming(context.db, personId))
    await enqueue(context.db, {
      id: context.newId(),
      key: `rewrite:${id}:departed:${personId}`,
      ...{ intent, subjectId },
      recipient: { kind: 'copy', copy: id },
      notBefore: context.now,
      createdAt: context.now,
    });
}

/**
 * Answers and drafts kept for a second delivery hold names and words: nothing needs those of the
 * person, nor those of others that name them, nor a file of people that waits to be applied.
 */
async function removeTraces(context: Context, person: Person): Promise<void> {
  const { db } = context;
  await db.deleteFrom('inbound').where('personId', '=', person.id).execute();
  await db.deleteFrom('draft').where('personId', '=', person.id).execute();
  await db.deleteFrom('draft').where('file', 'is not', null).execute();
  const traces = [fullName(person), person.email ?? fullName(person), person.id];
  for (const trace of traces) {
    // Answers are kept with the apostrophes of typography.
    const typed = trace.replaceAll('’', "'");
    const within = (column: string) =>
      sql<boolean>`instr(replace(${sql.ref(column)}, '’', ''''), ${typed}) > 0`;
    await db.deleteFrom('inbound').where(within('answer')).execute();
    await db.deleteFrom('draft').where(within('content')).execute();
    await db.deleteFrom('firstContact').where(within('inbound')).execute();
  }
}

function fullName({ firstName, lastName }: Person): string {
  return `${firstName} ${lastName}`;
}
