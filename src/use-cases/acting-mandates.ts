/**
 * What a person may act by in a pact: their own mandates of it and, while somebody who named them as
 * substitute is away, those of that person. A substitute who is away too hands on, except the role of the chargée
 * de mission: she alone names who stands in for her. An élu's seat is nobody else's.
 */
import type { MandateFacts } from '../domain/rights.ts';
import { awayBehind } from '../store/absences.ts';
import type { Db } from '../store/database.ts';
import { type Mandate, mandatesOf } from '../store/mandates.ts';

export type ActingMandate = Mandate & Pick<MandateFacts, 'lent'>;

export async function actingMandates(
  db: Db,
  personId: string,
  today: string,
  pactId: string,
): Promise<readonly ActingMandate[]> {
  const own = await mandatesOf(db, personId, today);
  const others: ActingMandate[] = [];
  const seen = new Set([personId]);
  const named = await awayBehind(db, personId, today);
  const waiting = [...named];
  for (let away = waiting.pop(); away !== undefined; away = waiting.pop()) {
    if (seen.has(away)) continue;
    seen.add(away);
    for (const mandate of await mandatesOf(db, away, today))
      if (isLent(mandate, named.includes(away))) others.push({ ...mandate, lent: true });
    waiting.push(...(await awayBehind(db, away, today)));
  }
  return [...own, ...others].filter((mandate) => mandate.pactId === pactId);
}

function isLent({ role }: Mandate, byItsHolder: boolean): boolean {
  if (role === 'electedOfficial') return false;
  return role !== 'programmeOfficer' || byItsHolder;
}
