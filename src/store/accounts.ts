/** Chat accounts and the persons they belong to. */
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import { findPerson, type Person } from './people.ts';

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
