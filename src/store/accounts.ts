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
    .select(['state', 'personId', 'unreachableSince'])
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('user', '=', user),
);

interface KnownAccount {
  readonly state: AccountState;
  /** What was sent there was refused, and nothing has come from it since. */
  readonly unreachable: boolean;
  readonly person: Person;
}

export async function findAccount(db: Db, account: Account): Promise<KnownAccount | undefined> {
  const { platform, tenant, user } = account;
  const [row] = await accountByName(db, { platform, tenant, user });
  const person = row && (await findPerson(db, row.personId));
  return person && { state: row.state, unreachable: row.unreachableSince !== null, person };
}

export async function accountsOf(
  db: Db,
  personId: string,
): Promise<readonly (Account & { state: AccountState; tryAgainAt: string | null })[]> {
  return accountsByPerson(db, { personId });
}

const accountsByPerson = compiled((db, { personId }: { personId: string }) =>
  db
    .selectFrom('account')
    .select(['platform', 'tenant', 'user', 'state', 'tryAgainAt'])
    .where('personId', '=', personId),
);

/**
 * What is sent to this account is refused: nothing is sent there before `tryAgainAt`.
 * @returns whether it was reachable until now
 */
export async function markUnreachable(
  db: Tx,
  account: Account,
  at: string,
  tryAgainAt: string,
): Promise<boolean> {
  const own = db.updateTable('account').where((is) => is.and({ ...named(account) }));
  const first = await own
    .set({ unreachableSince: at, tryAgainAt })
    .where('unreachableSince', 'is', null)
    .executeTakeFirst();
  if (Number(first.numUpdatedRows) === 1) return true;
  await own.set({ tryAgainAt }).execute();
  return false;
}

/** The account answers again. */
export async function markReachable(db: Tx, account: Account): Promise<void> {
  await db
    .updateTable('account')
    .set({ unreachableSince: null, tryAgainAt: null })
    .where((is) => is.and({ ...named(account) }))
    .execute();
}

function named({ platform, tenant, user }: Account): Account {
  return { platform, tenant, user };
}

/** Accounts of people still there that became unreachable after an instant, first one first. */
export async function unreachableAfter(
  db: Db,
  instant: string,
): Promise<readonly { platform: string; personId: string; unreachableSince: string }[]> {
  const rows = await db
    .selectFrom('account')
    .select(['platform', 'personId', 'unreachableSince'])
    .where('unreachableSince', '>', instant)
    .orderBy('unreachableSince')
    .execute();
  return rows.flatMap(({ unreachableSince, ...row }) =>
    unreachableSince === null ? [] : [{ ...row, unreachableSince }],
  );
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
        unreachableSince: null,
        tryAgainAt: null,
      }),
    )
    .execute();
}

export async function removeAccounts(db: Tx, personId: string): Promise<void> {
  await db.deleteFrom('account').where('personId', '=', personId).execute();
}
