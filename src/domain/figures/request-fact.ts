/** A request of the circuit reduced to what its delays are computed from. */
import { workingDaysBetween } from '../calendar.ts';
import type { RequestEvent } from '../circuit/events.ts';
import type { HolidayOptions } from '../holidays.ts';
import type { ClosedRound, RequestFact, SeatAnswer } from './facts.ts';

/** Its events, oldest first; `undefined` when they do not begin by the ask. */
export function requestFactOf(
  events: readonly RequestEvent[],
  calendar: HolidayOptions,
): RequestFact | undefined {
  const [asked, ...later] = events;
  if (asked?.kind !== 'asked') return undefined;
  const rounds: ClosedRound[] = [];
  const answers: SeatAnswer[] = [];
  const seats = new AskedSeats();
  let end: RequestFact['end'] = null;
  for (const event of later) {
    seats.note(event);
    if (event.kind === 'stepClosed') {
      const { step, on, outcome, elapsed } = event;
      rounds.push({ step, on, outcome, elapsed });
    }
    // An answer carried from another seat took no time of its own; one given in somebody's place
    // says nothing of their structure.
    if (event.kind === 'answered' && event.carriedFrom === null) {
      const asking = seats.find(event.step, event.seat);
      if (asking)
        answers.push({
          step: event.step,
          seat: asking.origin,
          on: event.on,
          elapsed: workingDaysBetween(asking.on, event.on, calendar),
        });
    }
    if (event.kind === 'ended') {
      const { on, outcome, elapsed } = event;
      end = { on, outcome, elapsed };
    }
  }
  const { code, label, steps } = asked.circuit;
  return {
    circuit: { code, label },
    steps: steps.map((step) => ({ code: step.code, label: step.label, delay: step.delay })),
    subjectKind: asked.subject.kind,
    subjectId: asked.subject.id,
    askedOn: asked.on,
    ...{ rounds, answers, end },
  };
}

type Asking = Pick<SeatAnswer, 'seat' | 'on'>;

/** Since when each seat has been asked, in the round that is open. */
class AskedSeats {
  readonly #origins = new Map<string, Asking['seat']>();
  readonly #askedOn = new Map<string, string>();

  note(event: RequestEvent): void {
    if (event.kind === 'stepOpened')
      for (const { id, origin, dueOn } of event.seats) {
        const key = `${event.step} ${id}`;
        this.#origins.set(key, origin);
        // The later links of a structure's chain wait for their turn.
        if (dueOn !== null) this.#askedOn.set(key, event.on);
      }
    if (event.kind === 'seatAsked' || event.kind === 'reassigned')
      this.#askedOn.set(`${event.step} ${event.seat}`, event.on);
  }

  find(step: string, seat: string): { origin: Asking['seat']; on: string } | undefined {
    const key = `${step} ${seat}`;
    const origin = this.#origins.get(key);
    const on = this.#askedOn.get(key);
    return origin && on !== undefined ? { origin, on } : undefined;
  }
}
