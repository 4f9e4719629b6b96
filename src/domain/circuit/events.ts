/**
 * The append-only events of a request for validation. «Chacune des institutions disposant de son
 * propre circuit de décision» (PTI 2022-2025, §1.4) is why every turn is kept: who, when, on which
 * version, in whose place. Texts are ids only, so that erasing a text leaves the events whole.
 */
import type { Circuit, StructureChain } from '../pact.ts';

/** What a seat stands for: its holders are looked up anew whenever somebody acts. */
export type SeatOrigin =
  | { readonly kind: 'structure'; readonly structure: string }
  | { readonly kind: 'territory'; readonly territory: string }
  | { readonly kind: 'pilot'; readonly groupId: string | null }
  | { readonly kind: 'coPilot'; readonly groupId: string | null }
  | { readonly kind: 'programmeOfficer' }
  | { readonly kind: 'role'; readonly role: string }
  /** A link of a structure's own internal chain. */
  | { readonly kind: 'structureRole'; readonly structure: string; readonly role: string };

export const holdingReasons = [
  'mandate',
  /** Stands in for a holder who is away today. */
  'substitute',
  /** The holder handed the request over. */
  'passed',
  'reassigned',
  /** Reached by escalation, or in the requester's place at the last step. */
  'escalated',
  'standIn',
] as const;
export type HoldingReason = (typeof holdingReasons)[number];

/** A person who may answer for a seat, and why. */
export interface SeatPerson {
  readonly personId: string;
  readonly via: HoldingReason;
  /** The holder in whose place they answer, when there is one. */
  readonly inPlaceOf: string | null;
}

export interface Seat {
  /** Stable within a step, e.g. `structure:CAF`, `territory:THA`. */
  readonly id: string;
  readonly origin: SeatOrigin;
  /** Seats of one internal chain speak with one voice. */
  readonly voice: string;
  /** The link of the chain that must have approved before this one is asked. */
  readonly after: string | null;
  readonly persons: readonly SeatPerson[];
  /** `withdrawn`: only the requester held it, so nobody is asked; it counts for nothing. */
  readonly status: 'held' | 'vacant' | 'withdrawn';
  /** The requester, when they held the seat: said to everyone who sees the request. */
  readonly withdrawn: string | null;
  /** Last step: the requester's substitute, else the oversight role, answers. */
  readonly standIn: boolean;
  /** Whom the programme officer put in the place of the holders in an earlier round. */
  readonly assignedTo: string | null;
  /** Day the answer is due; `null` while its turn in the chain has not come. */
  readonly dueOn: string | null;
}

export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'approveWithReservations'; readonly textId: string }
  | { readonly kind: 'askForChanges'; readonly textId: string }
  | { readonly kind: 'refuse'; readonly textId: string };
export type DecisionKind = Decision['kind'];

export type EscalationTarget = 'substitute' | 'programmeOfficer' | 'oversight';

export interface RequestSubject {
  /** E.g. `action`, `group`, `evaluation`. */
  readonly kind: string;
  readonly id: string;
}

export type StepOutcome = 'approved' | 'refused' | 'changesAsked' | 'amended' | 'cancelled';
export type RequestOutcome = 'approved' | 'refused' | 'cancelled';

/** Common to every event. `at`: UTC instant; `on`: local day; `by`: `null` when time brought it. */
interface Stamp {
  readonly at: string;
  readonly on: string;
  readonly by: string | null;
}

interface AtStep {
  readonly step: string;
  /** 1 when the step is first asked, then one more for each time it is asked again. */
  readonly round: number;
}

interface AtSeat extends AtStep {
  readonly seat: string;
}

export type Asked = Stamp & {
  readonly kind: 'asked';
  readonly requestId: string;
  readonly requester: string;
  readonly subject: RequestSubject;
  /** The circuit and the chains as they were when asked. */
  readonly circuit: Circuit;
  readonly chains: readonly StructureChain[];
  /** Identifies the fields that are shown (e.g. a hash): a new one makes a new version. */
  readonly shown: string;
  readonly textId: string | null;
};

export type StepOpened = Stamp &
  AtStep & {
    readonly kind: 'stepOpened';
    readonly version: number;
    readonly seats: readonly Seat[];
    readonly dueOn: string;
  };

