/** A request is asked: the circuit is kept as it is, the first steps open or are skipped. */
import type { Circuit } from '../pact.ts';
import { done, type Result, refused } from '../result.ts';
import { firstState } from './apply-event.ts';
import type { Asked, RequestEvent, RequestSubject } from './events.ts';
import type { CircuitFacts } from './facts.ts';
import { openFrom } from './open-step.ts';

export interface Ask {
  readonly requestId: string;
  readonly requester: string;
  readonly circuit: Circuit;
  readonly subject: RequestSubject;
  /** Identifies the fields that will be shown, e.g. a hash of them. */
  readonly shown: string;
  readonly textId: string | null;
  /** The open request of the same circuit and subject, when there is one. */
  readonly openRequest: string | null;
}

export type AskRefusal =
  | { readonly kind: 'circuitDisabled'; readonly circuit: string }
  | { readonly kind: 'circuitEmpty'; readonly circuit: string }
  /** One open request per circuit and subject. */
  | { readonly kind: 'alreadyOpen'; readonly request: string };

/** @param now UTC instant whose local day is `facts.today` */
export function askRequest(
  ask: Ask,
  facts: CircuitFacts,
  now: string,
): Result<readonly RequestEvent[], AskRefusal> {
  const { circuit } = ask;
  if (ask.openRequest !== null) return refused({ kind: 'alreadyOpen', request: ask.openRequest });
  if (!circuit.enabled || circuit.retiredOn !== undefined) {
    return refused({ kind: 'circuitDisabled', circuit: circuit.code });
  }
  if (circuit.steps.length === 0) return refused({ kind: 'circuitEmpty', circuit: circuit.code });
  const moment = { at: now, on: facts.today, by: ask.requester };
  const asked: Asked = {
    kind: 'asked',
    ...moment,
    requestId: ask.requestId,
    requester: ask.requester,
    subject: ask.subject,
    circuit,
    chains: facts.chains,
    shown: ask.shown,
    textId: ask.textId,
  };
  const draft = { state: firstState(asked), events: [asked] };
  return done(openFrom(draft, 0, facts, moment, []).events);
}
