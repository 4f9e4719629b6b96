/** Cancels a planned committee or COPIL, with a reason; or takes back what was said of it by mistake. */
import { Temporal } from 'temporal-polyfill';
import { done, type Result, refused } from '../domain/result.ts';
import type { Meeting } from '../store/meetings.ts';
import { bodyOf, changeMeeting, findChangeable, refuseTwin, replaceText } from './body-meeting.ts';
import { type Context, journal } from './context.ts';
import { checkText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export async function cancelMeeting(
  context: Context,
  id: string,
  input: { readonly reason: string; readonly contactsConfirmed?: boolean },
): Promise<Result<Meeting, Refusal>> {
  const found = await findChangeable(context, id, ['planned']);
  if (!found.ok) return found;
  const reason = input.reason.trim();
  if (reason === '') return refused({ kind: 'invalid', field: 'reason', why: 'empty' });
  const unsafe = checkText('reason', reason, input.contactsConfirmed);
  if (unsafe) return refused(unsafe);
  const { textId, text } = await replaceText(context, found.value, reason);
  await changeMeeting(context, id, { state: 'cancelled', textId });
  await journal(context, {
    act: 'meeting.cancelled',
    subjectKind: 'meeting',
    subjectId: id,
    payload: { day: found.value.plannedDay, text },
  });
  return done({ ...found.value, state: 'cancelled', textId });
}

/** How long a date planned by mistake disappears without a reason; after, it is cancelled. */
export const withdrawMinutes = 15;

/**
 * Puts a meeting back to where it stood: what was declared held or cancelled is planned again, what
 * was planned a moment ago (or held without ever being planned) is taken back. The journal keeps it.
 */
export async function takeBackMeeting(
  context: Context,
  id: string,
): Promise<Result<Meeting, Refusal>> {
  const found = await findChangeable(context, id, ['planned', 'held', 'cancelled']);
  if (!found.ok) return found;
  const meeting = found.value;
  const back = meeting.state === 'planned' || meeting.plannedDay === null ? 'withdrawn' : 'planned';
  if (meeting.state === 'planned') {
    const until = Temporal.Instant.from(meeting.createdAt).add({ minutes: withdrawMinutes });
    if (Temporal.Instant.compare(context.now, until) > 0)
      return refused({ kind: 'meetingState', state: 'planned' });
  }
  if (back === 'planned') {
    // Another meeting of the body may have taken its day meanwhile.
    const twin = await refuseTwin(context, bodyOf(meeting), meeting.plannedDay ?? '', id);
    if (twin) return refused(twin);
  }
  const change =
    back === 'planned' ? { state: back, heldOn: null, participants: null } : { state: back };
  await changeMeeting(context, id, change as Partial<Meeting>);
  await journal(context, {
    act: back === 'planned' ? 'meeting.reopened' : 'meeting.withdrawn',
    subjectKind: 'meeting',
    subjectId: id,
    payload: { was: meeting.state },
  });
  return done({ ...meeting, ...change } as Meeting);
}
