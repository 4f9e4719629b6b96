/**
 * Ties a chat account to a person, once, by the exact e-mail address that the platform's own
 * directory gives; guests and second accounts wait for the chargée de mission (SPEC §9).
 */
import {
  type Account,
  type AccountState,
  accountsOf,
  findAccount,
  markReachable,
  saveAccount,
} from '../store/accounts.ts';
import { findPersonByEmail, type Person } from '../store/people.ts';
import { type Context, journal } from './context.ts';

/** What the platform's directory says; free of any platform. */
export interface DirectoryFacts {
  readonly email?: string;
  readonly isBot: boolean;
  readonly isDeleted: boolean;
  readonly isExternal: boolean;
  readonly isGuest: boolean;
}

export type TieResult =
  | { readonly kind: 'tied'; readonly person: Person }
  | { readonly kind: 'waiting'; readonly person: Person }
  | { readonly kind: 'refused'; readonly why: 'bot' | 'deleted' | 'external' | 'refusedBefore' }
  | { readonly kind: 'unknown'; readonly email?: string };

export async function tieAccount(
  context: Context,
  account: Account,
  facts: DirectoryFacts,
  options: { confirmAutomatically: boolean },
): Promise<TieResult> {
  const known = await findAccount(context.db, account);
  if (known?.state === 'tied') {
    // It had been given up: whoever brings the bot back is written to again.
    if (known.unreachable) await markReachable(context.db, account);
    return { kind: 'tied', person: known.person };
  }
  if (known?.state === 'waiting') return { kind: 'waiting', person: known.person };
  if (known) return { kind: 'refused', why: 'refusedBefore' };
  if (facts.isBot) return { kind: 'refused', why: 'bot' };
  if (facts.isDeleted) return { kind: 'refused', why: 'deleted' };
  if (facts.isExternal) return { kind: 'refused', why: 'external' };
  const person = facts.email ? await findPersonByEmail(context.db, facts.email) : undefined;
  if (!person) return { kind: 'unknown', ...(facts.email && { email: facts.email }) };

  const others = await accountsOf(context.db, person.id);
  const second = others.some((other) => other.platform === account.platform);
  const mustWait = (facts.isGuest || second) && !options.confirmAutomatically;
  const state: AccountState = mustWait ? 'waiting' : 'tied';
  await saveAccount(context.db, { ...account, personId: person.id, state, since: context.now });
  await journal(context, {
    act: mustWait ? 'account.waiting' : 'account.tied',
    subjectKind: 'person',
    subjectId: person.id,
    payload: { platform: account.platform },
  });
  return { kind: state, person };
}
