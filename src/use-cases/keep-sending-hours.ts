/**
 * What could not leave in sending hours waits for the next opening: a failure that ends at night, or
 * a start in the evening, wakes nobody up (SPEC §7). Rewritten messages disturb nobody.
 */
import { isSendingTime, sendingInstant } from '../domain/sending-hours.ts';
import type { Db } from '../store/database.ts';
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
