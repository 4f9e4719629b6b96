/** Plans a local committee or a COPIL (SPEC §7): several a year are allowed, warnings never refuse. */
import { done, type Result, refused } from '../domain/result.ts';
import { insertMeeting, type Meeting } from '../store/meetings.ts';
import { type Body, type Plan, refuseForBody, refusePlan } from './body-meeting.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export async function planMeeting(
  context: Context,
  body: Body,
  plan: Plan & { readonly contactsConfirmed?: boolean },
): Promise<Result<Meeting, Refusal>> {
  const refusal =
    (await refuseForBody(context, body)) ?? (await refusePlan(context, body, plan, plan));
  if (refusal) return refused(refusal);
  const meeting: Meeting = {
    ...newMeeting(context, body),
    state: 'planned',
    plannedDay: plan.day,
    plannedTime: plan.time || null,
    place: plan.place || null,
  };
  await insertMeeting(context.db, meeting);
  await journal(context, {
    act: 'meeting.planned',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    payload: { ...journaledBody(meeting), ...journaledPlan(meeting) },
  });
  return done(meeting);
}

export function newMeeting(context: Context, body: Body): Omit<Meeting, 'state'> {
  const isCommittee = body.kind === 'committee';
  return {
    id: context.newId(),
    pactId: context.pact.definition.id,
    body: isCommittee ? 'localCommittee' : 'steeringCommittee',
    groupId: null,
    territory: isCommittee ? body.territory : null,
    ruleCode: isCommittee ? null : body.rule,
    plannedDay: null,
    plannedTime: null,
    place: null,
    heldOn: null,
    participants: null,
    textId: null,
    createdAt: context.now,
    createdBy: context.actor.personId,
  };
}

export function journaledBody({ body, territory, ruleCode }: Meeting) {
  return { body, territory, rule: ruleCode };
}

/** A place is words of a person: the journal says only whether there is one. */
export function journaledPlan(meeting: Pick<Meeting, 'plannedDay' | 'plannedTime' | 'place'>) {
  return {
    day: meeting.plannedDay,
    time: meeting.plannedTime,
    placed: meeting.place !== null,
  };
}
