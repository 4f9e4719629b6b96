/** A stage of an obligation: when it is to leave, for whom, and the key that keeps it unique. */
import { workingDayOnOrAfter, workingDayOnOrBefore } from '../calendar.ts';
import { addDays, addMonths } from '../days.ts';
import type { HolidayOptions } from '../holidays.ts';
import { type ReminderStage, stageCode } from '../reminder-policy.ts';

export type Obligation =
  | 'local-committee'
  | 'steering-committee'
  | 'indicator-campaign'
  | 'validation-step'
  | 'silent-action'
  | 'vacant-seat'
  | 'mandate-end'
  | 'pact-end';

/** What a digest also tells without being an obligation of the pact: it is in no plan. */
export type NoticeKind = 'alert';

export type ReminderKind = Obligation | NoticeKind;

export interface Stage<Kind extends ReminderKind = Obligation> {
  readonly obligation: Kind;
  /** Code or id of what it is about. */
  readonly subject: string;
  /** The year, the month or the day that the stage belongs to. */
  readonly period: string;
  /** «J-30», «M-9», `opening-J+0`… */
  readonly code: string;
  /** The working day it is to leave. */
  readonly plannedOn: string;
  /** It comes before its date: it moves earlier, never later. */
  readonly before: boolean;
  /** Of the stages of one chain, only the latest is sent to a person after a downtime. */
  readonly chain: string;
  /** The last day on which it is still true; `null`: until the next one of its chain. */
  readonly expiresOn: string | null;
  /** What it rests on was not known before this instant; it then never was to leave. */
  readonly knownSince: string | null;
  /** Who it is for, by the mandates of a day; nobody once it is no longer true. */
  readonly holdersOn: (day: string) => readonly string[];
}

/** Asks once for each day: a list of holders may take long to make. */
export function oncePerDay(holdersOn: Stage['holdersOn']): Stage['holdersOn'] {
  const known = new Map<string, readonly string[]>();
  return (day) => {
    const found = known.get(day) ?? holdersOn(day);
    known.set(day, found);
    return found;
  };
}

/** `obligation:subject:period:stage:`, to which the recipient's id is added. */
export function keyPrefix(
  stage: Pick<Stage<ReminderKind>, 'obligation' | 'subject' | 'period' | 'code'>,
): string {
  return `${stage.obligation}:${stage.subject}:${stage.period}:${stage.code}:`;
}

/**
 * The working day of a stage: one before its anchor moves earlier off a closed day, one on or
 * after it moves later (SPEC §7).
 */
export function stageDay(
  anchor: string,
  { unit, offset }: Pick<ReminderStage, 'unit' | 'offset'>,
  calendar: HolidayOptions,
): string {
  const days = stageDays.get(calendar) ?? new Map<string, string>();
  stageDays.set(calendar, days);
  const key = `${anchor} ${offset} ${unit}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = unit === 'day' ? addDays(anchor, offset) : addMonths(anchor, offset);
  const open =
    offset < 0 ? workingDayOnOrBefore(day, calendar) : workingDayOnOrAfter(day, calendar);
  days.set(key, open);
  return open;
}

/** Hundreds of groups have the same few days: each is reckoned once, while its calendar lives. */
const stageDays = new WeakMap<HolidayOptions, Map<string, string>>();

/** The code, the day and the direction of a stage of the pact file. */
export function placed(
  anchor: string,
  stage: ReminderStage,
  calendar: HolidayOptions,
  prefix = '',
): Pick<Stage, 'code' | 'plannedOn' | 'before'> {
  return {
    code: `${prefix}${stageCode(stage)}`,
    plannedOn: stageDay(anchor, stage, calendar),
    before: stage.offset < 0,
  };
}
