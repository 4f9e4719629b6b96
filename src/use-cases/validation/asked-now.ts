/** Whose answer a request waits for, seat by seat. */
import type { CircuitFacts } from '../../domain/circuit/facts.ts';
import { seatPersons } from '../../domain/circuit/holders.ts';
import { isWaiting, openStep, type RequestState } from '../../domain/circuit/state.ts';
import { whoIsAsked } from '../../domain/circuit/who-is-asked.ts';

export interface Asked {
  readonly personId: string;
  readonly step: string;
  readonly round: number;
  readonly seat: string;
  readonly inPlaceOf: string | null;
  /** The chargée de mission's own seat: asked in her channel. */
  readonly officer: boolean;
}

/** Those whose turn it is to be asked: whom a message goes to. */
export function askedNow(state: RequestState, facts: CircuitFacts): readonly Asked[] {
  const seats = officerSeats(state);
  return whoIsAsked(state, facts).flatMap((asked) =>
    asked.kind === 'answer'
      ? [{ ...asked, officer: asked.via === 'mandate' && seats.has(asked.seat) }]
      : [],
  );
}

/** Everybody whose answer would be taken: those away while somebody stands in for them too. */
export function entitledNow(state: RequestState, facts: CircuitFacts): readonly Asked[] {
  const open = openStep(state);
  if (!open) return [];
  const seats = officerSeats(state);
  return open.round.seats.filter(isWaiting).flatMap((seat) =>
    seatPersons(seat, state.requester, facts).map(({ personId, via, inPlaceOf }) => ({
      personId,
      step: open.step.definition.code,
      round: open.round.round,
      seat: seat.id,
      inPlaceOf,
      officer: via === 'mandate' && seats.has(seat.id),
    })),
  );
}

function officerSeats(state: RequestState): ReadonlySet<string> {
  const seats = openStep(state)?.round.seats ?? [];
  return new Set(
    seats
      .filter((seat) => seat.origin.kind === 'programmeOfficer' && seat.assignedTo === null)
      .map(({ id }) => id),
  );
}
