/** The chargée de mission confirms or refuses an account that waits: a guest's, a second one. */
import { done, type Result, refused } from '../domain/result.ts';
import { type Account, findAccount, saveAccount } from '../store/accounts.ts';
import type { Person } from '../store/people.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function decideAccount(
  context: Context,
  account: Account,
  state: 'tied' | 'refused',
): Promise<Result<Person, Refusal>> {
  const known = await findAccount(context.db, account);
  if (!known) return refused({ kind: 'notFound', what: 'account', id: account.user });
  const subject = { kind: 'person', id: known.person.id };
  const refusal = await refuseUnlessAllowed(context, 'managePeople', subject);
  if (refusal) return refused(refusal);
  await saveAccount(context.db, {
    ...account,
    personId: known.person.id,
    state,
    since: context.now,
  });
  await journal(context, {
    act: state === 'tied' ? 'account.tied' : 'account.refused',
    subjectKind: 'person',
    subjectId: known.person.id,
    payload: { platform: account.platform },
  });
  return done(known.person);
}
