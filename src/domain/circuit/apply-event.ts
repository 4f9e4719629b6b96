/** What one event changes. Nothing is decided here: events say what was decided. */
import type { Asked, RequestEvent, Seat, SeatPerson, StepClosed, StepOpened } from './events.ts';
import type { RequestState, RoundState, SeatState, StepState } from './state-types.ts';

export function firstState(asked: Asked): RequestState {
  const { steps } = asked.circuit;
  return {
    id: asked.requestId,
    subject: asked.subject,
    requester: asked.requester,
    circuit: asked.circuit,
    chains: asked.chains,
    askedAt: asked.at,
    askedOn: asked.on,
    versions: [
      {
        ...{ version: 1, shown: asked.shown, by: asked.requester },
        ...{ at: asked.at, textId: asked.textId },
      },
    ],
    steps: steps.map((definition, index) => ({
      definition,
      last: index === steps.length - 1,
      status: 'upcoming',
      rounds: [],
      skipped: null,
    })),
    phase: { kind: 'open' },
    sequence: 1,
  };
}

/** The state after one more event. */
export function applyEvent(state: RequestState, event: RequestEvent): RequestState {
  return { ...change(state, event), sequence: state.sequence + 1 };
}

function change(state: RequestState, event: RequestEvent): RequestState {
  switch (event.kind) {
    case 'asked':
      throw new Error(`Request ${state.id} was asked twice.`);
    case 'stepOpened':
      return withStep(state, event.step, (step) => ({
        ...step,
        status: 'open',
        rounds: [...step.rounds, roundOf(event)],
      }));
    case 'stepSkipped':
      return withStep(state, event.step, (step) => ({
        ...step,
        status: 'skipped',
        skipped: { reason: event.reason, seats: event.seats, at: event.at },
      }));
    case 'stepClosed':
      return closeStep(state, event);
    case 'amended':
      return {
        ...state,
        phase: { kind: 'open' },
        versions: [
          ...state.versions,
          {
            ...{ version: event.version, shown: event.shown, by: event.by },
            ...{ at: event.at, textId: event.textId },
          },
        ],
      };
    case 'cancelled':
      return state;
    case 'ended':
      return {
        ...state,
        steps: state.steps.map((step) =>
          step.status === 'awaitingChanges' ? { ...step, status: 'cancelled' } : step,
        ),
        phase: {
          kind: 'ended',
          outcome: event.outcome,
          by: event.by,
          at: event.at,
          textId: event.textId,
          elapsed: event.elapsed,
        },
      };
    default:
      return withSeat(state, event, (seat) => changeSeat(seat, event));
  }
}

type SeatEvent = Extract<RequestEvent, { readonly seat: string }>;

function changeSeat(seat: SeatState, event: SeatEvent): SeatState {
  switch (event.kind) {
    case 'seatAsked':
      return {
        ...withPersons(seat, event.persons),
        askedAt: event.at,
        askedOn: event.on,
        dueOn: event.dueOn,
      };
    case 'answered':
      return {
        ...seat,
        answer: {
          decision: event.decision,
          by: event.by,
          at: event.at,
          version: event.version,
          via: event.via,
          inPlaceOf: event.inPlaceOf === null ? [] : [event.inPlaceOf],
          carriedFrom: event.carriedFrom,
          reasonId: null,
        },
      };
    case 'decidedFor':
      return {
        ...seat,
        answer: {
          decision: event.decision,
          by: event.by,
          at: event.at,
          version: event.version,
          via: 'decidedFor',
          inPlaceOf: event.inPlaceOf,
          carriedFrom: null,
          reasonId: event.reasonId,
        },
      };
    case 'heldInternally':
      return { ...seat, internalUntil: event.until };
    case 'passedToSubstitute':
      return {
        ...withPersons(seat, [
          ...seat.persons,
          { personId: event.to, via: 'passed', inPlaceOf: event.by },
        ]),
        passed: [...seat.passed, { from: event.by, to: event.to }],
      };
    case 'reassigned':
      return {
        ...withPersons(seat, [{ personId: event.to, via: 'reassigned', inPlaceOf: null }]),
        assignedTo: event.to,
        passed: [],
        escalatedTo: [],
        escalations: [],
        internalUntil: null,
        askedAt: event.at,
        askedOn: event.on,
        dueOn: event.dueOn,
        take: seat.take + 1,
      };
    case 'escalated':
      return escalate(seat, event);
    case 'reminded': {
      const { stage, persons, on, key } = event;
      return { ...seat, reminders: [...seat.reminders, { stage, persons, on, key }] };
    }
    case 'holdersChanged':
      return withPersons(seat, event.persons);
  }
}

