/**
 * A digest that could not leave is told by the next one, so that nobody gets two in a day; once it
 * is sent, it is its message that is rewritten when a line of theirs is answered.
 */
import { addDays, addMonths } from '../../domain/days.ts';
import type { Db } from '../../store/database.ts';
import { sentKeys } from '../../store/outbox.ts';
import { type Digest, digestsOf } from '../../store/reminders.ts';

/** Nobody reads a digest of more than a year ago again: it is no longer rewritten, nor findable. */
const monthsKept = 12;

/** The first day whose digests are still kept up to date. */
export function digestsKeptFrom(today: string): string {
  return addMonths(today, -monthsKept);
}

/** What could not be said for longer than that is told by its next stage, if there is one. */
const daysCarried = 60;

/** The key of a digest in the outbox. */
export function digestKey(id: string): string {
  return `digest:${id}`;
}

/** A later digest of the same person tells what this one would. */
export async function isOvertaken(db: Db, digest: Digest): Promise<boolean> {
  return (await digestsOf(db, digest.personId)).some(({ day }) => day > digest.day);
}

/** Ids of the digests whose lines this one tells: its own, and those before it that never left. */
export async function digestsCarriedBy(db: Db, digest: Digest): Promise<readonly string[]> {
  const since = addDays(digest.day, -daysCarried);
  const before = (await digestsOf(db, digest.personId)).filter(
    ({ day }) => day >= since && day < digest.day,
  );
  const sent = await sentKeys(
    db,
    before.map(({ id }) => digestKey(id)),
  );
  const last = before.findLastIndex(({ id }) => sent.has(digestKey(id)));
  return [...before.slice(last + 1).map(({ id }) => id), digest.id];
}

/** The digest that told the lines of one: itself, or the first that was sent after it. */
export async function carrierOf(db: Db, digest: Digest): Promise<string> {
  const after = (await digestsOf(db, digest.personId)).filter(({ day }) => day >= digest.day);
  const sent = await sentKeys(
    db,
    after.map(({ id }) => digestKey(id)),
  );
  return after.find(({ id }) => sent.has(digestKey(id)))?.id ?? digest.id;
}
