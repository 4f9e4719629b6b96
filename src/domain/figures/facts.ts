/**
 * What a bilan is computed from, as plain values: read from the tables, or told again by the
 * journal. Days are `YYYY-MM-DD`, instants UTC with milliseconds, so that both compare as text.
 * Nobody is named: a person is known only as somebody who holds a seat.
 */
import type { RequestOutcome, SeatOrigin, StepOutcome } from '../circuit/events.ts';
import type { IndicatorTemplate, PactDefinition } from '../pact.ts';
import type { ActionStatus, BlockerKind, Role } from '../terms.ts';

export interface GroupFact {
  readonly id: string;
  readonly code: string;
  readonly territories: readonly string[];
  readonly createdAt: string;
  readonly retiredOn: string | null;
}

/** What an action says it is about, from an instant on. */
export interface Classification {
  readonly at: string;
  readonly axes: readonly string[];
  readonly themes: readonly string[];
  readonly audiences: readonly string[];
  /** Engaged structures; empty: its pilots'. */
  readonly structures: readonly string[];
  readonly experimentation: boolean;
}

export interface ActionFact {
  readonly id: string;
  readonly code: string;
  readonly groupId: string;
  readonly createdAt: string;
  /** Where it stood from an instant on, oldest first; the first is its creation. */
  readonly statuses: readonly { readonly at: string; readonly to: ActionStatus }[];
  /** Oldest first; what was amended before the period that is asked about may be left out. */
  readonly classifications: readonly Classification[];
}

export interface BlockerFact {
  readonly actionId: string;
  readonly kind: BlockerKind;
  readonly raisedAt: string;
  readonly liftedAt: string | null;
}

/** A concertation of a group, a local committee or a COPIL that was held. */
export interface HeldMeeting {
  readonly body: 'workingGroup' | 'localCommittee' | 'steeringCommittee';
  /** Id of the group, code of the territory, or code of the rule of the COPIL. */
  readonly of: string;
  readonly on: string;
  readonly participants: number;
}

export interface SeatMandate {
  readonly role: Role;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly groupId: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Somebody holds it: a seat kept for a structure alone is vacant. */
  readonly held: boolean;
}

export interface RequestFact {
  readonly circuit: { readonly code: string; readonly label: string };
  /** The steps of its circuit as they were when it was asked. */
  readonly steps: readonly {
    readonly code: string;
    readonly label: string;
    readonly delay: number;
  }[];
  readonly subjectKind: string;
  /** Id of the action or of the group. */
  readonly subjectId: string;
  readonly askedOn: string;
  readonly rounds: readonly ClosedRound[];
  readonly answers: readonly SeatAnswer[];
  readonly end: {
    readonly on: string;
    readonly outcome: RequestOutcome;
    readonly elapsed: number;
  } | null;
}

/** One asking of a step, from its opening to its close. `elapsed`: jours ouvrés. */
export interface ClosedRound {
  readonly step: string;
  readonly on: string;
  readonly outcome: StepOutcome;
  readonly elapsed: number;
}

/** What a seat took to answer for itself, in jours ouvrés since it was asked. */
export interface SeatAnswer {
  readonly step: string;
  readonly seat: SeatOrigin;
  readonly on: string;
  readonly elapsed: number;
}

/** What an indicator measures and aims at, from an instant on. */
export interface IndicatorTerms {
  readonly at: string;
  readonly unit: IndicatorTemplate['unit'];
  readonly family: IndicatorTemplate['family'];
  /** Code of the pact's template; `null`: the action's own. */
  readonly template: string | null;
  /** Over a year, whatever its period. */
  readonly target: number | null;
}

export interface IndicatorFact {
  readonly id: string;
  readonly actionId: string;
  /** Oldest first; what was amended before the period that is asked about may be left out. */
  readonly terms: readonly IndicatorTerms[];
  readonly createdAt: string;
  readonly retiredAt: string | null;
}

/** A reading that nothing replaced. */
export interface ReadingFact {
  readonly indicatorId: string;
  readonly year: number;
  /** «2026», «2026-S1», «2026-T3». */
  readonly period: string;
  readonly value: number | null;
  /** A value in words: it is counted, never computed with. */
  readonly hasText: boolean;
  readonly notApplicable: boolean;
}

export interface EvaluationFact {
  readonly groupId: string;
  readonly year: number;
  readonly state: 'draft' | 'submitted' | 'accepted' | 'toAmend';
}

export interface SignatoryFact {
  readonly structure: string;
  readonly since: string;
}

export interface ReviewFacts {
  /** Prorogations and structures recorded since included. */
  readonly pact: PactDefinition;
  /** Since when the bot follows the pact: an earlier period reads «non suivi». */
  readonly trackedFrom: string;
  readonly groups: readonly GroupFact[];
  readonly actions: readonly ActionFact[];
  readonly blockers: readonly BlockerFact[];
  readonly meetings: readonly HeldMeeting[];
  /** Ended and future ones included. */
  readonly mandates: readonly SeatMandate[];
  readonly requests: readonly RequestFact[];
  readonly signatories: readonly SignatoryFact[];
  readonly indicators: readonly IndicatorFact[];
  readonly readings: readonly ReadingFact[];
  readonly evaluations: readonly EvaluationFact[];
}
