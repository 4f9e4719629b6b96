/**
 * What a person may act by: their own mandates and, while somebody who named them as substitute is
 * away, those of that person. A substitute who is away too hands on; an élu's seat is nobody else's.
 */
import { awayBehind } from '../store/absences.ts';
import type { Db } from '../store/database.ts';
import { type Mandate, mandatesOf } from '../store/mandates.ts';

export async function actingMandates(
  db: Db,
  personId: string,
  today: string,
): Promise<readonly Mandate[]> {
  const own = await mandatesOf(db, personId, today);
  const others: Mandate[] = [];
  const seen = new Set([personId]);
  const waiting = [...(await awayBehind(db, personId, today))];
  for (let away = waiting.pop(); away !== undefined; away = waiting.pop()) {
    if (seen.has(away)) continue;
    seen.add(away);
    others.push(...(await mandatesOf(db, away, today)));
    waiting.push(...(await awayBehind(db, away, today)));
  }
  return [...own, ...others.filter(({ role }) => role !== 'electedOfficial')];
}
