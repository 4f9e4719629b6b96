/** Local committees and COPIL on their way to be changed: which one, by whom, in which state. */
import { isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import type { Act, ObjectFacts } from '../domain/rights.ts';
import { bodyMeetings, findMeeting, type Meeting, updateMeeting } from '../store/meetings.ts';
import { eraseTexts } from '../store/texts.ts';
import { type Context, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import { checkText, keepText } from './keep-text.ts';
import type { MeetingState, Refusal } from './refusal.ts';
import { rewriteCopies } from './rewrite-copies.ts';

/** A body of the pact: the committee of a territory, or one of its COPIL. */
export type Body =
  | { readonly kind: 'committee'; readonly territory: string }
  | { readonly kind: 'steering'; readonly rule: string };

export function bodyOf(meeting: Meeting): Body {
  return meeting.territory === null
    ? { kind: 'steering', rule: meeting.ruleCode ?? '' }
    : { kind: 'committee', territory: meeting.territory };
}

export function actOfBody(body: Body): { readonly act: Act; readonly object: ObjectFacts } {
  return body.kind === 'committee'
    ? {
        act: 'manageCommittee',
        object: { groupId: undefined, territories: [body.territory], structures: [] },
      }
    : { act: 'manageSteering', object: { groupId: undefined, territories: [], structures: [] } };
}

/** The right to plan, hold, postpone and cancel (SPEC §7): the territory's référent, the officer. */
export async function refuseForBody(context: Context, body: Body): Promise<Refusal | undefined> {
  const { definition } = context.pact;
  const [what, id, known] =
    body.kind === 'committee'
      ? (['territory', body.territory, definition.territories] as const)
      : (['steeringRule', body.rule, definition.bodies.steeringCommittee] as const);
  if (!known.some((one) => one.code === id)) return { kind: 'notFound', what, id };
  const subject = { kind: what === 'territory' ? 'territory' : 'body', id };
  const closed = await refuseIfClosed(context, context.pact, subject);
  if (closed) return closed;
  const { act, object } = actOfBody(body);
  return refuseUnlessAllowed(context, act, subject, object);
}

/** A meeting of a body that the person may change, if it stands where the act needs it. */
export async function findChangeable(
  context: Context,
  id: string,
  states: readonly MeetingState[],
): Promise<Result<Meeting, Refusal>> {
  const meeting = await findMeeting(context.db, id);
  const { id: pactId } = context.pact.definition;
  if (!meeting || meeting.body === 'workingGroup' || meeting.pactId !== pactId)
    return refused({ kind: 'notFound', what: 'committee', id: '' });
  const refusal = await refuseForBody(context, bodyOf(meeting));
  if (refusal) return refused(refusal);
  return states.includes(meeting.state)
    ? done(meeting)
    : refused({ kind: 'meetingState', state: meeting.state });
}

/** Hours are `HH:MM`. */
const hours = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Longest name of a place. */
const maxPlace = 200;

export interface Plan {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`; empty takes the hour away. */
  readonly time?: string | undefined;
  readonly place?: string | undefined;
}

/** The day must be to come; public holidays and the like only warn (domain/planning-warnings.ts). */
export async function refusePlan(
  context: Context,
  body: Body,
  plan: Plan,
  options: { readonly except?: string; readonly contactsConfirmed?: boolean },
): Promise<Refusal | undefined> {
  const { day, time, place = '' } = plan;
  if (!isDay(day)) return { kind: 'invalid', field: 'day', why: 'badDay' };
  if (day < context.today) return { kind: 'past', day };
  if (time && !hours.test(time)) return { kind: 'invalid', field: 'time', why: 'badTime' };
  if (place.length > maxPlace) return { kind: 'invalid', field: 'place', why: 'tooLong' };
  const unsafe = checkText('place', place, options.contactsConfirmed);
  if (unsafe) return unsafe;
  return refuseTwin(context, body, day, options.except);
}

/** Two meetings of a body are never planned for one day. */
export async function refuseTwin(
  context: Context,
  body: Body,
  day: string,
  except: string | undefined,
): Promise<Refusal | undefined> {
  const others = await bodyMeetings(context.db, context.pact.definition.id);
  const same = others.some(
    (other) =>
      other.id !== except &&
      other.state === 'planned' &&
      other.plannedDay === day &&
      sameBody(bodyOf(other), body),
  );
  return same ? { kind: 'alreadyExists', what: 'committee', id: day } : undefined;
}

export function sameBody(one: Body, other: Body): boolean {
  return one.kind === 'committee'
    ? other.kind === 'committee' && one.territory === other.territory
    : other.kind === 'steering' && one.rule === other.rule;
}

/** Whoever was told of it then reads where it stands. */
export async function changeMeeting(
  context: Context,
  id: string,
  change: Partial<Omit<Meeting, 'id'>>,
): Promise<void> {
  await updateMeeting(context.db, id, change);
  await rewriteCopies(context, id, context.newId());
}

/**
 * Keeps what was said of a meeting in place of what was said before, which is erased: a meeting
 * has one text, its last, and none is left that nothing refers to.
 * @returns what to write in the row and what the journal keeps
 */
export async function replaceText(
  context: Context,
  meeting: Pick<Meeting, 'textId'> | undefined,
  words: string | undefined,
): Promise<{ readonly textId: string | null; readonly text: string | null }> {
  if (!words) return { textId: meeting?.textId ?? null, text: null };
  const kept = await keepText(context, words);
  if (meeting?.textId) await eraseTexts(context.db, [meeting.textId], context.now);
  return { textId: kept.id, text: kept.hash };
}
