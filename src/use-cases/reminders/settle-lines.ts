/**
 * Lines that were answered since their digest left: the digest is rewritten, so that it offers no
 * button for what is done. Rewriting disturbs nobody and goes at any hour.
 */
import type { Standing } from '../../domain/obligations/standing.ts';
import { parisDay, parisInstant } from '../../domain/paris-time.ts';
import { bumpDigest, findDigest, openReminders, saveStanding } from '../../store/reminders.ts';
import { rewriteCopies } from '../rewrite-copies.ts';
import { carrierOf, digestsKeptFrom } from './carried-digests.ts';
import type { SendContext } from './send-digests.ts';

export type SettleContext = Omit<SendContext, 'history'>;

/** @returns how many digests no longer say what they said */
export async function settleLines(context: SettleContext): Promise<number> {
  const { db, now, obligations } = context;
  const today = parisDay(now);
  const changed = new Set<string>();
  for (const line of await openReminders(db, parisInstant(digestsKeptFrom(today), '00:00'))) {
    const standing = obligations.standings(line.pactId, today)?.of(line) ?? closed;
    if (JSON.stringify(standing) === JSON.stringify(line.standing)) continue;
    await saveStanding(db, line.key, standing, standing.settled ? now : null);
    changed.add(line.digestId);
  }
  for (const digestId of changed) await rewrite(context, digestId);
  return changed.size;
}

/** The pact was closed: nothing of it waits for anybody. */
const closed: Standing = { settled: true, remaining: [], snoozedUntil: null };

async function rewrite(context: SettleContext, digestId: string): Promise<void> {
  const { db } = context;
  const digest = await findDigest(db, digestId);
  if (!digest) return;
  const carrier = await carrierOf(db, digest);
  const version = await bumpDigest(db, carrier);
  await rewriteCopies(context, carrier, version);
}
