/** Who must act now on a request, and what they may do: what buttons are drawn from. */
import { mayDecideFor } from './decide-for.ts';
import type { DecisionKind, SeatPerson } from './events.ts';
import { type CircuitFacts, isAbsent, programmeOfficers, substituteToPassTo } from './facts.ts';
import { personsToAsk, seatPersons } from './holders.ts';
import { currentVersion, isWaiting, type OpenStep, openStep } from './state.ts';
import type { RequestState, SeatState } from './state-types.ts';

export type AllowedAnswer = DecisionKind | 'holdInternally' | 'passToSubstitute';

interface OnSeat {
  readonly personId: string;
  readonly step: string;
  readonly round: number;
  /** To be sent back with the answer. */
  readonly version: number;
  readonly seat: string;
  readonly dueOn: string | null;
}

/** A seat's answer is awaited from this person. */
export type AskedToAnswer = OnSeat &
  Pick<SeatPerson, 'via' | 'inPlaceOf'> & {
    readonly kind: 'answer';
    /** Away today, with nobody to stand in. */
    readonly absent: boolean;
    readonly allowed: readonly AllowedAnswer[];
  };

/** The programme officer was reached by an escalation, or may act in somebody's place. */
export type AskedToOversee = OnSeat & {
  readonly kind: 'oversee';
  /** Why she may decide in their place; `null`: she may only reassign or cancel. */
  readonly decideFor: 'vacant' | 'absent' | 'late' | null;
  readonly escalated: boolean;
};

/** Changes were asked for: the requester amends, or cancels. */
export interface AskedToAmend {
  readonly kind: 'amend';
  readonly personId: string;
  readonly version: number;
  readonly since: string;
}

export type AskedPerson = AskedToAnswer | AskedToOversee | AskedToAmend;

export function whoIsAsked(state: RequestState, facts: CircuitFacts): readonly AskedPerson[] {
  const { phase, requester } = state;
  const { version } = currentVersion(state);
  if (phase.kind === 'awaitingChanges') {
    return [{ kind: 'amend', personId: requester, version, since: phase.at }];
  }
  const open = openStep(state);
  if (!open) return [];
  return open.round.seats
    .filter(isWaiting)
    .flatMap((seat) => [
      ...answersOf(state, open, seat, facts),
      ...oversightOf(state, open, seat, facts),
    ]);
}

function answersOf(
  state: RequestState,
  open: OpenStep,
  seat: SeatState,
  facts: CircuitFacts,
): readonly AskedToAnswer[] {
  const entitled = seatPersons(seat, state.requester, facts);
  return personsToAsk(entitled, seat, facts).map(({ personId, via, inPlaceOf }) => ({
    kind: 'answer',
    ...onSeat(personId, open, seat),
    via,
    inPlaceOf,
    absent: isAbsent(personId, facts),
    allowed: allowedTo(personId, state, facts),
  }));
}

function oversightOf(
  state: RequestState,
  open: OpenStep,
  seat: SeatState,
  facts: CircuitFacts,
): readonly AskedToOversee[] {
  const escalated = seat.escalations.some(({ target }) => target === 'programmeOfficer');
  const why = mayDecideFor(seat, state.requester, facts) ?? null;
  if (!escalated && why === null) return [];
  const holding = seatPersons(seat, state.requester, facts).map(({ personId }) => personId);
  return programmeOfficers(facts)
    .filter((officer) => !holding.includes(officer))
    .map((officer) => ({
      kind: 'oversee',
      ...onSeat(officer, open, seat),
      decideFor: officer === state.requester ? null : why,
      escalated,
    }));
}

function onSeat(personId: string, open: OpenStep, seat: SeatState): OnSeat {
  return {
    personId,
    step: open.step.definition.code,
    round: open.round.round,
    version: open.round.version,
    seat: seat.id,
    dueOn: seat.dueOn,
  };
}

function allowedTo(
  personId: string,
  state: RequestState,
  facts: CircuitFacts,
): readonly AllowedAnswer[] {
  const answers: readonly AllowedAnswer[] = [
    'approve',
    'approveWithReservations',
    'askForChanges',
    'refuse',
    'holdInternally',
  ];
  const substitute = substituteToPassTo(personId, facts, [state.requester]);
  return substitute === undefined ? answers : [...answers, 'passToSubstitute'];
}
