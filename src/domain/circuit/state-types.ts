/** The shape of a request: every step, each of its askings, every seat and what happened to it. */
import type { Circuit, CircuitStep, StructureChain } from '../pact.ts';
import type {
  Decision,
  EscalationTarget,
  HoldingReason,
  RequestOutcome,
  RequestSubject,
  Seat,
  StepOutcome,
} from './events.ts';
import type { HeldSeat } from './holders.ts';

export interface SeatAnswer {
  readonly decision: Decision;
  readonly by: string;
  readonly at: string;
  readonly version: number;
  readonly via: HoldingReason | 'decidedFor';
  readonly inPlaceOf: readonly string[];
  readonly carriedFrom: { readonly step: string; readonly seat: string } | null;
  /** The programme officer's reason, when she decided in somebody's place. */
  readonly reasonId: string | null;
}

export interface SeatState extends Seat, HeldSeat {
  /** Day it was asked; `null` while its turn in the chain has not come. */
  readonly askedOn: string | null;
  readonly askedAt: string | null;
  /** 1, and one more each time it was reassigned: stages start anew for the new person. */
  readonly take: number;
  readonly answer: SeatAnswer | null;
  readonly internalUntil: string | null;
  readonly escalations: readonly {
    readonly target: EscalationTarget;
    readonly why: 'vacant' | 'late';
    readonly persons: readonly string[];
    readonly on: string;
    readonly key: string;
  }[];
  readonly reminders: readonly {
    readonly stage: string;
    readonly persons: readonly string[];
    readonly on: string;
    readonly key: string;
  }[];
}

/** One asking of a step. Former rounds stay, so that former answers can be shown. */
export interface RoundState {
  readonly round: number;
  readonly version: number;
  readonly openedAt: string;
  readonly openedOn: string;
  readonly dueOn: string;
  readonly seats: readonly SeatState[];
  readonly closed: {
    readonly outcome: StepOutcome;
    readonly by: string | null;
    readonly at: string;
    /** Working days the round was open. */
    readonly elapsed: number;
  } | null;
}

export interface StepState {
  readonly definition: CircuitStep;
  readonly last: boolean;
  readonly status:
    | 'upcoming'
    | 'open'
    | 'awaitingChanges'
    | 'approved'
    | 'refused'
    | 'skipped'
    | 'cancelled';
  readonly rounds: readonly RoundState[];
  readonly skipped: {
    readonly reason: 'requesterAlone' | 'noSeat';
    readonly seats: readonly Seat[];
    readonly at: string;
  } | null;
}

export type Phase =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'awaitingChanges';
      readonly by: string;
      readonly at: string;
      readonly textId: string;
    }
  | {
      readonly kind: 'ended';
      readonly outcome: RequestOutcome;
      readonly by: string;
      readonly at: string;
      readonly textId: string | null;
      /** Working days from the ask to the end. */
      readonly elapsed: number;
    };

export interface VersionState {
  readonly version: number;
  readonly shown: string;
  readonly by: string;
  readonly at: string;
  readonly textId: string | null;
}

export interface RequestState {
  readonly id: string;
  readonly subject: RequestSubject;
  readonly requester: string;
  readonly circuit: Circuit;
  readonly chains: readonly StructureChain[];
  readonly askedAt: string;
  readonly askedOn: string;
  /** Oldest first; answers are bound to the latest. */
  readonly versions: readonly VersionState[];
  readonly steps: readonly StepState[];
  readonly phase: Phase;
  /** How many events made this state: what an append checks. */
  readonly sequence: number;
}
