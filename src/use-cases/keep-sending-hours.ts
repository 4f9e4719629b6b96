/**
 * What could not leave in sending hours waits for the next opening: a failure that ends at night, or
 * a start in the evening, wakes nobody up (SPEC §7). Rewritten messages disturb nobody.
 */
import { isSendingTime, sendingInstant } from '../domain/sending-hours.ts';
import type { Db, Tx } from '../store/database.ts';
import { putOff } from '../store/outbox.ts';
import { readPact } from '../store/pacts.ts';

/** @param now UTC instant. @returns how many messages were put off */
export async function keepSendingHours(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const calendar = (await readPact(tx))?.definition.calendar;
    if (!calendar || isSendingTime(now, calendar)) return 0;
    return putOff(tx, now, sendingInstant(now, calendar));
  });
}

/**
 * Whether messages may leave at an instant. Asked before each: the pact is read once a minute, the
 * least that its hours can tell apart.
 */
export function sendingTime(): (db: Tx, now: string) => Promise<boolean> {
  let known: { readonly minute: string; readonly open: boolean } | undefined;
  return async (db, now) => {
    const minute = now.slice(0, 'YYYY-MM-DDThh:mm'.length);
    if (known?.minute !== minute) {
      const calendar = (await readPact(db))?.definition.calendar;
      known = { minute, open: calendar === undefined || isSendingTime(now, calendar) };
    }
    return known.open;
  };
}
