/**
 * What reminders are computed from: the state of a pact as plain values. Days are `YYYY-MM-DD`,
 * instants UTC; nothing here depends on today, so that any day gives the same plan (SPEC §7).
 */
import type { RequestEvent } from '../circuit/events.ts';
import type { Absence, CircuitFacts, MandateFact } from '../circuit/facts.ts';
import type { YearsAsked } from '../indicators/asked.ts';
import type { CampaignDecision } from '../indicators/campaign.ts';
import type { ReminderRecipient } from '../reminder-policy.ts';
import type { NoticeKind } from './stage.ts';

/** A local committee or a COPIL that was planned, held or cancelled. */
export interface MeetingFact {
  readonly body: 'localCommittee' | 'steeringCommittee';
  /** Code of the territory, or of the rule of the COPIL. */
  readonly of: string;
  readonly state: 'planned' | 'held' | 'cancelled';
  /** The day it was held, else the day it is planned. */
  readonly day: string;
  /** When its date was set: stages that were to leave before are not sent. */
  readonly knownSince: string | null;
}

export interface GroupFact {
  readonly id: string;
  readonly code: string;
  readonly territories: readonly string[];
  readonly createdOn: string;
  readonly retiredOn: string | null;
  /** Of which years its actions are asked their indicators; none: a campaign asks it nothing. */
  readonly indicatorYears: readonly YearsAsked[];
}

/** A group's answer to the campaign about a year, whichever of its pilots gave it. */
export interface CampaignAnswer {
  readonly groupId: string;
  readonly year: number;
}

/** What a group submitted came back to be mended, or was taken back: it is asked again since. */
export interface ReopenedAnswer extends CampaignAnswer {
  readonly since: string;
}

/** An action that is neither completed nor abandoned. */
export interface LiveAction {
  readonly id: string;
  readonly groupId: string;
  readonly lastNewsOn: string;
  /** It waits for an answer of the circuit: its pilots are not asked for news meanwhile. */
  readonly awaitingValidation: boolean;
}

export interface DatedMandate extends MandateFact {
  readonly id: string;
  /** When its end was set: stages that were to leave before are not sent. */
  readonly knownSince: string | null;
}

/**
 * A pause of everything, or a snooze of one subject (`obligation:subject`). Both days included, but
 * that a snooze answers what was said by its first day: it holds back what comes after.
 */
export interface Pause {
  readonly personId: string;
  readonly from: string;
  readonly until: string;
  readonly about: string | null;
}

/** How a person chose to be reminded. `hour`: `HH:MM` within sending hours. */
export interface Preference {
  readonly personId: string;
  readonly hour: string | null;
  /** Once a week: the first working day of it. */
  readonly weekly: boolean;
}

/** An open request, as the circuit's engine wants it. */
export interface OpenRequest {
  readonly code: string;
  readonly events: readonly RequestEvent[];
  readonly facts: Omit<CircuitFacts, 'today'>;
}

/** Something else that a digest tells, once, from a working day on, for as long as it is there. */
export interface Notice {
  readonly kind: NoticeKind;
  /** Code or id of what it is about. */
  readonly subject: string;
  readonly period: string;
  readonly stage: string;
  readonly on: string;
  readonly to: readonly ReminderRecipient[];
}

export interface ObligationFacts {
  /** Since when the bot follows the pact: earlier periods are never reminded (SPEC §3). */
  readonly trackedFrom: string;
  /** A closed pact reminds of nothing any more. */
  readonly closedAt: string | null;
  readonly meetings: readonly MeetingFact[];
  readonly groups: readonly GroupFact[];
  readonly answers: readonly CampaignAnswer[];
  readonly reopened: readonly ReopenedAnswer[];
  /** What was decided of campaigns against the calendar. */
  readonly campaigns: readonly CampaignDecision[];
  readonly actions: readonly LiveAction[];
  /** Ended and future ones included. */
  readonly mandates: readonly DatedMandate[];
  readonly absences: readonly Absence[];
  readonly pauses: readonly Pause[];
  readonly preferences: readonly Preference[];
  readonly requests: readonly OpenRequest[];
  readonly notices: readonly Notice[];
}
