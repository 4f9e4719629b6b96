/** Coverage: which seats of the pact have nobody, as reminders list them (SPEC §7, «vacant seats»). */

import { type VacantSeat as Vacancy, vacantSeatsOn } from '../../domain/obligations/vacant-seat.ts';
import { count } from '../../french/plural.ts';
import { absencesFrom } from '../../store/absences.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import { absenceFact } from '../../use-cases/validation/facts.ts';
import { personName, structureLabel, territoryLabel } from '../labels.ts';
import type { Names } from '../names.ts';
import type { Turn } from '../turn.ts';

export interface VacantSeat {
  readonly kind: Vacancy['kind'] | 'sameStructure';
  /** Code of the structure, territory or group; the person's id for an absence. */
  readonly code: string;
  readonly words: string;
}

export async function vacantSeats(turn: Turn): Promise<readonly VacantSeat[]> {
  const { definition } = turn.pact;
  const { names, today } = turn;
  const mandates = await mandatesInForce(turn.db, definition.id, today);
  const held = mandates.filter((mandate) => mandate.personId !== null);
  const groups = [...names.groupsById.values()];
  const facts = {
    mandates: mandates.map((mandate) => ({ ...mandate, knownSince: null })),
    groups: groups.map((group) => ({ ...group, createdOn: today, indicatorYears: [] })),
    absences: (await absencesFrom(turn.db, today)).map(absenceFact),
  };
  const seats: VacantSeat[] = vacantSeatsOn(definition, facts, today).map(({ kind, code }) => ({
    ...{ kind, code },
    words: seatWords(names, kind, code),
  }));
  if (!definition.bodies.pilotsFromTwoStructures) return seats;
  for (const group of groups) {
    const pilots = held.filter((one) => one.groupId === group.id);
    const structures = new Set(pilots.map((one) => one.structure));
    if (pilots.length > 1 && structures.size === 1)
      seats.push({
        kind: 'sameStructure',
        code: group.code,
        words: `${group.code} - ${group.title} : pilote et co-pilote de la même structure`,
      });
  }
  return seats;
}

/** @param code of the structure, territory or group; the person's id for an absence */
export function seatWords(names: Names, kind: string, code: string): string {
  const group = names.groupsByCode.get(code);
  switch (kind) {
    case 'structure':
      return `${structureLabel(names, code)} : référent ou référente PTI à désigner`;
    case 'territory':
      return `${territoryLabel(names, code)} : référent ou référente du Département à désigner`;
    case 'substitute':
      return `${personName(names, code)} : absence sans suppléance`;
    default:
      return `${code} - ${group?.title ?? ''} : ${kind === 'pilot' ? 'pilote' : 'co-pilote'} à désigner`;
  }
}

/** «3 sièges vacants», and beside them the groups whose pilots come from one structure. */
export function vacancyWords(seats: readonly VacantSeat[]): string {
  const same = seats.filter((seat) => seat.kind === 'sameStructure').length;
  const vacant = count(seats.length - same, 'siège vacant', 'sièges vacants');
  return same > 0
    ? `${vacant}, ${count(same, 'groupe', 'groupes')} à deux pilotes d’une même structure`
    : vacant;
}
