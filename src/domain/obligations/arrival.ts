/** When a stage reaches a person, or who stands in for them (SPEC §7, anti-fatigue). */
import { nextWorkingDay, workingDayOnOrAfter } from '../calendar.ts';
import { addDays, weekdayOf } from '../days.ts';
import type { CalendarOptions } from '../pact.ts';
import { parisInstant } from '../paris-time.ts';
import type { People } from './people.ts';

export interface Arrival {
  readonly recipient: string;
  readonly day: string;
  /** UTC instant: the person's own hour, else the opening of sending hours. */
  readonly at: string;
}

/** Absences and pauses that follow one another are waited for this many times at most. */
const patience = 50;

export interface Reaching {
  readonly people: People;
  readonly calendar: CalendarOptions;
}

/**
 * Where and when what is planned for a person on a working day reaches them: whoever reads once a
 * week is told on its first working day (an earlier one for a stage before its date); the absent
 * person's substitute stands in, else it waits, as it does during a pause.
 * @param about `obligation:subject`, which may be snoozed alone
 */
export function arrivalOf(
  { people, calendar }: Reaching,
  personId: string,
  plannedOn: string,
  before: boolean,
  about: string,
): Arrival | undefined {
  const weekly = people.preference(personId)?.weekly ?? false;
  let day = weekly ? weeklyDay(plannedOn, before, calendar) : plannedOn;
  for (let tries = 0; tries < patience; tries += 1) {
    const away = people.absenceOn(personId, day);
    const substitute = away && people.substituteOn(personId, day);
    if (substitute !== undefined && people.pausedUntil(substitute, day, about) === undefined)
      return { recipient: substitute, day, at: instantFor({ people, calendar }, substitute, day) };
    const until = away?.until ?? people.pausedUntil(personId, day, about);
    if (until === undefined)
      return { recipient: personId, day, at: instantFor({ people, calendar }, personId, day) };
    const back = nextWorkingDay(until, calendar);
    day = weekly ? weeklyDay(back, false, calendar) : back;
  }
  return undefined;
}

/** The hour of a person on a working day: one digest a day, so all of a day's lines share it. */
export function instantFor({ people, calendar }: Reaching, personId: string, day: string): string {
  const { from, until } = calendar.sendingHours;
  const hour = people.preference(personId)?.hour ?? from;
  return instantOf(day, hour >= from && hour < until ? hour : from);
}

function weeklyDay(day: string, before: boolean, calendar: CalendarOptions): string {
  const monday = addDays(day, 1 - weekdayOf(day));
  const first = workingDayOnOrAfter(monday, calendar);
  return first >= day || before ? first : workingDayOnOrAfter(addDays(monday, 7), calendar);
}

/** The same few days come back for everybody: asking Temporal once each is enough. */
const instants = new Map<string, string>();
const instantsKept = 20_000;

function instantOf(day: string, hour: string): string {
  const key = `${day} ${hour}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  if (instants.size >= instantsKept) instants.clear();
  const instant = parisInstant(day, hour);
  instants.set(key, instant);
  return instant;
}
