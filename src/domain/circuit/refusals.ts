/** Why an act on a request was refused: each holds what a truthful sentence needs. */
import type { DecisionKind, RequestOutcome, SeatPerson, StepOutcome } from './events.ts';

export type CircuitRefusal =
  | {
      readonly kind: 'cancelled';
      readonly by: string;
      readonly at: string;
      readonly textId: string | null;
    }
  | {
      readonly kind: 'ended';
      readonly outcome: RequestOutcome;
      readonly by: string;
      readonly at: string;
    }
  /** Nobody approves their own request. */
  | { readonly kind: 'ownRequest' }
  | { readonly kind: 'unknownStep'; readonly step: string }
  | { readonly kind: 'unknownSeat'; readonly step: string; readonly seat: string }
  | { readonly kind: 'stepNotOpen'; readonly step: string }
  | { readonly kind: 'stepSkipped'; readonly step: string }
  | {
      readonly kind: 'stepClosed';
      readonly step: string;
      readonly outcome: StepOutcome;
      readonly by: string | null;
      readonly at: string;
    }
  /** The request changed since: `version` and `shown` are the new ones. */
  | {
      readonly kind: 'olderVersion';
      readonly seen: number;
      readonly version: number;
      readonly shown: string;
    }
  /** The requester has to amend first. */
  | {
      readonly kind: 'changesAsked';
      readonly by: string;
      readonly at: string;
      readonly textId: string;
    }
  | {
      readonly kind: 'alreadyDecided';
      readonly step: string;
      readonly seat: string;
      readonly decision: DecisionKind;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'noSeat'; readonly step: string; readonly persons: readonly SeatPerson[] }
  /** The person answered for the seat once, and no longer does. */
  | { readonly kind: 'mandateEnded'; readonly step: string; readonly seat: string }
  | { readonly kind: 'substitutionEnded'; readonly step: string; readonly inPlaceOf: string }
  | { readonly kind: 'reassigned'; readonly step: string; readonly to: string }
  /** A link of an internal chain whose turn has not come. */
  | { readonly kind: 'notYourTurn'; readonly step: string; readonly seat: string }
  | { readonly kind: 'textMissing'; readonly field: 'text' | 'reason' }
  /** First and last day that can be given. */
  | { readonly kind: 'dayOutOfRange'; readonly from: string; readonly until: string }
  | { readonly kind: 'noSubstitute' }
  | { readonly kind: 'notRequester'; readonly requester: string }
  | { readonly kind: 'notProgrammeOfficer'; readonly officers: readonly string[] }
  /** Neither the requester nor a programme officer. */
  | {
      readonly kind: 'mayNotCancel';
      readonly requester: string;
      readonly officers: readonly string[];
    }
  | {
      readonly kind: 'notAbsentNorLate';
      readonly persons: readonly SeatPerson[];
      readonly dueOn: string | null;
    }
  /** The seat is the programme officer's own: she answers it. */
  | { readonly kind: 'holdsSeat'; readonly seat: string }
  | { readonly kind: 'targetIsRequester' }
  | { readonly kind: 'targetLeft'; readonly personId: string }
  /** Neither the fields nor a text changed. */
  | { readonly kind: 'nothingAmended' };
