/**
 * Writes what an act or the time brought to a request: events, journal, effect, and what must be
 * said, all in the transaction of the act.
 */

import type { RequestEvent } from '../../domain/circuit/events.ts';
import type { CircuitFacts } from '../../domain/circuit/facts.ts';
import { type RequestState, replayRequest } from '../../domain/circuit/state.ts';
import { sendingInstant } from '../../domain/sending-hours.ts';
import type { JournalValue } from '../../store/journal.ts';
import { enqueue, type Recipient } from '../../store/outbox.ts';
import { appendEvents, readEvents, type ValidationRequest } from '../../store/requests.ts';
import { type Context, journal } from '../context.ts';
import { followEvaluation } from '../indicators/follow-evaluation.ts';
import { rewriteCopies } from '../rewrite-copies.ts';
import { applyOutcome } from './apply-outcome.ts';
import { type Asked, askedNow } from './asked-now.ts';

export interface Recorded {
  readonly state: RequestState;
  /** When the messages leave: now, or at the next opening of sending hours. */
  readonly leavesAt: string;
}

/**
 * @param textHashes hashes of the texts that the events refer to, for the journal
 * @throws when somebody else wrote to the request meanwhile: the transaction is then undone
 */
export async function recordEvents(
  context: Context,
  request: ValidationRequest,
  facts: CircuitFacts,
  events: readonly RequestEvent[],
  textHashes: readonly string[] = [],
): Promise<Recorded> {
  const before = await readEvents(context.db, request.id);
  if (!(await appendEvents(context.db, request, events)))
    throw new Error(`request ${request.id} was written to meanwhile`);
  await journalEvents(context, request, events, textHashes);
  const state = replayRequest([...before, ...events]);
  const end = events.find((event) => event.kind === 'ended');
  if (end) await applyOutcome(context, request, end.outcome);
  await followEvaluation(context, request, state);
  const leavesAt = sendingInstant(context.now, context.pact.definition.calendar);
  await tellAsked({ context, request, leavesAt }, askedNow(state, facts));
  await tellOthers({ context, request, leavesAt }, events, before.length);
  await rewriteCopies(context, request.id, before.length + events.length);
  return { state, leavesAt };
}

async function journalEvents(
  context: Context,
  request: ValidationRequest,
  events: readonly RequestEvent[],
  textHashes: readonly string[],
): Promise<void> {
  for (const [index, event] of events.entries()) {
    const hashes = index === 0 ? textHashes : [];
    await journal(context, {
      act: `request.${event.kind}`,
      subjectKind: 'request',
      subjectId: request.id,
      payload: {
        event: event as unknown as JournalValue,
        ...Object.fromEntries(hashes.map((hash, position) => [`text${position + 1}`, hash])),
      },
    });
  }
}

interface Telling {
  readonly context: Context;
  readonly request: ValidationRequest;
  readonly leavesAt: string;
}

/**
 * Whoever is asked now: a new step, a new holder, a substitute. The key of a message is kept as
 * long as the request is open, so that nobody is asked twice for the same.
 */
async function tellAsked(telling: Telling, asked: readonly Asked[]): Promise<void> {
  for (const one of asked) {
    const recipient: Recipient = one.officer
      ? { kind: 'officerChannel' }
      : { kind: 'person', person: one.personId };
    await say(telling, 'requestAsked', keyOf(one), recipient);
  }
}

/** One message per person and round, one for the channel, whatever the number of seats. */
function keyOf({ step, round, officer, personId }: Asked): string {
  return `${step}:${round}:${officer ? 'officer' : personId}`;
}

/** The requester at each turn; her channel for an escalation. A reminder joins the digest. */
async function tellOthers(
  telling: Telling,
  events: readonly RequestEvent[],
  sequence: number,
): Promise<void> {
  const { requesterId } = telling.request;
  for (const [index, event] of events.entries()) {
    if (event.kind === 'escalated' && event.target === 'programmeOfficer')
      // Several seats may run out on one day: the channel is told once.
      await say(telling, 'requestEscalated', `${event.step}:${event.round}:${event.on}`, {
        kind: 'officerChannel',
      });
    if (isTurnForRequester(event, events) && event.by !== requesterId)
      await say(telling, 'requestTold', `${sequence + index + 1}`, {
        kind: 'person',
        person: requesterId,
      });
  }
}

/** Each turn is told once: the end of the request tells that of its last step too. */
function isTurnForRequester(event: RequestEvent, all: readonly RequestEvent[]): boolean {
  if (event.kind === 'stepClosed') return !all.some(({ kind }) => kind === 'ended');
  return event.kind === 'ended' || event.kind === 'reassigned';
}

async function say(
  { context, request, leavesAt }: Telling,
  intent: string,
  key: string,
  recipient: Recipient,
): Promise<void> {
  await enqueue(context.db, {
    id: context.newId(),
    key: `${intent}:${request.id}:${key}`,
    intent,
    subjectId: request.id,
    recipient,
    notBefore: leavesAt,
    createdAt: context.now,
  });
}
