/** What an open request shows was changed: it is shown again, and its step asked again (SPEC §6). */
import { showAnew } from '../../domain/circuit/amend.ts';
import { replayRequest } from '../../domain/circuit/state.ts';
import { readEvents, requestsAbout } from '../../store/requests.ts';
import type { Context } from '../context.ts';
import { shownNow } from './act-on-request.ts';
import { circuitFacts } from './facts.ts';
import { recordEvents } from './record-events.ts';

/** @returns the codes of the requests that are asked again */
export async function showRequestsAnew(
  context: Context,
  subjectId: string,
): Promise<readonly string[]> {
  const again: string[] = [];
  for (const request of await requestsAbout(context.db, subjectId)) {
    if (request.state !== 'open') continue;
    const state = replayRequest(await readEvents(context.db, request.id));
    const facts = await circuitFacts(context, request);
    // The command line changes what it shows in the name of whoever asks.
    const by = context.actor.personId ?? request.requesterId;
    const change = { by, shown: await shownNow(context, request) };
    const events = showAnew(state, change, facts, context.now);
    if (events.length === 0) continue;
    await recordEvents(context, request, facts, events);
    again.push(request.code);
  }
  return again;
}
