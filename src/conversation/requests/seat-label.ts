/** The name of a seat: what it stands for, whoever holds it. */
import type { SeatOrigin } from '../../domain/circuit/events.ts';
import { namedRoleLabel, structureLabel, territoryLabel } from '../labels.ts';
import type { Names } from '../names.ts';

export function seatLabel(names: Names, origin: SeatOrigin): string {
  switch (origin.kind) {
    case 'structure':
      return structureLabel(names, origin.structure);
    case 'territory':
      return `Référent ou référente du territoire ${territoryLabel(names, origin.territory)}`;
    case 'pilot':
      return 'Pilote du groupe';
    case 'coPilot':
      return 'Co-pilote du groupe';
    case 'programmeOfficer':
      return 'Chargée de mission PTI';
    case 'role':
      return namedRoleLabel(names, origin.role);
    case 'structureRole':
      return `${structureLabel(names, origin.structure)}, ${namedRoleLabel(names, origin.role)}`;
  }
}
