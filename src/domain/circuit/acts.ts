/** What people do to a request. An answer carries what it was given on: the step and version shown. */
import type { DecisionKind } from './events.ts';

/** Where an answer belongs. Without `seat`: the person's first seat of the step that waits. */
interface OnSeat {
  readonly by: string;
  readonly step: string;
  readonly version: number;
  readonly seat?: string;
}

export type AnswerAct = OnSeat & {
  readonly kind: 'answer';
  readonly decision: DecisionKind;
  /** Needed by every decision but a plain approval, which drops it. */
  readonly textId: string | null;
};

export type HoldInternallyAct = OnSeat & {
  readonly kind: 'holdInternally';
  /** Day, `YYYY-MM-DD`. */
  readonly until: string;
  readonly textId: string | null;
};

export type PassToSubstituteAct = OnSeat & { readonly kind: 'passToSubstitute' };

export interface AmendAct {
  readonly kind: 'amend';
  readonly by: string;
  /** The version that was amended. */
  readonly version: number;
  readonly shown: string;
  readonly textId: string | null;
}

export interface CancelAct {
  readonly kind: 'cancel';
  readonly by: string;
  readonly textId: string | null;
}

export interface ReassignAct {
  readonly kind: 'reassign';
  readonly by: string;
  readonly step: string;
  readonly seat: string;
  readonly to: string;
  readonly textId: string | null;
}

/** The programme officer decides in place of somebody absent or late; the reason is the text. */
export interface DecideForAct {
  readonly kind: 'decideFor';
  readonly by: string;
  readonly step: string;
  readonly version: number;
  readonly seat: string;
  readonly decision: DecisionKind;
  readonly reasonId: string | null;
}

export type SeatAct = AnswerAct | HoldInternallyAct | PassToSubstituteAct;
export type CircuitAct = SeatAct | AmendAct | CancelAct | ReassignAct | DecideForAct;
