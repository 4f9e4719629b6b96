/** What is computed of a group and never asked (SPEC §8), in words. */

import { count } from '../../french/plural.ts';
import type { Db } from '../../store/database.ts';
import type { Pact } from '../../store/pacts.ts';
import { type ComputedFigures, readComputed } from '../../use-cases/indicators/read-computed.ts';

/** The sentence of each group, by id; nothing of one that came after the year. */
export async function computedSentences(
  { db, today, pact }: { readonly db: Db; readonly today: string; readonly pact: Pact },
  of: { readonly year: number; readonly groups: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const figures = await readComputed(db, pact, { ...of, today });
  return new Map([...figures].map(([id, one]) => [id, computedSentence(one)]));
}

/** «Calculé par le relais : 4 concertations, 31 participants ; pilote et co-pilote présents.» */
export function computedSentence(figures: ComputedFigures): string {
  if (figures.untracked) return 'Calculé par le relais : année non suivie.';
  const { meetings, participants } = figures;
  const held = `${count(meetings, 'concertation', 'concertations')}, ${count(participants, 'participant', 'participants')}`;
  return `Calculé par le relais : ${held} ; ${seats(figures)}.`;
}

function seats({ pilot, coPilot, partnerPilot }: ComputedFigures): string {
  const partner = partnerPilot ? ', pilotage partenaire' : '';
  if (pilot && coPilot) return `pilote et co-pilote présents${partner}`;
  if (pilot) return `pilote présent${partner}, siège de co-pilote vacant`;
  if (coPilot) return `co-pilote présent${partner}, siège de pilote vacant`;
  return 'sièges de pilote et de co-pilote vacants';
}
