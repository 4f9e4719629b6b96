/** Moves a planned committee or COPIL to another day, or mends its hour or its place. */
import { done, type Result, refused } from '../domain/result.ts';
import type { Meeting } from '../store/meetings.ts';
import {
  bodyOf,
  changeMeeting,
  findChangeable,
  type Plan,
  refusePlan,
  replaceText,
} from './body-meeting.ts';
import { type Context, journal } from './context.ts';
import { checkText } from './keep-text.ts';
import { journaledPlan } from './plan-meeting.ts';
import type { Refusal } from './refusal.ts';

export interface Postponed {
  readonly meeting: Meeting;
  /** The day it was planned for before. */
  readonly before: string;
}

/** What is not given (hour, place) stays as it was when only the day moves. */
export async function postponeMeeting(
  context: Context,
  id: string,
  input: Plan & { readonly reason?: string; readonly contactsConfirmed?: boolean },
): Promise<Result<Postponed, Refusal>> {
  const found = await findChangeable(context, id, ['planned']);
  if (!found.ok) return found;
  const meeting = found.value;
  const refusal =
    (await refusePlan(context, bodyOf(meeting), input, { ...input, except: id })) ??
    checkText('reason', input.reason, input.contactsConfirmed);
  if (refusal) return refused(refusal);
  const plan = {
    plannedDay: input.day,
    plannedTime: input.time === undefined ? meeting.plannedTime : input.time || null,
    place: input.place === undefined ? meeting.place : input.place || null,
  };
  const { textId, text } = await replaceText(context, meeting, input.reason);
  await changeMeeting(context, id, { ...plan, textId });
  await journal(context, {
    act: meeting.plannedDay === input.day ? 'meeting.amended' : 'meeting.postponed',
    subjectKind: 'meeting',
    subjectId: id,
    payload: { from: meeting.plannedDay, ...journaledPlan(plan), text },
  });
  return done({ meeting: { ...meeting, ...plan, textId }, before: meeting.plannedDay ?? '' });
}
