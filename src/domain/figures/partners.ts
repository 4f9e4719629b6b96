/** «L'intégration de nouveaux partenaires» and the seats that nobody holds (PTI 2022-2025, §1.4). */
import type { PactDefinition } from '../pact.ts';
import { aboutAt, type StandingAction } from './actions.ts';
import type { SeatMandate, SignatoryFact } from './facts.ts';
import { type GroupFigures, isInForce } from './groups.ts';
import type { Period, Scope } from './period.ts';

export interface PartnerFigures {
  /** At the end of the period. */
  readonly signatories: number;
  /** Codes of those who signed after the beginning of the pact, in the period. */
  readonly newSignatories: readonly string[];
  /** Structures that held a mandate in the period or are engaged in an action at its end. */
  readonly involved: number;
  /**
   * Those among them that were not involved before the period; `null` when nothing before it is
   * known to compare with.
   */
  readonly newlyInvolved: readonly string[] | null;
}

export interface VacantSeats {
  /** Codes of signatory structures without a référent. */
  readonly structures: readonly string[];
  /** Codes of territories without their référent. */
  readonly territories: readonly string[];
  /** Codes of groups. */
  readonly pilots: readonly string[];
  readonly coPilots: readonly string[];
  /** Groups whose two pilots come from one structure, where the pact asks for two. */
  readonly sameStructure: readonly string[];
}

export function partnerFigures(
  facts: {
    readonly pact: PactDefinition;
    readonly mandates: readonly SeatMandate[];
    readonly signatories: readonly SignatoryFact[];
    readonly trackedFrom: string;
  },
  actions: readonly StandingAction[],
  period: Period,
): PartnerFigures {
  const { pact, mandates, signatories, trackedFrom } = facts;
  const { from, until, fromInstant } = period;
  const signed = standingSignatories(pact, signatories, until);
  const involved = new Set<string>();
  const before = new Set<string>();
  for (const { structure, startsOn, endsOn, held } of mandates) {
    if (structure === null || !held) continue;
    if (startsOn < from) before.add(structure);
    if (startsOn <= until && (endsOn === null || endsOn >= from)) involved.add(structure);
  }
  for (const { fact, about } of actions) {
    for (const code of about.structures) involved.add(code);
    if (fact.createdAt < fromInstant)
      for (const code of aboutAt(fact, fromInstant).structures) before.add(code);
  }
  return {
    signatories: signed.length,
    newSignatories: signed
      .filter(({ since }) => since > pact.startsOn && from <= since)
      .map(({ structure }) => structure),
    involved: involved.size,
    newlyInvolved:
      from <= trackedFrom || from <= pact.startsOn
        ? null
        : pact.structures.map(({ code }) => code).filter((c) => involved.has(c) && !before.has(c)),
  };
}

interface Retirable {
  readonly retiredOn?: string | null;
}

function isStanding({ retiredOn }: Retirable, day: string): boolean {
  return !retiredOn || retiredOn > day;
}

/** Who had signed by a day, and was of the pact on it, in the order of the pact. */
function standingSignatories(
  { structures }: PactDefinition,
  signatories: readonly SignatoryFact[],
  day: string,
): readonly SignatoryFact[] {
  const signed = new Map(signatories.map((one) => [one.structure, one]));
  return structures.flatMap((structure) => {
    const signature = signed.get(structure.code);
    const counts = signature && signature.since <= day && isStanding(structure, day);
    return counts ? [signature] : [];
  });
}

/** The seats that nobody held on the last day of the period. */
export function vacantSeats(
  facts: {
    readonly pact: PactDefinition;
    readonly mandates: readonly SeatMandate[];
    readonly signatories: readonly SignatoryFact[];
  },
  groups: readonly GroupFigures[],
  { until }: Pick<Period, 'until'>,
  scope: Scope,
): VacantSeats {
  const { pact, mandates, signatories } = facts;
  const seated = mandates.filter((mandate) => mandate.held && isInForce(mandate, until));
  const holds = (role: SeatMandate['role'], key: 'structure' | 'territory', code: string) =>
    seated.some((mandate) => mandate.role === role && mandate[key] === code);
  const stands = (one: Retirable) => isStanding(one, until);
  const standing = groups.filter(({ group }) => stands(group));
  const codes = (of: readonly GroupFigures[]) => of.map(({ group }) => group.code);
  return {
    structures: standingSignatories(pact, signatories, until)
      .map(({ structure }) => structure)
      .filter((code) => !holds('referent', 'structure', code)),
    territories: pact.territories
      .filter(stands)
      .map(({ code }) => code)
      .filter((code) => scope.kind === 'pact' || code === scope.code)
      .filter((code) => !holds('territoryReferent', 'territory', code)),
    pilots: codes(standing.filter(({ pilot }) => !pilot)),
    coPilots: codes(standing.filter(({ coPilot }) => !coPilot)),
    sameStructure: pact.bodies.pilotsFromTwoStructures
      ? codes(standing.filter(({ sameStructure }) => sameStructure))
      : [],
  };
}
