/** Coverage: which seats of the pact have nobody (SPEC §7, «vacant seats»). */

import { count } from '../../french/plural.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import { personName, structureLabel, territoryLabel } from '../labels.ts';
import type { Names } from '../names.ts';
import type { Turn } from '../turn.ts';

export interface VacantSeat {
  readonly kind: 'structure' | 'territory' | 'pilot' | 'coPilot' | 'sameStructure';
  /** Code of the structure, territory or group. */
  readonly code: string;
  readonly words: string;
}

export async function vacantSeats(turn: Turn): Promise<readonly VacantSeat[]> {
  const { definition } = turn.pact;
  const mandates = await mandatesInForce(turn.db, definition.id, turn.today);
  const held = mandates.filter((mandate) => mandate.personId !== null);
  const seats: VacantSeat[] = [];
  for (const structure of definition.structures)
    if (
      structure.signatory &&
      !structure.retiredOn &&
      !held.some((one) => one.role === 'referent' && one.structure === structure.code)
    )
      seats.push({
        kind: 'structure',
        code: structure.code,
        words: seatWords(turn.names, 'structure', structure.code),
      });
  for (const territory of definition.territories)
    if (
      !territory.retiredOn &&
      !held.some((one) => one.role === 'territoryReferent' && one.territory === territory.code)
    )
      seats.push({
        kind: 'territory',
        code: territory.code,
        words: seatWords(turn.names, 'territory', territory.code),
      });
  for (const group of turn.names.groupsById.values()) {
    const pilots = held.filter((one) => one.groupId === group.id);
    for (const role of ['pilot', 'coPilot'] as const)
      if (!pilots.some((one) => one.role === role))
        seats.push({
          kind: role,
          code: group.code,
          words: seatWords(turn.names, role, group.code),
        });
    const structures = new Set(pilots.map((one) => one.structure));
    if (definition.bodies.pilotsFromTwoStructures && pilots.length > 1 && structures.size === 1)
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
