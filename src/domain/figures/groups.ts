/**
 * Working groups: their actions, their concertations, and whether anybody pilots them. Presence,
 * concertations and participants are computed, never typed (PTI 2022-2025, §1.4).
 */
import type { PactDefinition } from '../pact.ts';
import { type ActionCounts, countActions, type StandingAction } from './actions.ts';
import type { GroupFact, HeldMeeting, SeatMandate } from './facts.ts';
import type { Period } from './period.ts';

export interface Concertations {
  readonly meetings: number;
  readonly participants: number;
  /** Those on whose day the group had a pilot or a co-pilot. */
  readonly piloted: number;
}

export interface GroupFigures extends Concertations {
  readonly group: GroupFact;
  /** It was at work in the period; else it was retired before, and only its actions remain. */
  readonly standing: boolean;
  /** On several territories: counted once in the département's figures. */
  readonly shared: boolean;
  readonly actions: ActionCounts;
  /** Seats held on the last day. */
  readonly pilot: boolean;
  readonly coPilot: boolean;
  /** One of the two comes from a partner of the Département. */
  readonly partnerPilot: boolean;
  /** Both are held, by one and the same structure. */
  readonly sameStructure: boolean;
}

export function groupFigures(
  groups: readonly GroupFact[],
  known: {
    readonly pact: PactDefinition;
    readonly mandates: readonly SeatMandate[];
    readonly meetings: readonly HeldMeeting[];
    readonly actions: readonly StandingAction[];
    readonly period: Period;
  },
): readonly GroupFigures[] {
  const { pact, period } = known;
  const pilotsOf = Map.groupBy(
    known.mandates.filter(({ groupId, held }) => groupId !== null && held),
    ({ groupId }) => groupId ?? '',
  );
  const actionsOf = Map.groupBy(known.actions, ({ fact }) => fact.groupId);
  const meetingsOf = Map.groupBy(
    known.meetings.filter(({ body }) => body === 'workingGroup'),
    ({ of }) => of,
  );
  const ofDepartment = departmentStructures(pact);
  return groups.map((group) => {
    const pilots = pilotsOf.get(group.id) ?? [];
    const now = pilots.filter((mandate) => isInForce(mandate, period.until));
    const structures = new Set(now.map(({ structure }) => structure));
    const pilot = now.some(({ role }) => role === 'pilot');
    const coPilot = now.some(({ role }) => role === 'coPilot');
    return {
      group,
      standing: group.retiredOn === null || group.retiredOn > period.from,
      shared: group.territories.length > 1,
      actions: countActions(actionsOf.get(group.id) ?? []),
      ...concertationsOf(meetingsOf.get(group.id) ?? [], pilots, period),
      ...{ pilot, coPilot },
      partnerPilot: now.some(({ structure }) => structure !== null && !ofDepartment.has(structure)),
      sameStructure: pilot && coPilot && structures.size === 1,
    };
  });
}

export function isInForce({ startsOn, endsOn }: SeatMandate, day: string): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn);
}

function concertationsOf(
  meetings: readonly HeldMeeting[],
  pilots: readonly SeatMandate[],
  { from, until }: Period,
): Concertations {
  const held = meetings.filter(({ on }) => from <= on && on <= until);
  return {
    meetings: held.length,
    participants: held.reduce((sum, { participants }) => sum + participants, 0),
    piloted: held.filter(({ on }) => pilots.some((mandate) => isInForce(mandate, on))).length,
  };
}

export function sumConcertations(groups: readonly Concertations[]): Concertations {
  return groups.reduce(
    (sum, one) => ({
      meetings: sum.meetings + one.meetings,
      participants: sum.participants + one.participants,
      piloted: sum.piloted + one.piloted,
    }),
    { meetings: 0, participants: 0, piloted: 0 },
  );
}

function departmentStructures({ structures }: PactDefinition): ReadonlySet<string> {
  return new Set(
    structures.filter(({ category }) => category === 'department').map(({ code }) => code),
  );
}
