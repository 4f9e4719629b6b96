/**
 * What time brings to a seat: reminders, then escalation. It never approves or refuses (SPEC §6);
 * delays are the circuit's, in jours ouvrés.
 */
import { addWorkingDays, nextWorkingDay } from '../calendar.ts';
import type { HolidayOptions } from '../holidays.ts';
import type { CircuitStep } from '../pact.ts';
import type { EscalationTarget } from './events.ts';
import {
  type CircuitFacts,
  oversightRole,
  programmeOfficers,
  roleHolders,
  substituteOf,
} from './facts.ts';
import { seatPersons } from './holders.ts';
import type { SeatState } from './state-types.ts';

/** Jours ouvrés between two escalations of a seat, unless the step says otherwise. */
const escalateEveryByDefault = 2;

/** Days that an internal validation may take at most, unless the step says otherwise. */
const internalMaxDaysByDefault = 92;

/** The longest «en validation interne jusqu'au» of a step, in days from today. */
export function longestInternalValidation({ internalMaxDays }: CircuitStep): number {
  return internalMaxDays ?? internalMaxDaysByDefault;
}

export interface Stage {
  /** Part of the reminder's key: `after5`, `due`, `internal-2027-03-20`. */
  readonly code: string;
  readonly on: string;
}

type Timed = Pick<SeatState, 'askedOn' | 'dueOn' | 'internalUntil'>;
type Delays = Pick<CircuitStep, 'remindAfter' | 'escalateTo' | 'escalateEvery'>;

/** The day the seat's answer is due, put off by an internal validation that goes beyond it. */
export function seatDueOn(seat: Timed, calendar: HolidayOptions): string | null {
  const { dueOn, internalUntil } = seat;
  if (dueOn === null || internalUntil === null || internalUntil < dueOn) return dueOn;
  return nextWorkingDay(internalUntil, calendar);
}

/** The seat's reminders in order of their days; none on or before an internal validation's day. */
export function reminderStages(
  step: Delays,
  seat: Timed,
  calendar: HolidayOptions,
): readonly Stage[] {
  const { askedOn, dueOn, internalUntil } = seat;
  if (askedOn === null || dueOn === null) return [];
  const stages = [
    ...step.remindAfter.map((days) => ({
      code: `after${days}`,
      on: addWorkingDays(askedOn, days, calendar),
    })),
    { code: 'due', on: dueOn },
  ].filter((stage, index, all) => all.findIndex(({ on }) => on === stage.on) === index);
  const kept = stages.filter(({ on }) => internalUntil === null || on > internalUntil);
  if (internalUntil !== null) {
    const day = nextWorkingDay(internalUntil, calendar);
    kept.push({ code: `internal-${internalUntil}`, on: day });
  }
  return kept.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export interface DueEscalation {
  readonly target: EscalationTarget;
  readonly why: 'vacant' | 'late';
  readonly on: string;
  readonly persons: readonly string[];
  /** For a substitute: the holders they stand in for, in the order of `persons`. */
  readonly inPlaceOf: readonly string[];
}

/**
 * The seat's next escalation, whether or not its day has come: a vacant seat's first is at once,
 * the others begin the working day after the delay has run out. A target that reaches nobody gives
 * way to the next.
 */
export function nextEscalation(
  step: Delays,
  seat: SeatState,
  requester: string,
  facts: CircuitFacts,
): DueEscalation | undefined {
  const due = seatDueOn(seat, facts.calendar);
  if (seat.askedOn === null || due === null) return undefined;
  const vacant = seatPersons(seat, requester, facts).length === 0;
  const atOnce = vacant && seat.escalations.length === 0;
  const late = seat.escalations.filter(({ why }) => why === 'late').length;
  const day = addWorkingDays(
    nextWorkingDay(due, facts.calendar),
    late * (step.escalateEvery ?? escalateEveryByDefault),
    facts.calendar,
  );
  for (const target of step.escalateTo) {
    if (seat.escalations.some((done) => done.target === target)) continue;
    const reached = reach(target, seat, requester, facts);
    if (reached.persons.length === 0) continue;
    return { target, why: atOnce ? 'vacant' : 'late', on: atOnce ? seat.askedOn : day, ...reached };
  }
  return undefined;
}

/** `requestId:step:round:stage:seat`; a reassigned seat starts its stages anew. */
export function stageKey(
  place: { readonly requestId: string; readonly step: string; readonly round: number },
  stage: string,
  seat: Pick<SeatState, 'id' | 'take'>,
): string {
  const anew = seat.take > 1 ? `~${seat.take}` : '';
  return `${place.requestId}:${place.step}:${place.round}:${stage}${anew}:${seat.id}`;
}

type Reached = Pick<DueEscalation, 'persons' | 'inPlaceOf'>;

function reach(
  target: EscalationTarget,
  seat: SeatState,
  requester: string,
  facts: CircuitFacts,
): Reached {
  const holding = seatPersons(seat, requester, facts).map(({ personId }) => personId);
  const others = (people: readonly string[]) => ({
    persons: people.filter((person) => !holding.includes(person)),
    inPlaceOf: [],
  });
  switch (target) {
    case 'substitute':
      return reachSubstitutes(holding, requester, facts);
    case 'programmeOfficer':
      return others(programmeOfficers(facts));
    case 'oversight':
      return others(roleHolders(facts, oversightRole).filter((person) => person !== requester));
  }
}

function reachSubstitutes(
  holding: readonly string[],
  requester: string,
  facts: CircuitFacts,
): Reached {
  const found = new Map<string, string>();
  for (const holder of holding) {
    const substitute = substituteOf(holder, facts, [requester]);
    if (substitute !== undefined && !holding.includes(substitute) && !found.has(substitute)) {
      found.set(substitute, holder);
    }
  }
  return { persons: [...found.keys()], inPlaceOf: [...found.values()] };
}
