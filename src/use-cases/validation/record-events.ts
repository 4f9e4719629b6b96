/**
 * Writes what an act or the time brought to a request: events, journal, effect, and what must be
 * said, all in the transaction of the act.
 */

import type { RequestEvent } from '../../domain/circuit/events.ts';
import type { CircuitFacts } from '../../domain/circuit/facts.ts';
import { type RequestState, replayRequest } from '../../domain/circuit/state.ts';
import { sendingInstant } from '../../domain/sending-hours.ts';
import type { JournalValue } from '../../store/journal.ts';
import { copiesOf, enqueue, type Recipient } from '../../store/outbox.ts';
import { appendEvents, readEvents, type ValidationRequest } from '../../store/requests.ts';
import { type Context, journal } from '../context.ts';
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
  const leavesAt = sendingInstant(context.now, context.pact.definition.calendar);
  const asked = before.length > 0 ? askedNow(replayRequest(before), facts) : [];
  await tellAsked({ context, request, leavesAt }, asked, askedNow(state, facts));
  await tellOthers({ context, request, leavesAt }, events, before.length);
  await rewriteCopies(context, request, before.length + events.length);
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

/** Those whose turn has come and who were not asked before. */
async function tellAsked(
  telling: Telling,
  before: readonly Asked[],
  after: readonly Asked[],
): Promise<void> {
  const known = new Set(before.map(keyOf));
  for (const asked of after) {
    if (known.has(keyOf(asked))) continue;
    known.add(keyOf(asked));
    const recipient: Recipient = asked.officer
      ? { kind: 'officerChannel' }
      : { kind: 'person', person: asked.personId };
    await say(telling, 'requestAsked', keyOf(asked), recipient);
  }
}

/** One message per person and round, one for the channel, whatever the number of seats. */
function keyOf({ step, round, officer, personId }: Asked): string {
  return `${step}:${round}:${officer ? 'officer' : personId}`;
}

/** The requester at each turn; whoever a reminder or an escalation is for. */
async function tellOthers(
  telling: Telling,
  events: readonly RequestEvent[],
  sequence: number,
): Promise<void> {
  const { requesterId } = telling.request;
  for (const [index, event] of events.entries()) {
    if (event.kind === 'reminded')
      for (const person of event.persons)
        await say(telling, 'requestReminder', `${event.key}:${person}`, { kind: 'person', person });
    if (event.kind === 'escalated' && event.target === 'programmeOfficer')
      await say(telling, 'requestEscalated', event.key, { kind: 'officerChannel' });
    if (turnsForRequester.has(event.kind) && event.by !== requesterId)
      await say(telling, 'requestTold', `${sequence + index + 1}`, {
        kind: 'person',
        person: requesterId,
      });
  }
}

/** An answer that ends a step is told by the end of the step, and so on: each turn is told once. */
const turnsForRequester = new Set<RequestEvent['kind']>(['stepClosed', 'ended', 'reassigned']);

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

/** Every copy then says what is now true; rewriting disturbs nobody and goes at any hour. */
async function rewriteCopies(
  context: Context,
  request: ValidationRequest,
  version: number,
): Promise<void> {
  for (const copy of await copiesOf(context.db, request.id))
    await enqueue(context.db, {
      id: context.newId(),
      key: `rewrite:${copy.id}:${version}`,
      intent: copy.intent,
      subjectId: request.id,
      recipient: { kind: 'copy', copy: copy.id },
      notBefore: context.now,
      createdAt: context.now,
    });
}
