/** Registers a person in the directory of the pact. */
import { done, type Result, refused } from '../domain/result.ts';
import { touchNames } from '../store/names.ts';
import { findPersonByEmail, insertPerson, normaliseEmail, type Person } from '../store/people.ts';
import { isOffered } from './action-fields.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import { checkText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export interface PersonInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly structure: string | null;
  /** The person's own title: «chargée de mission», «directeur»… */
  readonly title?: string | null;
  /** Platform the person prefers; none: as it comes. */
  readonly prefers?: string | null;
}

const maxNameLength = 80;

export async function registerPerson(
  context: Context,
  input: PersonInput,
): Promise<Result<Person, Refusal>> {
  const subject = { kind: 'directory', id: context.pact.definition.id };
  const refusal =
    (await refuseUnlessAllowed(context, 'managePeople', subject)) ?? (await check(context, input));
  return refusal ? refused(refusal) : done(await writePerson(context, input));
}

/** Writes a person whose right and fields were checked; the import writes them so too. */
export async function writePerson(context: Context, input: PersonInput): Promise<Person> {
  const person: Person = {
    id: context.newId(),
    firstName: input.firstName,
    lastName: input.lastName,
    title: input.title ?? null,
    email: normaliseEmail(input.email),
    structure: input.structure,
    prefers: input.prefers ?? null,
    departedAt: null,
  };
  const { departedAt: _, ...row } = person;
  await insertPerson(context.db, { ...row, createdAt: context.now });
  await touchNames(context.db);
  await journal(context, {
    act: 'person.registered',
    subjectKind: 'person',
    subjectId: person.id,
    payload: { structure: person.structure },
  });
  return person;
}

async function check(context: Context, input: PersonInput): Promise<Refusal | undefined> {
  for (const field of ['firstName', 'lastName'] as const) {
    if (input[field].length === 0) return { kind: 'invalid', field, why: 'empty' };
    if (input[field].length > maxNameLength) return { kind: 'invalid', field, why: 'tooLong' };
  }
  for (const field of ['firstName', 'lastName', 'title', 'email'] as const) {
    // Contact data is what a directory is for; numbers of persons helped are not.
    const unsafe = checkText(field, input[field] ?? undefined, true);
    if (unsafe) return unsafe;
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email))
    return { kind: 'invalid', field: 'email', why: 'badEmail' };
  if (input.title && input.title.length > maxNameLength)
    return { kind: 'invalid', field: 'title', why: 'tooLong' };
  const known = context.pact.definition.structures;
  if (input.structure !== null && !isOffered(known, input.structure))
    return { kind: 'invalid', field: 'structure', why: 'unknown' };
  if (await findPersonByEmail(context.db, input.email))
    return { kind: 'alreadyExists', what: 'person', id: input.email };
  return undefined;
}
