/** Where a request stands: a pure function of its events (PTI 2022-2025, axe 4). */
import { workingDaysBetween } from '../calendar.ts';
import type { HolidayOptions } from '../holidays.ts';
import { applyEvent, firstState } from './apply-event.ts';
import type { RequestEvent } from './events.ts';
import type {
  RequestState,
  RoundState,
  SeatState,
  StepState,
  VersionState,
} from './state-types.ts';

export type {
  Phase,
  RequestState,
  RoundState,
  SeatAnswer,
  SeatState,
  StepState,
  VersionState,
} from './state-types.ts';

/** Replays the events of one request, oldest first. Throws when they do not begin by the ask. */
export function replayRequest(events: readonly RequestEvent[]): RequestState {
  const [first, ...rest] = events;
  if (first?.kind !== 'asked') throw new Error('The events of a request begin by «asked».');
  return rest.reduce(applyEvent, firstState(first));
}

/** The version that is shown now. */
export function currentVersion(state: RequestState): VersionState {
  const latest = state.versions.at(-1);
  if (latest === undefined) throw new Error(`Request ${state.id} has no version.`);
  return latest;
}

export interface OpenStep {
  readonly step: StepState;
  readonly round: RoundState;
}

/** The step that is asked now; none while changes are awaited or once the request has ended. */
export function openStep(state: RequestState): OpenStep | undefined {
  const step = state.steps.find(({ status }) => status === 'open');
  const round = step?.rounds.at(-1);
  return step && round && { step, round };
}

/** A seat that is asked and has not answered. */
export function isWaiting(seat: SeatState): boolean {
  return seat.askedOn !== null && seat.answer === null;
}

/** Working days a step has taken: stored for its closed rounds, counted for the open one. */
export function stepElapsed(step: StepState, today: string, calendar: HolidayOptions): number {
  return step.rounds.reduce(
    (sum, { closed, openedOn }) =>
      sum + (closed ? closed.elapsed : workingDaysBetween(openedOn, today, calendar)),
    0,
  );
}
