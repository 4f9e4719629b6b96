/**
 * Tells the élus of a COPIL: they are written to only when the chargée de mission decides it, once
 * for each date (SPEC §7; PTI 2022-2025, B:226).
 */
import { done, type Result, refused } from '../domain/result.ts';
import { sendingInstant } from '../domain/sending-hours.ts';
import { mandatesInForce } from '../store/mandates.ts';
import type { Meeting } from '../store/meetings.ts';
import { enqueue } from '../store/outbox.ts';
import { findChangeable } from './body-meeting.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export interface ElectedTold {
  readonly meeting: Meeting;
  /** Ids of those who are told now; the others had been for that date. */
  readonly told: readonly string[];
  readonly elected: number;
  /** UTC instant at which the messages leave. */
  readonly leavesAt: string;
}

export async function tellElected(
  context: Context,
  meetingId: string,
): Promise<Result<ElectedTold, Refusal>> {
  const found = await findChangeable(context, meetingId, ['planned']);
  if (!found.ok) return found;
  const meeting = found.value;
  if (meeting.body !== 'steeringCommittee')
    return refused({ kind: 'notFound', what: 'steeringRule', id: '' });
  const { id: pactId, calendar } = context.pact.definition;
  const seats = await mandatesInForce(context.db, pactId, context.today);
  const elected = new Set(
    seats.flatMap(({ role, personId }) =>
      role === 'electedOfficial' && personId !== null ? [personId] : [],
    ),
  );
  const leavesAt = sendingInstant(context.now, calendar);
  const told: string[] = [];
  for (const person of elected) {
    const isNew = await enqueue(context.db, {
      id: context.newId(),
      key: noticeKey(meeting, person),
      intent: 'steeringNotice',
      subjectId: meeting.id,
      recipient: { kind: 'person', person },
      notBefore: leavesAt,
      createdAt: context.now,
    });
    if (isNew) told.push(person);
  }
  if (told.length > 0)
    await journal(context, {
      act: 'meeting.electedTold',
      subjectKind: 'meeting',
      subjectId: meeting.id,
      payload: { day: meeting.plannedDay, persons: told },
    });
  return done({ meeting, told, elected: elected.size, leavesAt });
}

/** Once for each date and person. */
export function noticeKey({ id, plannedDay }: Meeting, person: string): string {
  return `steeringNotice:${id}:${plannedDay}:${person}`;
}
