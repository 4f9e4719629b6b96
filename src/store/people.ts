import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

export interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly structure: string | null;
  readonly prefers: string | null;
  readonly departedAt: string | null;
}

export const personColumns = [
  'person.id',
  'person.firstName',
  'person.lastName',
  'person.title',
  'person.email',
  'person.structure',
  'person.prefers',
  'person.departedAt',
] as const;

/** E-mail addresses are compared whole, without regard to case (SPEC §9). */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

const personById = compiled((db, { id }: { id: string }) =>
  db.selectFrom('person').select(personColumns).where('id', '=', id),
);

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const [person] = await personById(db, { id });
  return person;
}

export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  return db
    .selectFrom('person')
    .select(personColumns)
    .where('email', '=', normaliseEmail(email))
    .where('departedAt', 'is', null)
    .executeTakeFirst();
}

export async function listPersons(db: Db): Promise<readonly Person[]> {
  return db.selectFrom('person').select(personColumns).where('departedAt', 'is', null).execute();
}

/** Those who left: what names them still gives them nothing. */
export async function departedIds(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('departedAt', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertPerson(
  db: Tx,
  person: Omit<Person, 'departedAt'> & { createdAt: string },
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      ...person,
      email: person.email === null ? null : normaliseEmail(person.email),
      departedAt: null,
    })
    .execute();
}

export async function updatePerson(
  db: Tx,
  id: string,
  change: Partial<Omit<Person, 'id'>>,
): Promise<void> {
  await db.updateTable('person').set(change).where('id', '=', id).execute();
}
