/** Events in the making: each is applied as it is recorded, so that what follows sees it. */
import { applyEvent } from './apply-event.ts';
import type { RequestEvent } from './events.ts';
import type { RequestState } from './state-types.ts';

/** The instant an act is done, its local day, and who does it. */
export interface Moment {
  readonly at: string;
  readonly on: string;
  readonly by: string | null;
}

export interface Draft {
  readonly state: RequestState;
  /** Recorded so far, oldest first; not those that made the state to begin with. */
  readonly events: readonly RequestEvent[];
}

export function draftOf(state: RequestState): Draft {
  return { state, events: [] };
}

export function record(draft: Draft, ...events: readonly RequestEvent[]): Draft {
  return {
    state: events.reduce(applyEvent, draft.state),
    events: [...draft.events, ...events],
  };
}
