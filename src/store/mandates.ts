/** Mandates: the roles people hold, with their dates. */
import type { ExpressionBuilder } from 'kysely';
import type { Role } from '../domain/terms.ts';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

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

/** Begun and not ended on a day; both days count. */
const inForce = (today: string) => (mandate: ExpressionBuilder<Schema, 'mandate'>) =>
  mandate.and([
    mandate('startsOn', '<=', today),
    mandate.or([mandate('endsOn', 'is', null), mandate('endsOn', '>=', today)]),
  ]);

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
    .where(inForce(today))
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
    .where(inForce(today))
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