/** «Sans objet»: `requesterAlone` when only the requester held its seats. */
export type StepSkipped = Stamp & {
  readonly kind: 'stepSkipped';
  readonly step: string;
  readonly reason: 'requesterAlone' | 'noSeat';
  readonly seats: readonly Seat[];
};

/** The turn of a link of an internal chain has come. */
export type SeatAsked = Stamp &
  AtSeat & {
    readonly kind: 'seatAsked';
    readonly persons: readonly SeatPerson[];
    readonly dueOn: string;
  };

export type Answered = Stamp &
  AtSeat & {
    readonly kind: 'answered';
    readonly by: string;
    readonly version: number;
    readonly decision: Decision;
    readonly via: HoldingReason;
    readonly inPlaceOf: string | null;
    /** The seat the person answered, when that one answer counts for this seat too. */
    readonly carriedFrom: { readonly step: string; readonly seat: string } | null;
  };

/** «En validation interne jusqu'au…»: no reminder until then. */
export type HeldInternally = Stamp &
  AtSeat & {
    readonly kind: 'heldInternally';
    readonly by: string;
    readonly until: string;
    readonly textId: string | null;
  };

export type PassedToSubstitute = Stamp &
  AtSeat & { readonly kind: 'passedToSubstitute'; readonly by: string; readonly to: string };

export type Amended = Stamp & {
  readonly kind: 'amended';
  readonly by: string;
  readonly version: number;
  readonly shown: string;
  readonly textId: string | null;
};

export type Reassigned = Stamp &
  AtSeat & {
    readonly kind: 'reassigned';
    readonly by: string;
    readonly from: readonly string[];
    readonly to: string;
    /** The new person is given the step's whole delay. */
    readonly dueOn: string;
    readonly textId: string | null;
  };

export type DecidedFor = Stamp &
  AtSeat & {
    readonly kind: 'decidedFor';
    readonly by: string;
    readonly version: number;
    readonly decision: Decision;
    readonly inPlaceOf: readonly string[];
    readonly why: 'vacant' | 'absent' | 'late';
    /** Why the programme officer decided in somebody's place. */
    readonly reasonId: string;
  };

export type Cancelled = Stamp & {
  readonly kind: 'cancelled';
  readonly by: string;
  readonly textId: string | null;
};

export type Escalated = Stamp &
  AtSeat & {
    readonly kind: 'escalated';
    readonly target: EscalationTarget;
    readonly why: 'vacant' | 'late';
    readonly persons: readonly string[];
    /** For a substitute: the holders they stand in for. */
    readonly inPlaceOf: readonly string[];
    readonly key: string;
  };

export type Reminded = Stamp &
  AtSeat & {
    readonly kind: 'reminded';
    readonly stage: string;
    /** Day the stage was meant for; earlier than `on` after a downtime. */
    readonly plannedOn: string;
    readonly persons: readonly string[];
    readonly key: string;
  };

/** A mandate, an absence or a departure changed who may answer an open seat. */
export type HoldersChanged = Stamp &
  AtSeat & { readonly kind: 'holdersChanged'; readonly persons: readonly SeatPerson[] };

/** A round of a step is over. `elapsed` feeds «lisibilité du circuit décisionnel» (§1.4). */
export type StepClosed = Stamp &
  AtStep & {
    readonly kind: 'stepClosed';
    readonly outcome: StepOutcome;
    /** What changes are asked for, when they are. */
    readonly textId: string | null;
    /** Working days the round was open. */
    readonly elapsed: number;
  };

export type Ended = Stamp & {
  readonly kind: 'ended';
  readonly by: string;
  readonly outcome: RequestOutcome;
  /** Why it was refused or cancelled. */
  readonly textId: string | null;
  /** Working days since the request was asked. */
  readonly elapsed: number;
};

export type RequestEvent =
  | Asked
  | StepOpened
  | StepSkipped
  | SeatAsked
  | Answered
  | HeldInternally
  | PassedToSubstitute
  | Amended
  | Reassigned
  | DecidedFor
  | Cancelled
  | Escalated
  | Reminded
  | HoldersChanged
  | StepClosed
  | Ended;
