/**
 * A person or a channel that nothing reaches any more: remembered, so that it is not tried again and
 * again, and told to the chargée de mission once.
 */
import { Temporal } from 'temporal-polyfill';
import { nextWorkingDay } from '../domain/calendar.ts';
import { parisDay, parisInstant } from '../domain/paris-time.ts';
import { sendingInstant } from '../domain/sending-hours.ts';
import { type Account, markUnreachable } from '../store/accounts.ts';
import type { Tx } from '../store/database.ts';
import { enqueue, isWaiting } from '../store/outbox.ts';
import { readPact } from '../store/pacts.ts';
import { saveSetting } from '../store/settings.ts';
import { officerChannel, officerChannelSetting } from './choose-channel.ts';

/** An account may be opened again without a word: it is tried once a week. */
const hoursBeforeNextTry = 7 * 24;
/** What is found out together is told together. */
const minutesToGather = 10;

interface Noting {
  readonly db: Tx;
  /** UTC instant. */
  readonly now: string;
  readonly newId: () => string;
}

export async function noteAccountUnreachable(noting: Noting, account: Account): Promise<void> {
  const tryAgainAt = later(noting.now, { hours: hoursBeforeNextTry });
  if (await markUnreachable(noting.db, account, noting.now, tryAgainAt)) await tell(noting);
}

/** The chargée de mission's channel: until she chooses one again, she is written to directly. */
export async function noteChannelUnreachable(
  noting: Noting,
  { platform, id }: { readonly platform: string; readonly id: string },
): Promise<void> {
  const channel = await officerChannel(noting.db);
  if (channel?.platform !== platform || channel.id !== id || channel.unreachableSince) return;
  await saveSetting(noting.db, officerChannelSetting, {
    ...channel,
    unreachableSince: noting.now,
  });
  await tell(noting);
}

/** One message a day at most, whatever the number: what comes after it left goes with the next. */
async function tell({ db, now, newId }: Noting): Promise<void> {
  const pact = await readPact(db);
  if (!pact) return;
  const { calendar } = pact.definition;
  let notBefore = sendingInstant(later(now, { minutes: minutesToGather }), calendar);
  const day = parisDay(notBefore);
  if ((await isWaiting(db, keyOf(day))) === false)
    notBefore = parisInstant(nextWorkingDay(day, calendar), calendar.sendingHours.from);
  await enqueue(db, {
    id: newId(),
    key: keyOf(parisDay(notBefore)),
    intent: 'unreachable',
    subjectId: pact.definition.id,
    recipient: { kind: 'officerChannel' },
    notBefore,
    createdAt: now,
  });
}

function later(instant: string, duration: { hours: number } | { minutes: number }): string {
  return Temporal.Instant.from(instant).add(duration).toString({ smallestUnit: 'millisecond' });
}

function keyOf(day: string): string {
  return `unreachable:${day}`;
}
