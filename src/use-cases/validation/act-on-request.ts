/**
 * What people do to a request: answer, hold, hand over, amend, cancel, reassign, decide in place.
 * Rights, versions and concurrent answers are the engine's: it is given the people of the day and
 * the events as they are inside the transaction (SPEC §6).
 */
import type { CircuitAct } from '../../domain/circuit/acts.ts';
import { decide } from '../../domain/circuit/decide.ts';
import type { RequestEvent } from '../../domain/circuit/events.ts';
import { type RequestState, replayRequest } from '../../domain/circuit/state.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { findActionById } from '../../store/actions.ts';
import { findGroupById } from '../../store/groups.ts';
import { findRequest, readEvents, type ValidationRequest } from '../../store/requests.ts';
import { readTexts, saveText } from '../../store/texts.ts';
import { inPactOf } from '../action-access.ts';
import { type Context, journal, refuseIfClosed } from '../context.ts';
import { checkText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';
import { shownFields } from './ask-validation.ts';
import { circuitFacts } from './facts.ts';
import { recordEvents } from './record-events.ts';

export interface ActedOn {
  readonly request: ValidationRequest;
  readonly state: RequestState;
  /** The same answer was already there: nothing was written. */
  readonly unchanged: boolean;
}

export interface RequestActInput {
  /** «V-12». */
  readonly request: string;
  /** The act, given who does it and the id of its text (`null` without one). */
  readonly act: (by: string, textId: string | null) => CircuitAct;
  readonly text?: string | undefined;
  readonly contactsConfirmed?: boolean;
}

/** In the pact of the request, which another may have followed since. */
export async function actOnRequest(
  turn: Context,
  input: RequestActInput,
): Promise<Result<ActedOn, Refusal>> {
  const by = turn.actor.personId;
  if (by === null) throw new Error('a request is acted on by a person');
  const request = await findRequest(turn.db, { code: input.request });
  if (!request) return refused({ kind: 'notFound', what: 'request', id: input.request });
  const context = await inPactOf(turn, request.pactId);
  const subject = { kind: 'request', id: request.id };
  const wrong =
    (await refuseIfClosed(context, context.pact, subject)) ??
    checkText('text', input.text, input.contactsConfirmed);
  if (wrong) return refused(wrong);

  const events = await readEvents(context.db, request.id);
  const state = replayRequest(events);
  const facts = await circuitFacts(context, request);
  const said = input.text ? await saidBefore(context, events, by, input.text) : undefined;
  const textId = input.text ? (said ?? context.newId()) : null;
  const decided = decide(state, input.act(by, textId), facts, context.now);
  if (!decided.ok) {
    await journal(context, {
      act: 'refused',
      subjectKind: 'request',
      subjectId: request.id,
      payload: { reason: decided.refusal.kind },
    });
    return refused({ kind: 'circuit', refusal: decided.refusal, request: request.code });
  }
  if (decided.value.length === 0) return done({ request, state, unchanged: true });
  const text =
    input.text && textId && !said
      ? await saveText(context.db, { id: textId, body: input.text, authorId: by, at: context.now })
      : undefined;
  const recorded = await recordEvents(
    context,
    request,
    facts,
    decided.value,
    text ? [text.hash] : [],
  );
  return done({ request, state: recorded.state, unchanged: false });
}

/** The same words of the same person keep their id: the same answer twice is then a success. */
async function saidBefore(
  context: Context,
  events: readonly RequestEvent[],
  by: string,
  words: string,
): Promise<string | undefined> {
  const ids = events.flatMap((event) =>
    event.kind === 'answered' && event.by === by && 'textId' in event.decision
      ? [event.decision.textId]
      : [],
  );
  const texts = await readTexts(context.db, ids);
  return ids.findLast((id) => texts.get(id) === words);
}

/** What is shown of the subject now: amending a request makes a new version of it. */
export async function shownNow(context: Context, request: ValidationRequest): Promise<string> {
  if (request.subjectKind === 'action') {
    const action = await findActionById(context.db, request.subjectId);
    if (!action) throw new Error(`action ${request.subjectId} is referred to but not stored`);
    return shownFields(context, { kind: 'action', action }, request.effect);
  }
  const group = await findGroupById(context.db, request.subjectId);
  if (!group) throw new Error(`group ${request.subjectId} is referred to but not stored`);
  return shownFields(context, { kind: 'group', group }, request.effect);
}
