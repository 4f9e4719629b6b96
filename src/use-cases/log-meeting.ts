/** Logs a concertation held by a working group: its date and its number of participants (SPEC §4). */
import { Temporal } from 'temporal-polyfill';
import { correctionMinutes } from '../domain/action-status.ts';
import { isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import type { WorkingGroup } from '../store/groups.ts';
import { findGroupById } from '../store/groups.ts';
import {
  findMeeting,
  heldMeetingsOf,
  insertMeeting,
  type Meeting,
  updateMeeting,
} from '../store/meetings.ts';
import { findWritableGroup } from './action-access.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

/** No room of the pact holds more; a larger number is a typing error. */
export const maxParticipants = 2000;

export interface LoggedMeeting {
  readonly id: string;
  readonly group: WorkingGroup;
  readonly heldOn: string;
  readonly participants: number;
  /** Concertations of the group so far, this one included. */
  readonly concertations: number;
}

export async function logMeeting(
  context: Context,
  input: { group: string; heldOn: string; participants: number },
): Promise<Result<LoggedMeeting, Refusal>> {
  const access = await findWritableGroup(context, input.group, 'logMeeting');
  if (!access.ok) return access;
  const { group, pact } = access.value;
  const { heldOn, participants } = input;
  if (!isDay(heldOn)) return refused({ kind: 'invalid', field: 'heldOn', why: 'badDay' });
  if (heldOn > context.today) return refused({ kind: 'future', day: heldOn });
  const { startsOn } = pact.definition;
  if (heldOn < startsOn) return refused({ kind: 'tooEarly', day: heldOn, limit: startsOn });
  if (!Number.isInteger(participants) || participants < 1 || participants > maxParticipants)
    return refused({ kind: 'invalid', field: 'participants', why: 'outOfRange' });
  const before = await heldMeetingsOf(context.db, group.id);
  if (before.some((meeting) => meeting.heldOn === heldOn))
    return refused({ kind: 'alreadyExists', what: 'meeting', id: heldOn });
  const id = context.newId();
  await insertMeeting(context.db, {
    id,
    pactId: group.pactId,
    body: 'workingGroup',
    groupId: group.id,
    territory: null,
    ruleCode: null,
    state: 'held',
    plannedDay: null,
    plannedTime: null,
    place: null,
    heldOn,
    participants,
    textId: null,
    createdAt: context.now,
    createdBy: context.actor.personId,
  });
  await journal(context, {
    act: 'meeting.held',
    subjectKind: 'meeting',
    subjectId: id,
    payload: { body: 'workingGroup', group: group.code, heldOn, participants },
  });
  return done({ id, group, heldOn, participants, concertations: before.length + 1 });
}

/**
 * Takes back a concertation logged by mistake: its author for a moment, then the chargée de mission.
 * The journal keeps that it was.
 */
export async function withdrawMeeting(
  context: Context,
  id: string,
): Promise<Result<WorkingGroup, Refusal>> {
  const meeting = await findMeeting(context.db, id);
  const known = meeting?.groupId ? await findGroupById(context.db, meeting.groupId) : undefined;
  if (!meeting || !known) return refused({ kind: 'notFound', what: 'meeting', id });
  const access = await findWritableGroup(context, known.code, 'logMeeting');
  if (!access.ok) return access;
  if (meeting.state === 'withdrawn') return refused({ kind: 'alreadyWithdrawn' });
  const subject = { kind: 'meeting', id };
  const late = isOwnAndRecent(context, meeting)
    ? undefined
    : await refuseUnlessAllowed(context, 'withdrawMeeting', subject);
  if (late) return refused(late);
  await updateMeeting(context.db, id, { state: 'withdrawn' });
  await journal(context, {
    act: 'meeting.withdrawn',
    subjectKind: 'meeting',
    subjectId: id,
    payload: {},
  });
  return done(access.value.group);
}

function isOwnAndRecent({ actor, now }: Context, { createdBy, createdAt }: Meeting): boolean {
  const until = Temporal.Instant.from(createdAt).add({ minutes: correctionMinutes });
  return createdBy === actor.personId && Temporal.Instant.compare(now, until) <= 0;
}
