/** Persons, their chat accounts and their mandates. */
import type { Role } from '../domain/terms.ts';
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

export interface Mandate {
  readonly id: string;
  readonly pactId: string;
  readonly personId: string | null;
  readonly role: Role;
  readonly namedRole: string | null;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly groupId: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

const personColumns = [
  'person.id',
  'person.firstName',
  'person.lastName',
  'person.title',
  'person.email',
  'person.structure',
  'person.prefers',
  'person.departedAt',
] as const;

const mandateColumns = [
  'id',
  'pactId',
  'personId',
  'role',
  'namedRole',
  'structure',
  'territory',
  'groupId',
  'startsOn',
  'endsOn',
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

export interface Account {
  readonly platform: string;
  readonly tenant: string;
  readonly user: string;
}

export type AccountState = 'tied' | 'waiting' | 'refused';

// Two queries: SQLite prepares a join with values anew each time, which costs more than both.
const accountByName = compiled((db, { platform, tenant, user }: Account) =>
  db
    .selectFrom('account')
    .select(['state', 'personId'])
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('user', '=', user),
);

export async function findAccount(
  db: Db,
  account: Account,
): Promise<{ state: AccountState; person: Person } | undefined> {
  const { platform, tenant, user } = account;
  const [row] = await accountByName(db, { platform, tenant, user });
  const person = row && (await findPerson(db, row.personId));
  return person && { state: row.state, person };
}

export async function accountsOf(
  db: Db,
  personId: string,
): Promise<readonly (Account & { state: AccountState })[]> {
  return db
    .selectFrom('account')
    .select(['platform', 'tenant', 'user', 'state'])
    .where('personId', '=', personId)
    .execute();
}

export async function waitingAccounts(
  db: Db,
): Promise<readonly (Account & { personId: string; since: string })[]> {
  return db
    .selectFrom('account')
    .select(['platform', 'tenant', 'user', 'personId', 'since'])
    .where('state', '=', 'waiting')
    .orderBy('since')
    .execute();
}

export async function saveAccount(
  db: Tx,
  account: Account & { personId: string; state: AccountState; since: string },
): Promise<void> {
  await db
    .insertInto('account')
    .values(account)
    .onConflict((conflict) =>
      conflict.columns(['platform', 'tenant', 'user']).doUpdateSet({
        state: account.state,
        since: account.since,
      }),
    )
    .execute();
}

export async function removeAccounts(db: Tx, personId: string): Promise<void> {
  await db.deleteFrom('account').where('personId', '=', personId).execute();
}

/** Every mandate of a person, ended and future ones included, in every pact. */
export async function everyMandateOf(db: Db, personId: string): Promise<readonly Mandate[]> {
  return db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('personId', '=', personId)
    .orderBy('startsOn')
    .execute();
}

/** Every mandate of a pact, ended ones included. */
export async function listMandates(db: Db, pactId: string): Promise<readonly Mandate[]> {
  return db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('pactId', '=', pactId)
    .orderBy('startsOn')
    .execute();
}

const mandatesHeld = compiled((db, { personId, today }: { personId: string; today: string }) =>
  db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('personId', '=', personId)
    .where('startsOn', '<=', today)
    .where((or) => or.or([or('endsOn', 'is', null), or('endsOn', '>=', today)])),
);

/** The mandates a person holds on a day. */
export async function mandatesOf(
  db: Db,
  personId: string,
  today: string,
): Promise<readonly Mandate[]> {
  return mandatesHeld(db, { personId, today });
}

/** The pilot and co-pilot of a group on a day; a historic pact knows their structures only. */
export async function pilotsOf(
  db: Db,
  groupId: string,
  today: string,
): Promise<readonly Mandate[]> {
  return db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('groupId', '=', groupId)
    .where('startsOn', '<=', today)
    .where((or) => or.or([or('endsOn', 'is', null), or('endsOn', '>=', today)]))
    .orderBy('role', 'desc')
    .execute();
}

/** Every mandate of a pact in force on a day. */
export async function mandatesInForce(
  db: Db,
  pactId: string,
  today: string,
): Promise<readonly Mandate[]> {
  return db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('pactId', '=', pactId)
    .where('startsOn', '<=', today)
    .where((or) => or.or([or('endsOn', 'is', null), or('endsOn', '>=', today)]))
    .execute();
}

/** Every mandate of a pact that has not ended on a day, those yet to begin included. */
export async function mandatesNotEnded(
  db: Db,
  pactId: string,
  today: string,
): Promise<readonly Mandate[]> {
  return db
    .selectFrom('mandate')
    .select(mandateColumns)
    .where('pactId', '=', pactId)
    .where((or) => or.or([or('endsOn', 'is', null), or('endsOn', '>=', today)]))
    .execute();
}

export async function findMandate(db: Db, id: string): Promise<Mandate | undefined> {
  return db.selectFrom('mandate').select(mandateColumns).where('id', '=', id).executeTakeFirst();
}

export async function insertMandate(
  db: Tx,
  mandate: Mandate & { createdAt: string },
): Promise<void> {
  await db.insertInto('mandate').values(mandate).execute();
}

export async function endMandate(db: Tx, id: string, endsOn: string): Promise<void> {
  await db.updateTable('mandate').set({ endsOn }).where('id', '=', id).execute();
}

/** For a mandate that never began. */
export async function removeMandate(db: Tx, id: string): Promise<void> {
  await db.deleteFrom('mandate').where('id', '=', id).execute();
}
