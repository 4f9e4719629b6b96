/** Where somebody is reached: one platform each, the one they prefer (SPEC §9). */

import { accountsOf } from '../store/accounts.ts';
import type { Db } from '../store/database.ts';
import { mandatesInForce } from '../store/mandates.ts';
import type { Recipient } from '../store/outbox.ts';
import { readPact } from '../store/pacts.ts';
import { findPerson } from '../store/people.ts';
import { officerChannel } from '../use-cases/choose-channel.ts';
import type { Destination, Messenger } from './messenger.ts';

export interface Found {
  readonly to: Destination;
  readonly by: Messenger;
}

export async function findDestination(
  db: Db,
  recipient: Exclude<Recipient, { kind: 'copy' }>,
  messengers: readonly Messenger[],
  today: string,
): Promise<Found | undefined> {
  if (recipient.kind === 'person') return personDestination(db, recipient.person, messengers);
  const channel = await officerChannel(db);
  const by = messengers.find((one) => one.platform === channel?.platform);
  if (channel && by) return { to: { kind: 'channel', tenant: channel.tenant, id: channel.id }, by };
  return officerDestination(db, messengers, today);
}

async function personDestination(
  db: Db,
  personId: string,
  messengers: readonly Messenger[],
): Promise<Found | undefined> {
  const person = await findPerson(db, personId);
  const accounts = (await accountsOf(db, personId)).filter((account) => account.state === 'tied');
  const reachable = messengers.flatMap((by) => {
    const account = accounts.find((one) => one.platform === by.platform);
    return account ? [{ by, account }] : [];
  });
  const chosen = reachable.find(({ by }) => by.platform === person?.prefers) ?? reachable[0];
  return (
    chosen && {
      to: { kind: 'person', tenant: chosen.account.tenant, user: chosen.account.user },
      by: chosen.by,
    }
  );
}

/** Without a channel, the chargée de mission is written to directly. */
async function officerDestination(
  db: Db,
  messengers: readonly Messenger[],
  today: string,
): Promise<Found | undefined> {
  for (const person of await officersOf(db, today)) {
    const found = await personDestination(db, person, messengers);
    if (found) return found;
  }
  return undefined;
}

async function officersOf(db: Db, today: string): Promise<readonly string[]> {
  const pact = await readPact(db);
  if (!pact) return [];
  return (await mandatesInForce(db, pact.definition.id, today))
    .filter((mandate) => mandate.role === 'programmeOfficer')
    .flatMap((mandate) => mandate.personId ?? []);
}

/** E-mail addresses by which somebody never met yet could be found in a platform's directory. */
export async function addressesOf(
  db: Db,
  recipient: Exclude<Recipient, { kind: 'copy' }>,
  today: string,
): Promise<readonly string[]> {
  const people = recipient.kind === 'person' ? [recipient.person] : await officersOf(db, today);
  const found = await Promise.all(people.map((person) => findPerson(db, person)));
  return found.flatMap((person) => person?.email ?? []);
}
