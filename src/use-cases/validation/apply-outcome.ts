/** What the end of a request does to the pact: the status, the pilot, the blocker it raised. */

import { missingParts, needsSubstance } from '../../domain/action-status.ts';
import type { RequestOutcome } from '../../domain/circuit/events.ts';
import { addDays } from '../../domain/days.ts';
import type { ActionStatus } from '../../domain/terms.ts';
import { insertEntry } from '../../store/action-entries.ts';
import {
  type Action,
  findActionById,
  indicatorsOf,
  updateActionStatus,
} from '../../store/actions.ts';
import { liftBlocker, openBlockers } from '../../store/blockers.ts';
import { findGroupById } from '../../store/groups.ts';
import { pilotsOf } from '../../store/mandates.ts';
import { findPerson } from '../../store/people.ts';
import { type RequestEffect, readEvents, type ValidationRequest } from '../../store/requests.ts';
import { readTexts } from '../../store/texts.ts';
import { type Context, journal } from '../context.ts';
import { writeMandateEnd } from '../end-mandate.ts';
import { breaksTwoStructures, justifyPilots, writeMandate } from '../give-mandate.ts';

export async function applyOutcome(
  context: Context,
  request: ValidationRequest,
  outcome: RequestOutcome,
): Promise<void> {
  const { effect } = request;
  if (effect.kind === 'status') {
    if (outcome === 'approved') await changeStatus(context, request, effect);
    await liftWaiting(context, request.subjectId, effect);
  }
  if (effect.kind === 'pilot' && outcome === 'approved')
    await changePilot(context, request, effect);
}

/** The change belongs to who asked for it: the decisions are in the request. */
async function changeStatus(
  context: Context,
  request: ValidationRequest,
  effect: Extract<RequestEffect, { kind: 'status' }>,
): Promise<void> {
  const action = await findActionById(context.db, request.subjectId);
  if (!action) throw new Error(`action ${request.subjectId} is referred to but not stored`);
  if (!(await stillApplies(context, action, effect.to))) return;
  const entry = context.newId();
  await insertEntry(context.db, {
    id: entry,
    actionId: action.id,
    at: context.now,
    authorId: request.requesterId,
    kind: 'update',
    fromStatus: action.status,
    toStatus: effect.to,
    nothingNew: false,
    textId: null,
    changesId: null,
    about: null,
  });
  await updateActionStatus(context.db, action.id, { status: effect.to, lastNewsAt: context.now });
  await journal(context, {
    act: 'action.updated',
    subjectKind: 'action',
    subjectId: action.id,
    payload: {
      entry,
      from: action.status,
      to: effect.to,
      text: null,
      nothingNew: false,
      request: request.code,
    },
  });
}

/**
 * An approval is worth what was asked: an action abandoned, already there or emptied meanwhile stays
 * as it is. The request says so, to whoever asked and to whoever answered.
 */
async function stillApplies(context: Context, action: Action, to: ActionStatus): Promise<boolean> {
  const { status } = action;
  if (status === to || status === 'abandoned') return false;
  if (to !== 'completed' && status !== 'project') return false;
  const indicators = await indicatorsOf(context.db, [action.id]);
  return !needsSubstance(status, to) || missingParts({ ...action, indicators }).length === 0;
}

async function liftWaiting(
  context: Context,
  actionId: string,
  effect: Extract<RequestEffect, { kind: 'status' }>,
): Promise<void> {
  const open = await openBlockers(context.db, [actionId]);
  if (!open.some((blocker) => blocker.id === effect.blocker)) return;
  await liftBlocker(context.db, effect.blocker, {
    liftedAt: context.now,
    liftedBy: context.actor.personId,
    liftedEntry: null,
  });
  await journal(context, {
    act: 'blocker.lifted',
    subjectKind: 'action',
    subjectId: actionId,
    payload: { blocker: effect.blocker },
  });
}

async function changePilot(
  context: Context,
  request: ValidationRequest,
  effect: Extract<RequestEffect, { kind: 'pilot' }>,
): Promise<void> {
  const group = await findGroupById(context.db, request.subjectId);
  const person = await findPerson(context.db, effect.person);
  if (!group) throw new Error(`group ${request.subjectId} is referred to but not stored`);
  // Somebody who left while the request was open cannot be made a pilot: the seat stays as it is.
  if (!person || person.departedAt) return;
  const yesterday = addDays(context.today, -1);
  const before = (await pilotsOf(context.db, group.id, context.today)).filter(
    ({ role }) => role === effect.role,
  );
  // A seat begun today keeps its day: the new one begins tomorrow.
  const lastDay = before.some(({ startsOn }) => startsOn > yesterday) ? context.today : yesterday;
  for (const seat of before) await writeMandateEnd(context, seat.id, lastDay);
  const mandate = {
    id: context.newId(),
    pactId: group.pactId,
    personId: person.id,
    role: effect.role,
    namedRole: null,
    structure: person.structure,
    territory: null,
    groupId: group.id,
    startsOn: addDays(lastDay, 1),
    endsOn: null,
  };
  await writeMandate(context, mandate, group.code);
  // What was said when asking is why: without a word, two pilots of one structure are not asked for.
  if (await breaksTwoStructures(context, mandate)) {
    const reason = await firstWords(context, request);
    if (reason) await justifyPilots(context, group.id, reason);
  }
}

async function firstWords({ db }: Context, { id }: ValidationRequest): Promise<string | undefined> {
  const [asked] = await readEvents(db, id);
  const textId = asked?.kind === 'asked' ? asked.textId : null;
  return textId === null ? undefined : (await readTexts(db, [textId])).get(textId);
}
