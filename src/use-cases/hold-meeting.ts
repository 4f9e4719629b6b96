/** Closes a committee or a COPIL: the day it was held and how many people came (SPEC §7). */
import { isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { bodyMeetings, insertMeeting, type Meeting } from '../store/meetings.ts';
import {
  type Body,
  bodyOf,
  changeMeeting,
  findChangeable,
  refuseForBody,
  replaceText,
  sameBody,
} from './body-meeting.ts';
import { type Context, journal } from './context.ts';
import { checkText } from './keep-text.ts';
import { maxParticipants } from './log-meeting.ts';
import { journaledBody, journaledPlan, newMeeting } from './plan-meeting.ts';
import type { Refusal } from './refusal.ts';

export interface Held {
  /** `YYYY-MM-DD`, today or before. */
  readonly heldOn: string;
  readonly participants: number;
  readonly report?: string | undefined;
  readonly contactsConfirmed?: boolean;
}

/** A planned meeting, or one already closed whose figures are mended. */
export async function holdMeeting(
  context: Context,
  id: string,
  held: Held,
): Promise<Result<Meeting, Refusal>> {
  const found = await findChangeable(context, id, ['planned', 'held']);
  if (!found.ok) return found;
  const refusal = await refuseHeld(context, bodyOf(found.value), held, id);
  if (refusal) return refused(refusal);
  return write(context, found.value, held, (change) => changeMeeting(context, id, change));
}

/** One that was held without having been planned here. */
export async function holdUnplanned(
  context: Context,
  body: Body,
  held: Held,
): Promise<Result<Meeting, Refusal>> {
  const refusal =
    (await refuseForBody(context, body)) ?? (await refuseHeld(context, body, held, undefined));
  if (refusal) return refused(refusal);
  const meeting: Meeting = { ...newMeeting(context, body), state: 'planned' };
  return write(context, meeting, held, (change) =>
    insertMeeting(context.db, { ...meeting, ...change }),
  );
}

async function write(
  context: Context,
  meeting: Meeting,
  { heldOn, participants, report }: Held,
  save: (change: Partial<Meeting>) => Promise<void>,
): Promise<Result<Meeting, Refusal>> {
  const { textId, text } = await replaceText(context, meeting, report);
  const change = { state: 'held' as const, heldOn, participants, textId };
  await save(change);
  await journal(context, {
    act: 'meeting.held',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    payload: {
      ...{ ...journaledBody(meeting), ...journaledPlan(meeting) },
      ...{ heldOn, participants, text },
    },
  });
  return done({ ...meeting, ...change });
}

async function refuseHeld(
  context: Context,
  body: Body,
  held: Held,
  except: string | undefined,
): Promise<Refusal | undefined> {
  const { heldOn, participants } = held;
  const { startsOn, id } = context.pact.definition;
  if (!isDay(heldOn)) return { kind: 'invalid', field: 'heldOn', why: 'badDay' };
  if (heldOn > context.today) return { kind: 'future', day: heldOn };
  if (heldOn < startsOn) return { kind: 'tooEarly', day: heldOn, limit: startsOn };
  if (!Number.isInteger(participants) || participants < 1 || participants > maxParticipants)
    return { kind: 'invalid', field: 'participants', why: 'outOfRange' };
  const twin = (await bodyMeetings(context.db, id)).some(
    (other) =>
      other.id !== except &&
      other.state === 'held' &&
      other.heldOn === heldOn &&
      sameBody(bodyOf(other), body),
  );
  if (twin) return { kind: 'alreadyExists', what: 'committee', id: heldOn };
  return checkText('report', held.report, held.contactsConfirmed);
}
