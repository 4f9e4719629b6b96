/** Who holds what on a day, found fast: mandates, absences, pauses and preferences by person. */
import type { Absence } from '../circuit/facts.ts';
import type { ReminderRecipient } from '../reminder-policy.ts';
import type { DatedMandate, ObligationFacts, Pause, Preference } from './facts.ts';

/** What a stage's recipients are resolved against. */
export interface Place {
  readonly territory?: string;
  readonly groupId?: string;
  readonly personId?: string;
}

export interface People {
  /** Holders of the roles on the day, each once; never an élu or an élue (PTI 2022-2025, B:226). */
  holders(to: readonly ReminderRecipient[], place: Place, day: string): readonly string[];
  /** Somebody holds the seat on the day. */
  isHeld(seat: string, day: string): boolean;
  absenceOn(personId: string, day: string): Absence | undefined;
  /** The substitute of an absence, or the substitute's own when they are away too. */
  substituteOn(personId: string, day: string): string | undefined;
  /** The last day of the pause in force. */
  pausedUntil(personId: string, day: string, about: string): string | undefined;
  preference(personId: string): Preference | undefined;
  readonly absences: readonly Absence[];
  /** A mandate of the person, other than an élu's, is in force on the day. */
  isActive(personId: string, day: string): boolean;
}

/** The seat of a mandate, as one text: the same seat held by another has the same one. */
export function seatOf(mandate: Omit<DatedMandate, 'personId' | 'id' | 'knownSince'>): string {
  switch (mandate.role) {
    case 'referent':
      return `referent:${mandate.structure}`;
    case 'territoryReferent':
      return `territoryReferent:${mandate.territory}`;
    case 'pilot':
    case 'coPilot':
      return `${mandate.role}:${mandate.groupId}`;
    case 'named':
      return `named:${mandate.namedRole}:${mandate.structure ?? ''}:${mandate.territory ?? ''}`;
    default:
      return mandate.role;
  }
}

function covers(
  period: { readonly from: string; readonly until: string | null },
  day: string,
): boolean {
  return period.from <= day && (period.until === null || day <= period.until);
}

export function inForce(mandate: DatedMandate, day: string): boolean {
  return (
    mandate.personId !== null &&
    mandate.startsOn <= day &&
    (mandate.endsOn === null || day <= mandate.endsOn)
  );
}

export function indexPeople(
  facts: Pick<ObligationFacts, 'mandates' | 'groups' | 'absences' | 'pauses' | 'preferences'>,
): People {
  const seats = groupBy(facts.mandates, seatOf);
  const mandatesOf = groupBy(facts.mandates, ({ personId }) => personId ?? '');
  const groups = groupBy(
    facts.groups.flatMap(({ id, territories, retiredOn }) =>
      territories.map((territory) => ({ id, territory, retiredOn })),
    ),
    ({ territory }) => territory,
  );
  const absencesOf = groupBy(facts.absences, ({ personId }) => personId);
  const pausesOf = groupBy<Pause>(facts.pauses, ({ personId }) => personId);
  const preferences = new Map(facts.preferences.map((one) => [one.personId, one]));
  const isElected = (personId: string, day: string) =>
    (mandatesOf.get(personId) ?? []).some((m) => m.role === 'electedOfficial' && inForce(m, day));
  const seated = (seat: string, day: string) =>
    (seats.get(seat) ?? [])
      .filter((mandate) => inForce(mandate, day))
      .flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const pilots = (groupId: string, day: string) => [
    ...seated(`pilot:${groupId}`, day),
    ...seated(`coPilot:${groupId}`, day),
  ];
  const named = (to: ReminderRecipient, place: Place, day: string): readonly string[] => {
    switch (to) {
      case 'territoryReferent':
        return seated(`territoryReferent:${place.territory}`, day);
      case 'territoryPilots':
        return (groups.get(place.territory ?? '') ?? [])
          .filter(({ retiredOn }) => retiredOn === null || retiredOn > day)
          .flatMap(({ id }) => pilots(id, day));
      case 'groupPilots':
        return pilots(place.groupId ?? '', day);
      case 'programmeOfficer':
        return seated('programmeOfficer', day);
      case 'mandateHolder':
        return place.personId === undefined ? [] : [place.personId];
    }
  };
  const absenceOn = (personId: string, day: string) =>
    (absencesOf.get(personId) ?? []).find((absence) => covers(absence, day));
  return {
    holders(to, place, day) {
      const all = new Set(to.flatMap((recipient) => named(recipient, place, day)));
      return [...all].filter((personId) => !isElected(personId, day));
    },
    isHeld: (seat, day) => (seats.get(seat) ?? []).some((mandate) => inForce(mandate, day)),
    absenceOn,
    substituteOn(personId, day) {
      const seen = new Set([personId]);
      let next = absenceOn(personId, day)?.substituteId ?? undefined;
      while (next !== undefined && !seen.has(next)) {
        const away = absenceOn(next, day);
        if (!away) return isElected(next, day) ? undefined : next;
        seen.add(next);
        next = away.substituteId ?? undefined;
      }
      return undefined;
    },
    pausedUntil(personId, day, about) {
      const pauses = (pausesOf.get(personId) ?? []).filter(
        (pause) =>
          covers(pause, day) &&
          (pause.about === null || (pause.about === about && pause.from < day)),
      );
      return pauses
        .map(({ until }) => until)
        .sort()
        .at(-1);
    },
    preference: (personId) => preferences.get(personId),
    absences: facts.absences,
    isActive: (personId, day) =>
      (mandatesOf.get(personId) ?? []).some((m) => m.role !== 'electedOfficial' && inForce(m, day)),
  };
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
