/** Who may answer for a seat today: mandates in force, and whoever stands in. */

import type { Seat, SeatOrigin, SeatPerson } from './events.ts';
import {
  type CircuitFacts,
  holdersWhere,
  isAbsent,
  oversightRole,
  programmeOfficers,
  roleHolders,
  substituteOf,
} from './facts.ts';

/** A seat, with what happened to it since the step opened. */
export interface HeldSeat extends Pick<Seat, 'origin' | 'standIn'> {
  /** Put in the place of the holders by the programme officer. */
  readonly assignedTo: string | null;
  readonly passed: readonly { readonly from: string; readonly to: string }[];
  /** Reached by escalation and entitled to answer (the programme officer decides with a reason). */
  readonly escalatedTo: readonly { readonly personId: string; readonly inPlaceOf: string | null }[];
}

/** The people whose mandates in force today give them the seat. */
export function mandateHolders(origin: SeatOrigin, facts: CircuitFacts): readonly string[] {
  switch (origin.kind) {
    case 'structure':
      return holdersWhere(facts, (m) => m.role === 'referent' && m.structure === origin.structure);
    case 'territory':
      return holdersWhere(
        facts,
        (m) => m.role === 'territoryReferent' && m.territory === origin.territory,
      );
    case 'pilot':
    case 'coPilot':
      return holdersWhere(
        facts,
        (m) => m.role === origin.kind && m.groupId !== null && m.groupId === origin.groupId,
      );
    case 'programmeOfficer':
      return programmeOfficers(facts);
    case 'role':
      return roleHolders(facts, origin.role);
    case 'structureRole':
      return chainHolders(origin, facts);
  }
}

/**
 * Everybody who may answer for the seat today, each once. The requester never does: nobody
 * approves their own request. Holders who are away stay entitled, their substitutes join them.
 */
export function seatPersons(
  seat: HeldSeat,
  requester: string,
  facts: CircuitFacts,
): readonly SeatPerson[] {
  const base = baseOf(seat, requester, facts);
  const passed = seat.passed.map(
    ({ from, to }): SeatPerson => ({ personId: to, via: 'passed', inPlaceOf: from }),
  );
  const escalated = seat.escalatedTo.map(
    ({ personId, inPlaceOf }): SeatPerson => ({ personId, via: 'escalated', inPlaceOf }),
  );
  const named = [...base, ...passed, ...escalated];
  const entitled = named.filter(
    ({ personId }) => personId !== requester && !facts.departed.includes(personId),
  );
  return distinct([...entitled, ...substitutesOf(entitled, requester, facts)]);
}

/** The requester's substitute, else the oversight role: who answers a last step left empty. */
export function standInsOf(requester: string, facts: CircuitFacts): readonly SeatPerson[] {
  const substitute = substituteOf(requester, facts);
  const people =
    substitute === undefined
      ? roleHolders(facts, oversightRole).filter((person) => person !== requester)
      : [substitute];
  return people.map((personId) => ({ personId, via: 'standIn', inPlaceOf: requester }));
}

/**
 * Those of the entitled people whom it is their turn to be asked: not those who handed over, not
 * those who are away while somebody else can answer.
 */
export function personsToAsk(
  persons: readonly SeatPerson[],
  seat: Pick<HeldSeat, 'passed'>,
  facts: CircuitFacts,
): readonly SeatPerson[] {
  const handedOver = new Set(seat.passed.map(({ from }) => from));
  const staying = persons.filter(({ personId }) => !handedOver.has(personId));
  const present = staying.filter(({ personId }) => !isAbsent(personId, facts));
  if (present.length > 0) return present;
  return staying.length > 0 ? staying : persons;
}

function baseOf(seat: HeldSeat, requester: string, facts: CircuitFacts): readonly SeatPerson[] {
  if (seat.assignedTo !== null) {
    return [{ personId: seat.assignedTo, via: 'reassigned', inPlaceOf: null }];
  }
  const holders = mandateHolders(seat.origin, facts).filter((person) => person !== requester);
  if (holders.length === 0 && seat.standIn) return standInsOf(requester, facts);
  return holders.map((personId) => ({ personId, via: 'mandate', inPlaceOf: null }));
}

function substitutesOf(
  entitled: readonly SeatPerson[],
  requester: string,
  facts: CircuitFacts,
): readonly SeatPerson[] {
  return entitled.flatMap(({ personId }): SeatPerson[] => {
    if (!isAbsent(personId, facts)) return [];
    const substitute = substituteOf(personId, facts, [requester]);
    if (substitute === undefined) return [];
    return [{ personId: substitute, via: 'substitute', inPlaceOf: personId }];
  });
}

function chainHolders(
  origin: Extract<SeatOrigin, { kind: 'structureRole' }>,
  facts: CircuitFacts,
): readonly string[] {
  const named = (structure: string | null) =>
    holdersWhere(
      facts,
      (m) => m.role === 'named' && m.namedRole === origin.role && m.structure === structure,
    );
  const own = named(origin.structure);
  // A role written without its structure is the whole pact's.
  return own.length > 0 ? own : named(null);
}

function distinct(persons: readonly SeatPerson[]): readonly SeatPerson[] {
  const seen = new Set<string>();
  return persons.filter(({ personId }) => {
    const first = !seen.has(personId);
    seen.add(personId);
    return first;
  });
}
