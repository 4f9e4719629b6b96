/**
 * What the engine is told about people on the day: who holds which mandate, who is away, who
 * stands in. Everything is passed in; the engine reads no clock and no store.
 */
import type { HolidayOptions } from '../holidays.ts';
import type { StructureChain } from '../pact.ts';
import type { Role } from '../terms.ts';

/** The role of the pact file that stands in when nobody else may decide. */
export const oversightRole = 'oversight';

/** A mandate as the directory keeps it; ended ones may be passed too, they explain refusals. */
export interface MandateFact {
  /** `null`: a seat known to be vacant. */
  readonly personId: string | null;
  readonly role: Role;
  readonly namedRole: string | null;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly groupId: string | null;
  /** First and last day, both included; `null`: no end known. */
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Both days included. */
export interface Absence {
  readonly personId: string;
  readonly from: string;
  readonly until: string;
  readonly substituteId: string | null;
}

/** A suppléance that holds whether or not the person is away. */
export interface Substitution {
  readonly personId: string;
  readonly substituteId: string;
  readonly from: string;
  readonly until: string | null;
}

/** What the request is about, as far as seats depend on it. */
export interface SubjectFacts {
  /** Structures engaged in the action (default: its pilots'). */
  readonly structures: readonly string[];
  /** Several for a group shared by several territories. */
  readonly territories: readonly string[];
  readonly groupId: string | null;
}

export interface CircuitFacts {
  /** Local day, `YYYY-MM-DD`: that of the instant given beside the facts. */
  readonly today: string;
  readonly calendar: HolidayOptions;
  readonly mandates: readonly MandateFact[];
  readonly absences: readonly Absence[];
  readonly substitutions: readonly Substitution[];
  /** People who left: they hold nothing any more, whatever else is recorded. */
  readonly departed: readonly string[];
  readonly subject: SubjectFacts;
  /** Internal chains of the pact file; a request uses those of the day it was asked. */
  readonly chains: readonly StructureChain[];
}

/** A mandate in force today of somebody who has not left. */
export function inForce(mandate: MandateFact, facts: CircuitFacts): boolean {
  return (
    mandate.personId !== null &&
    mandate.startsOn <= facts.today &&
    (mandate.endsOn === null || mandate.endsOn >= facts.today) &&
    !facts.departed.includes(mandate.personId)
  );
}

/** The people whose mandates in force satisfy the test, each once, in the order of the mandates. */
export function holdersWhere(
  facts: CircuitFacts,
  test: (mandate: MandateFact) => boolean,
): readonly string[] {
  const people = new Set<string>();
  for (const mandate of facts.mandates) {
    if (mandate.personId !== null && inForce(mandate, facts) && test(mandate)) {
      people.add(mandate.personId);
    }
  }
  return [...people];
}

export function programmeOfficers(facts: CircuitFacts): readonly string[] {
  return holdersWhere(facts, (mandate) => mandate.role === 'programmeOfficer');
}

export function roleHolders(facts: CircuitFacts, role: string): readonly string[] {
  return holdersWhere(facts, (mandate) => mandate.role === 'named' && mandate.namedRole === role);
}

export function isAbsent(personId: string, facts: CircuitFacts): boolean {
  return absenceToday(personId, facts) !== undefined;
}

/**
 * Who stands in for a person today: the substitute of the absence in force, else of a standing
 * suppléance. A substitute who is away too hands on to their own; nobody stands in for themselves.
 */
export function substituteOf(
  personId: string,
  facts: CircuitFacts,
  excluded: readonly string[] = [],
): string | undefined {
  const seen = new Set([personId, ...excluded]);
  let next = namedSubstitute(personId, facts);
  while (next !== undefined && !seen.has(next) && !facts.departed.includes(next)) {
    if (!isAbsent(next, facts)) return next;
    seen.add(next);
    next = namedSubstitute(next, facts);
  }
  return undefined;
}

/** The substitute of today, else of the person's next absence: one may hand over before leaving. */
export function substituteToPassTo(
  personId: string,
  facts: CircuitFacts,
  excluded: readonly string[],
): string | undefined {
  const today = substituteOf(personId, facts, excluded);
  if (today !== undefined) return today;
  const next = facts.absences
    .filter((absence) => absence.personId === personId && absence.from > facts.today)
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0]?.substituteId;
  if (next === undefined || next === null) return undefined;
  const barred = next === personId || excluded.includes(next) || facts.departed.includes(next);
  return barred || isAbsent(next, facts) ? undefined : next;
}

function namedSubstitute(personId: string, facts: CircuitFacts): string | undefined {
  const away = facts.absences.find(
    (absence) =>
      absence.personId === personId &&
      covers(absence, facts.today) &&
      absence.substituteId !== null,
  );
  if (away?.substituteId) return away.substituteId;
  return facts.substitutions.find(
    (standing) => standing.personId === personId && covers(standing, facts.today),
  )?.substituteId;
}

function absenceToday(personId: string, facts: CircuitFacts): Absence | undefined {
  return facts.absences.find(
    (absence) => absence.personId === personId && covers(absence, facts.today),
  );
}

function covers(
  period: { readonly from: string; readonly until: string | null },
  day: string,
): boolean {
  return period.from <= day && (period.until === null || day <= period.until);
}
