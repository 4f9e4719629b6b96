/** The reminders that would leave between two days, for the command line (`relais plan`). */
import { plan } from '../domain/obligations/plan.ts';
import { inOrder, type Reminder } from '../domain/obligations/reminder.ts';
import type { Db } from '../store/database.ts';
import { openPacts, readObligations } from './read-obligations.ts';

/**
 * @param from first day, `YYYY-MM-DD`
 * @param to last day, included
 * @returns `undefined` when no open pact is loaded
 */
export async function planReminders(
  db: Db,
  from: string,
  to: string,
): Promise<readonly Reminder[] | undefined> {
  const pacts = await openPacts(db);
  if (pacts.length === 0) return undefined;
  const reminders: Reminder[] = [];
  for (const pact of pacts)
    reminders.push(...plan(pact.definition, await readObligations(db, pact), from, to));
  return inOrder(reminders);
}
