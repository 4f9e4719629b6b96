/** Where somebody is reached: one platform each, the one they prefer (SPEC §9). */

import { accountsOf } from '../store/accounts.ts';
import type { Db } from '../store/database.ts';
import { mandatesInForce } from '../store/mandates.ts';
import { conversationOfPerson, type Recipient } from '../store/outbox.ts';
import { readPact } from '../store/pacts.ts';
import { findPerson } from '../store/people.ts';
import { officerChannel } from '../use-cases/choose-channel.ts';
import type { Destination, Messenger } from './messenger.ts';

export interface Found {
  readonly kind: 'found';
  readonly to: Destination;
  readonly by: Messenger;
}

/** `unreachable`: what was sent to each of their accounts was refused; `unknown`: none is known. */
type Reach = Found | { readonly kind: 'unreachable' } | { readonly kind: 'unknown' };

type ToSomebody = Exclude<Recipient, { kind: 'copy' }>;

/** What tells who can be reached: who is there, and when. */
export interface Scene {
  readonly messengers: readonly Messenger[];
  /** UTC instant. */
  readonly now: string;
  /** Paris day. */
  readonly today: string;
}

/** The name under which the messages to one place are kept in order. */
export function conversationOf(to: Destination): string {
  return to.kind === 'person'
    ? conversationOfPerson(to.tenant, to.user)
    : `${to.kind} ${to.tenant} ${to.id}`;
}

export async function findDestination(db: Db, recipient: ToSomebody, scene: Scene): Promise<Reach> {
  if (recipient.kind === 'person') return personDestination(db, recipient.person, scene);
  const channel = await officerChannel(db);
  const by = scene.messengers.find((one) => one.platform === channel?.platform);
  if (channel && channel.unreachableSince === undefined && by)
    return { kind: 'found', to: { kind: 'channel', tenant: channel.tenant, id: channel.id }, by };
  return officerDestination(db, scene);
}

async function personDestination(db: Db, personId: string, scene: Scene): Promise<Reach> {
  const person = await findPerson(db, personId);
  const accounts = (await accountsOf(db, personId)).filter((account) => account.state === 'tied');
  const reachable = scene.messengers.flatMap((by) =>
    accounts.filter(({ platform }) => platform === by.platform).map((account) => ({ by, account })),
  );
  const open = reachable.filter(({ account }) => (account.tryAgainAt ?? '') <= scene.now);
  const chosen = open.find(({ by }) => by.platform === person?.prefers) ?? open[0];
  if (!chosen) return { kind: reachable.length > 0 ? 'unreachable' : 'unknown' };
  const { tenant, user } = chosen.account;
  return { kind: 'found', to: { kind: 'person', tenant, user }, by: chosen.by };
}

/** Without a channel, the chargée de mission is written to directly. */
async function officerDestination(db: Db, scene: Scene): Promise<Reach> {
  let reach: Reach = { kind: 'unknown' };
  for (const person of await officersOf(db, scene.today)) {
    const one = await personDestination(db, person, scene);
    if (one.kind === 'found') return one;
    if (one.kind === 'unreachable') reach = one;
  }
  return reach;
}

async function officersOf(db: Db, today: string): Promise<readonly string[]> {
  const pact = await readPact(db);
  if (!pact) return [];
  return (await mandatesInForce(db, pact.definition.id, today))
    .filter((mandate) => mandate.role === 'programmeOfficer')
    .flatMap((mandate) => mandate.personId ?? []);
}

/** Somebody whom the directories of some platforms may know. */
export interface Sought {
  readonly email: string;
  /** Where they have no account yet. */
  readonly platforms: readonly string[];
}

/** E-mail addresses by which somebody never met yet could be found in a platform's directory. */
export async function soughtFor(
  db: Db,
  recipient: ToSomebody,
  { messengers, today }: Scene,
): Promise<readonly Sought[]> {
  const people = recipient.kind === 'person' ? [recipient.person] : await officersOf(db, today);
  const sought: Sought[] = [];
  for (const id of people) {
    const email = (await findPerson(db, id))?.email;
    const known = (await accountsOf(db, id)).map(({ platform }) => platform);
    const platforms = messengers.flatMap(({ platform }) =>
      known.includes(platform) ? [] : platform,
    );
    if (email && platforms.length > 0) sought.push({ email, platforms });
  }
  return sought;
}
