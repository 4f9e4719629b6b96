/** When somebody is reminded of an obligation, as the file of the pact sets it. */

/** Who a stage of a reminder is for, resolved against the mandates of the day. */
export const reminderRecipients = [
  'territoryReferent',
  'territoryPilots', // pilots and co-pilots of every group of the territory
  'groupPilots',
  'programmeOfficer',
  'mandateHolder',
] as const;
export type ReminderRecipient = (typeof reminderRecipients)[number];

/**
 * One stage of an obligation, relative to its anchor day. A negative offset is before («J-30»,
 * «M-9»), a positive one after («J+2»). `unit` and `offset` together are unique within a list.
 */
export interface ReminderStage {
  readonly unit: 'day' | 'month';
  readonly offset: number;
  readonly to: readonly ReminderRecipient[];
}

/** «J-30», «J+2», «M-9»: how a stage is written in the file, said to users and used in keys. */
export function stageCode(stage: Pick<ReminderStage, 'unit' | 'offset'>): string {
  const letter = stage.unit === 'day' ? 'J' : 'M';
  return `${letter}${stage.offset < 0 ? '-' : '+'}${Math.abs(stage.offset)}`;
}

/** When somebody is reminded, and of what. An empty list switches the stages off. */
export interface ReminderPolicy {
  readonly localCommittee: {
    /** No date yet; anchor: 31 December of the year. */
    readonly undated: readonly ReminderStage[];
    /** A date is set; anchor: that date. */
    readonly dated: readonly ReminderStage[];
    /** The date has passed and nobody said whether it was held; anchor: that date. */
    readonly unconfirmed: readonly ReminderStage[];
  };
  readonly steeringCommittee: {
    /** No date yet; anchor: first day of the window. */
    readonly windowOpening: readonly ReminderStage[];
    /** No date yet; anchor: last day of the window. */
    readonly windowClosing: readonly ReminderStage[];
    readonly dated: readonly ReminderStage[];
    readonly unconfirmed: readonly ReminderStage[];
  };
  readonly indicatorCampaign: {
    /** `MM-DD` of the year the indicators are about. */
    readonly opensOn: string;
    /** `MM-DD`; in the following year when it is before `opensOn`. */
    readonly dueOn: string;
    /** `MM-DD`, the day from which no answer is taken; absent: two months after `dueOn`. */
    readonly closesOn?: string;
    /** Anchor: the day it opens. */
    readonly opening: readonly ReminderStage[];
    /** Anchor: the day it is due. */
    readonly due: readonly ReminderStage[];
  };
  readonly silentAction: {
    /** Months without news after which an action is silent. */
    readonly afterMonths: number;
    /** One bundled message per so many months. */
    readonly everyMonths: number;
    readonly to: readonly ReminderRecipient[];
  };
  readonly vacantSeat: {
    readonly everyMonths: number;
    /** The rhythm while the list of vacant seats stays the same. */
    readonly unchangedEveryMonths: number;
    readonly to: readonly ReminderRecipient[];
  };
  /** An alert that nobody takes. */
  readonly alert: {
    /** Working days after it was raised. */
    readonly afterWorkingDays: number;
    readonly to: readonly ReminderRecipient[];
  };
  /** Anchor: the last day of the mandate. */
  readonly mandateEnd: readonly ReminderStage[];
  /** Anchor: the last day of the pact, prorogations included. */
  readonly pactEnd: readonly ReminderStage[];
  /** The longest pause or snooze a person may ask for. */
  readonly pauseMaxDays: number;
}
