/** What time brings to open requests: reminders, escalation, changes of holders; never a decision. */
import { advance } from '../../domain/circuit/advance.ts';
import { replayRequest } from '../../domain/circuit/state.ts';
import { addDays } from '../../domain/days.ts';
import { parisDay, parisInstant } from '../../domain/paris-time.ts';
import { sendingInstant } from '../../domain/sending-hours.ts';
import type { Db, Tx } from '../../store/database.ts';
import { lastJournalRow } from '../../store/journal.ts';
import { type Pact, readPact } from '../../store/pacts.ts';
import {
  findRequest,
  openRequests,
  readEvents,
  type ValidationRequest,
} from '../../store/requests.ts';
import type { Context } from '../context.ts';
import { circuitFacts } from './facts.ts';
import { recordEvents } from './record-events.ts';

interface Advanced {
  /** How many requests moved. */
  readonly moved: number;
  /** When those that wait for the sending hours of their pact are to be looked at. */
  readonly opensAt: string | undefined;
}

/**
 * The same for each tick: days and the state are all that time is reckoned with, so that it looks
 * at the requests again only once one of the two has changed.
 */
export function createRequestClock(db: Db, newId: () => string): (now: string) => Promise<number> {
  let seen: { readonly revision: number; readonly at: string; readonly until: string } | undefined;
  return async (now) => {
    const revision = await lastJournalRow(db);
    // A clock that was set back is asked again.
    if (seen?.revision === revision && now >= seen.at && now < seen.until) return 0;
    const { moved, opensAt } = await advanceRequests(db, now, newId);
    const tomorrow = parisInstant(addDays(parisDay(now), 1), '00:00');
    seen = { revision, at: now, until: opensAt ?? tomorrow };
    return moved;
  };
}

/** @param now UTC instant */
export async function advanceRequests(db: Db, now: string, newId: () => string): Promise<Advanced> {
  const pacts = new Map<string, Pact | undefined>();
  let moved = 0;
  let opensAt: string | undefined;
  for (const { id, pactId } of await openRequests(db)) {
    if (!pacts.has(pactId)) pacts.set(pactId, await readPact(db, pactId));
    const pact = pacts.get(pactId);
    if (!pact) continue;
    // A reminder belongs to a working day: what the night brings is looked at when it opens.
    const opening = sendingInstant(now, pact.definition.calendar);
    if (opening !== now) opensAt = opensAt === undefined || opening < opensAt ? opening : opensAt;
    // One transaction each: a long list never keeps a click waiting.
    else if (await db.transaction().execute((tx) => advanceOne({ db: tx, now, newId, pact }, id)))
      moved += 1;
  }
  return { moved, opensAt };
}

async function advanceOne(
  { db, now, newId, pact }: { db: Tx; now: string; newId: () => string; pact: Pact },
  requestId: string,
): Promise<boolean> {
  const request = await findRequest(db, { id: requestId });
  if (request?.state !== 'open') return false;
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
