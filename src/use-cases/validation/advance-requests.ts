/** What time brings to open requests: reminders, escalation, changes of holders; never a decision. */
import { advance } from '../../domain/circuit/advance.ts';
import { replayRequest } from '../../domain/circuit/state.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { isSendingTime } from '../../domain/sending-hours.ts';
import type { Db, Tx } from '../../store/database.ts';
import { readPact } from '../../store/pacts.ts';
import {
  findRequest,
  openRequests,
  readEvents,
  type ValidationRequest,
} from '../../store/requests.ts';
import type { Context } from '../context.ts';
import { circuitFacts } from './facts.ts';
import { recordEvents } from './record-events.ts';

/** @param now UTC instant. @returns how many requests moved */
export async function advanceRequests(db: Db, now: string, newId: () => string): Promise<number> {
  let moved = 0;
  // One transaction each: a long list never keeps a click waiting.
  for (const request of await openRequests(db))
    if (await db.transaction().execute((tx) => advanceOne(tx, request.id, now, newId))) moved += 1;
  return moved;
}

async function advanceOne(
  db: Tx,
  requestId: string,
  now: string,
  newId: () => string,
): Promise<boolean> {
  const request = await findRequest(db, { id: requestId });
  const pact = await readPact(db);
  if (request?.state !== 'open' || !pact) return false;
  // A reminder belongs to a working day: what the night brings is looked at when it opens.
  if (!isSendingTime(now, pact.definition.calendar)) return false;
  const context: Context = {
    db,
    now,
    today: parisDay(now),
    actor: { personId: null, mandates: [] },
    pact,
    newId,
  };
  return recordAdvance(context, request);
}

async function recordAdvance(context: Context, request: ValidationRequest): Promise<boolean> {
  const state = replayRequest(await readEvents(context.db, request.id));
  const facts = await circuitFacts(context, request);
  const events = advance(state, facts, context.now);
  if (events.length === 0) return false;
  await recordEvents(context, request, facts, events);
  return true;
}
