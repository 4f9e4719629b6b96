/** How and where a person wants to be reminded: the hour, the rhythm, the platform (SPEC §7, §9). */
import { done, type Result, refused } from '../domain/result.ts';
import { findPerson, updatePerson } from '../store/people.ts';
import { findPreference, type Preference, savePreference } from '../store/preferences.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

/** What is not said stays as it was. @param choice `hour`: `HH:MM`, `null` for the opening */
export async function choosePreference(
  context: Context,
  choice: Partial<Preference>,
): Promise<Result<Preference, Refusal>> {
  const { personId } = context.actor;
  if (personId === null) return refused({ kind: 'notFound', what: 'person', id: '' });
  const refusal = refuseHour(context, choice.hour ?? null);
  if (refusal) return refused(refusal);
  const before = await findPreference(context.db, personId);
  const preference = { ...before, ...choice };
  if (preference.hour === before.hour && preference.weekly === before.weekly) return done(before);
  await savePreference(context.db, personId, preference, context.now);
  await journal(context, {
    act: 'reminders.chosen',
    subjectKind: 'person',
    subjectId: personId,
    payload: { hour: preference.hour, weekly: preference.weekly },
  });
  return done(preference);
}

function refuseHour({ pact }: Context, hour: string | null): Refusal | undefined {
  if (hour === null) return undefined;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(hour))
    return { kind: 'invalid', field: 'hour', why: 'badTime' };
  const { from, until } = pact.definition.calendar.sendingHours;
  return hour >= from && hour < until ? undefined : { kind: 'outsideHours', hour, from, until };
}

/** @param platform its code, as the composition root names it; `null`: as it comes */
export async function choosePlatform(
  context: Context,
  platform: string | null,
): Promise<Result<undefined, Refusal>> {
  const { personId } = context.actor;
  const person = personId === null ? undefined : await findPerson(context.db, personId);
  if (!person) return refused({ kind: 'notFound', what: 'person', id: personId ?? '' });
  const known = context.platforms?.some(({ code }) => code === platform) ?? false;
  if (platform !== null && !known)
    return refused({ kind: 'invalid', field: 'platform', why: 'unknown' });
  if (person.prefers === platform) return done(undefined);
  await updatePerson(context.db, person.id, { prefers: platform });
  await journal(context, {
    act: 'person.platformChosen',
    subjectKind: 'person',
    subjectId: person.id,
    payload: { platform },
  });
  return done(undefined);
}
