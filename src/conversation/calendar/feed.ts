/** A person's calendar, as their own calendar programme reads it. */
import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { parisDay, parisInstant } from '../../domain/paris-time.ts';
import { frenchSpaces } from '../../french/typography.ts';
import { type CalendarEvent, writeCalendar } from '../../reports/calendar-file.ts';
import { findLinkBySecret } from '../../store/calendar-links.ts';
import type { Db } from '../../store/database.ts';
import { type DateHistory, historyOfDates } from '../../store/journal.ts';
import { mandatesOf } from '../../store/mandates.ts';
import { type Meeting, meetingDay } from '../../store/meetings.ts';
import { findPerson } from '../../store/people.ts';
import { labelOfMeeting } from '../handlers/body-words.ts';
import { structureLabel, territoryLabel } from '../labels.ts';
import type { NameBook } from '../names.ts';
import { isKept, meetingsOf, type Reader, type Term, termsOf } from './dates.ts';

export interface CalendarFeed {
  readonly text: string;
  /** Changes with the text. */
  readonly tag: string;
  /** UTC instant: nothing in it changed since. */
  readonly changedAt: string;
}

/** Meetings say when they begin, not when they end. */
const usualHours = 2;
const name = 'Relais PTI';

/** The calendar of whoever holds the link; nothing for a secret that leads nowhere. */
export async function feedOf(
  db: Db,
  names: NameBook,
  secret: string,
  now: string,
): Promise<CalendarFeed | undefined> {
  return db.transaction().execute(async (tx) => {
    const link = await findLinkBySecret(tx, secret);
    const person = link && (await findPerson(tx, link.personId));
    if (!link || !person || person.departedAt !== null) return undefined;
    const known = await names.read(tx);
    const today = parisDay(now);
    const mandates = (await mandatesOf(tx, person.id, today)).filter(
      ({ pactId }) => pactId === known.pact.definition.id,
    );
    const actor = { personId: person.id, mandates };
    return calendarOf({ db: tx, today, pact: known.pact, names: known, actor, person });
  });
}

export async function calendarOf(reader: Reader): Promise<CalendarFeed> {
  const histories = await historyOfDates(reader.db);
  const events = [
    ...(await meetingsOf(reader))
      .filter((meeting) => isKept(meetingDay(meeting), reader.today))
      .map((meeting) => meetingEvent(reader, meeting, histories)),
    ...(await termsOf(reader))
      .filter(({ day }) => isKept(day, reader.today))
      .map((term) => termEvent(reader, term, histories)),
  ];
  const text = writeCalendar(name, events);
  // Dates leave with the days, and come or go with mandates: whichever changed last.
  const midnight = parisInstant(reader.today, '00:00');
  const lasts = [...histories.values()].map(({ lastAt }) => lastAt);
  return {
    text,
    tag: hash('sha256', text, 'base64url').slice(0, 27),
    changedAt: [midnight, ...lasts].sort().at(-1) ?? midnight,
  };
}

function meetingEvent(
  reader: Reader,
  meeting: Meeting,
  histories: ReadonlyMap<string, DateHistory>,
): CalendarEvent {
  const cancelled = meeting.state === 'cancelled';
  const { plannedTime: time, place } = meeting;
  const day = meetingDay(meeting);
  // Many programmes show what is cancelled like the rest: its name says it too.
  const label = `${cancelled ? 'Annulé : ' : ''}${labelOfMeeting(reader, meeting)}`;
  const pact = reader.pact.definition.title;
  return {
    uid: uidOf(`meeting-${meeting.id}`),
    ...versionOf(histories.get(meeting.id), meeting.createdAt),
    summary: frenchSpaces(label),
    description: time === null ? pact : `${pact}\nL’heure de fin est indicative.`,
    ...(place !== null && { place }),
    when: time === null ? { day } : span(day, time),
    cancelled,
    busy: true,
  };
}

function span(day: string, time: string) {
  const from = parisInstant(day, time);
  const until = Temporal.Instant.from(from).add({ hours: usualHours }).toString();
  return { from, until };
}

function termEvent(
  reader: Reader,
  term: Term,
  histories: ReadonlyMap<string, DateHistory>,
): CalendarEvent {
  const { mandate, day } = term;
  // Calendars live elsewhere: the mandate of somebody else is told by its seat, not by a name.
  const seat = mandate && mandate.personId !== reader.person.id ? seatOf(reader, mandate) : '';
  return {
    uid: uidOf(term.id),
    ...versionOf(histories.get(term.from), midnightOf(day)),
    summary: frenchSpaces(`${term.label}${seat}`),
    description: reader.pact.definition.title,
    when: { day },
    cancelled: false,
    busy: false,
  };
}

function seatOf({ names }: Reader, mandate: NonNullable<Term['mandate']>): string {
  const { structure, territory, groupId } = mandate;
  if (structure !== null) return ` - ${structureLabel(names, structure)}`;
  if (territory !== null) return ` - ${territoryLabel(names, territory)}`;
  const group = names.groupsById.get(groupId ?? '');
  return group ? ` - ${group.title}` : '';
}

function versionOf(history: DateHistory | undefined, otherwise: string) {
  return { sequence: (history?.changes ?? 1) - 1, changedAt: history?.lastAt ?? otherwise };
}

function midnightOf(day: string): string {
  return parisInstant(day, '00:00');
}

/** Whatever the address of the bot, which may change, an event keeps its name. */
function uidOf(id: string): string {
  return `${id}@relais-pti`;
}