function escalate(seat: SeatState, event: Extract<SeatEvent, { kind: 'escalated' }>): SeatState {
  const { target, why, persons, on, key } = event;
  const escalations = [...seat.escalations, { target, why, persons, on, key }];
  // The programme officer is told; she decides in somebody's place, with a reason.
  if (target === 'programmeOfficer') return { ...seat, escalations };
  const reached = persons.map((personId, index) => ({
    personId,
    inPlaceOf: event.inPlaceOf[index] ?? null,
  }));
  return {
    ...withPersons(seat, [
      ...seat.persons,
      ...reached.map((person): SeatPerson => ({ ...person, via: 'escalated' })),
    ]),
    escalations,
    escalatedTo: [...seat.escalatedTo, ...reached],
  };
}

function roundOf(event: StepOpened): RoundState {
  return {
    round: event.round,
    version: event.version,
    openedAt: event.at,
    openedOn: event.on,
    dueOn: event.dueOn,
    seats: event.seats.map((seat) => seatStateOf(seat, event)),
    closed: null,
  };
}

/** A seat at the moment it is asked, or waits for its turn. */
export function seatStateOf(
  seat: Seat,
  event: { readonly at: string; readonly on: string },
): SeatState {
  const asked = seat.dueOn !== null;
  return {
    ...seat,
    passed: [],
    escalatedTo: [],
    askedAt: asked ? event.at : null,
    askedOn: asked ? event.on : null,
    take: 1,
    answer: null,
    internalUntil: null,
    escalations: [],
    reminders: [],
  };
}

/** A withdrawn seat stays so: it was said, and nothing rests on it. */
function withPersons(seat: SeatState, persons: readonly SeatPerson[]): SeatState {
  const distinct = persons.filter(
    ({ personId }, index) => persons.findIndex((p) => p.personId === personId) === index,
  );
  if (seat.status === 'withdrawn') return seat;
  return { ...seat, persons: distinct, status: distinct.length > 0 ? 'held' : 'vacant' };
}

const statusAfter = {
  approved: 'approved',
  refused: 'refused',
  changesAsked: 'awaitingChanges',
  amended: 'awaitingChanges',
  cancelled: 'cancelled',
} as const;

function closeStep(state: RequestState, event: StepClosed): RequestState {
  const closed = withStep(state, event.step, (step) => ({
    ...step,
    status: statusAfter[event.outcome],
    rounds: step.rounds.map((round) =>
      round.round === event.round
        ? {
            ...round,
            closed: {
              outcome: event.outcome,
              by: event.by,
              at: event.at,
              elapsed: event.elapsed,
            },
          }
        : round,
    ),
  }));
  if (event.outcome !== 'changesAsked' || event.by === null) return closed;
  const { by, at, textId } = event;
  return { ...closed, phase: { kind: 'awaitingChanges', by, at, textId: textId ?? '' } };
}

function withStep(
  state: RequestState,
  code: string,
  update: (step: StepState) => StepState,
): RequestState {
  return {
    ...state,
    steps: state.steps.map((step) => (step.definition.code === code ? update(step) : step)),
  };
}

function withSeat(
  state: RequestState,
  at: { readonly step: string; readonly round: number; readonly seat: string },
  update: (seat: SeatState) => SeatState,
): RequestState {
  return withStep(state, at.step, (step) => ({
    ...step,
    rounds: step.rounds.map((round) =>
      round.round === at.round
        ? {
            ...round,
            seats: round.seats.map((seat) => (seat.id === at.seat ? update(seat) : seat)),
          }
        : round,
    ),
  }));
}
