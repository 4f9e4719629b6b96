/**
 * The secret link of a person's calendar. Whoever knows it reads the dates without signing in, as
 * calendar programmes do: it is long, drawn at random, renewed or removed in one click.
 */
import { randomBytes } from 'node:crypto';
import {
  type CalendarLink,
  findCalendarLink,
  insertCalendarLink,
  revokeCalendarLink,
} from '../store/calendar-links.ts';
import { type Context, journal } from './context.ts';

/** 192 bits: as unguessable as a session key, and short enough for a link. */
const secretBytes = 24;

/** Draws a new link for a person; the former one leads nowhere from now on. */
export async function renewCalendarLink(context: Context, personId: string): Promise<CalendarLink> {
  await removeCalendarLink(context, personId);
  const link: CalendarLink = {
    id: context.newId(),
    personId,
    secret: randomBytes(secretBytes).toString('base64url'),
    createdAt: context.now,
  };
  await insertCalendarLink(context.db, link);
  await journal(context, {
    act: 'calendarLink.given',
    subjectKind: 'calendarLink',
    subjectId: link.id,
    payload: { person: personId },
  });
  return link;
}

/** @returns whether there was one */
export async function removeCalendarLink(context: Context, personId: string): Promise<boolean> {
  const link = await findCalendarLink(context.db, personId);
  if (!link) return false;
  await revokeCalendarLink(context.db, link.id, context.now);
  await journal(context, {
    act: 'calendarLink.revoked',
    subjectKind: 'calendarLink',
    subjectId: link.id,
    payload: {},
  });
  return true;
}
