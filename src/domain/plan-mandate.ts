/** The part of an import plan that concerns mandates: new, already there, or with a new end. */
import type {
  ImportChange,
  ImportError,
  ImportedMandate,
  ImportedPerson,
  ImportNotice,
  KnownMandate,
  KnownPeople,
  KnownPerson,
} from './import-plan.ts';

export interface MandateOutcome {
  readonly changes: readonly ImportChange[];
  readonly notices: readonly ImportNotice[];
  readonly errors: readonly ImportError[];
  /** Ids of known mandates this line speaks of. */
  readonly mentioned: readonly string[];
}

const nothing: MandateOutcome = { changes: [], notices: [], errors: [], mentioned: [] };

/**
 * `earlier` are the lines of the same person already planned, `claimed` the known mandates they
 * speak of.
 */
export function planMandate(
  entry: ImportedPerson,
  mandate: ImportedMandate,
  earlier: readonly ImportedPerson[],
  current: KnownPerson | undefined,
  known: KnownPeople,
  claimed: ReadonlySet<string>,
): MandateOutcome {
  const { at, email, firstName, lastName } = entry;
  const person = { email, firstName, lastName, ...(current ? { personId: current.id } : {}) };
  const twin = earlier.find((row) => row.mandate && collides(row.mandate, mandate));
  if (twin?.mandate) {
    return sameDays(twin.mandate, mandate) ? nothing : { ...nothing, errors: [twice(entry, twin)] };
  }
  const same = known.mandates.filter(
    (other) => other.personId === current?.id && sameSeat(other, mandate) && !claimed.has(other.id),
  );
  const match = matching(same, mandate, known.today);
  if (match) {
    const mentioned = [match.id];
    if (mandate.endsOn === undefined || mandate.endsOn === match.endsOn) {
      return { ...nothing, mentioned };
    }
    if (mandate.endsOn < match.startsOn) {
      return {
        ...nothing,
        errors: [endsTooEarly(entry, `le mandat a commencé le ${french(match.startsOn)}`)],
      };
    }
    const change = { mandateId: match.id, mandate, from: match.endsOn, to: mandate.endsOn };
    return {
      ...nothing,
      changes: [{ kind: 'changedMandateEnd', at, person, ...change }],
      mentioned,
    };
  }
  const ended = same.toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0];
  // An old file imported again must not give back a role that was ended since.
  if (ended?.endsOn && mandate.startsOn === undefined) {
    const notice = { kind: 'mandateAlreadyEnded', at, person, mandate } as const;
    return { ...nothing, notices: [{ ...notice, endedOn: ended.endsOn }] };
  }
  const startsOn = mandate.startsOn ?? known.today;
  if (mandate.endsOn !== undefined && mandate.endsOn < startsOn) {
    return { ...nothing, errors: [endsTooEarly(entry, 'cette date est passée')] };
  }
  const added = { ...mandate, startsOn, endsOn: mandate.endsOn ?? null };
  return { ...nothing, changes: [{ kind: 'newMandate', at, person, mandate: added }] };
}

type Seat = Pick<KnownMandate, 'role' | 'namedRole' | 'structure' | 'territory' | 'group'>;

function sameSeat(a: Seat, b: Seat): boolean {
  return (
    a.role === b.role &&
    a.namedRole === b.namedRole &&
    a.structure === b.structure &&
    a.territory === b.territory &&
    a.group === b.group
  );
}

/** The same seat twice, on days that overlap or are not said. */
function collides(a: ImportedMandate, b: ImportedMandate): boolean {
  if (!sameSeat(a, b)) return false;
  if (a.startsOn === undefined || b.startsOn === undefined) return true;
  return (
    (a.endsOn === undefined || a.endsOn >= b.startsOn) &&
    (b.endsOn === undefined || b.endsOn >= a.startsOn)
  );
}

function sameDays(a: ImportedMandate, b: ImportedMandate): boolean {
  return a.startsOn === b.startsOn && a.endsOn === b.endsOn;
}

function twice(entry: ImportedPerson, twin: ImportedPerson): ImportError {
  return {
    ...entry.at,
    column: 'Rôle',
    sentence:
      `Le même mandat est déjà donné à ${entry.firstName} ${entry.lastName} à la ligne ` +
      `${twin.at.line}, avec d’autres dates. Supprimez l’une des deux lignes, ou indiquez pour ` +
      'chacune un «\u00a0Début\u00a0» et une «\u00a0Fin\u00a0» qui ne se chevauchent pas.',
  };
}

/** The known mandate a line speaks of: the one that begins that day, else the one that overlaps. */
function matching(
  same: readonly KnownMandate[],
  mandate: ImportedMandate,
  today: string,
): KnownMandate | undefined {
  const from = mandate.startsOn ?? today;
  return (
    same.find((other) => other.startsOn === mandate.startsOn) ??
    // Without a beginning, the latest that has not ended, or that ended on the day the line says.
    same
      .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
      .find(
        (other) =>
          ((other.endsOn === null || other.endsOn >= from) &&
            (mandate.startsOn === undefined ||
              mandate.endsOn === undefined ||
              other.startsOn <= mandate.endsOn)) ||
          (mandate.startsOn === undefined && other.endsOn === mandate.endsOn),
      )
  );
}

function endsTooEarly(entry: ImportedPerson, why: string): ImportError {
  return {
    ...entry.at,
    column: 'Fin',
    sentence: `Le mandat finirait avant de commencer\u00a0: ${why}. Corrigez «\u00a0Fin\u00a0», ou indiquez aussi «\u00a0Début\u00a0».`,
  };
}

function french(day: string): string {
  return day.split('-').toReversed().join('/');
}
