/** Dates as a calendar programme reads them: iCalendar (RFC 5545), for a feed or a file. */
import ical, { ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

export interface CalendarEvent {
  /** The same for as long as the thing exists: programmes recognise it by this. */
  readonly uid: string;
  /** Grows with every change. */
  readonly sequence: number;
  /** UTC instant of the last change. */
  readonly changedAt: string;
  readonly summary: string;
  readonly description?: string;
  readonly place?: string;
  /** A whole day (`YYYY-MM-DD`), or from one UTC instant to another. */
  readonly when: { readonly day: string } | { readonly from: string; readonly until: string };
  readonly cancelled: boolean;
  /** Whether the person is taken by it: a term is only to be known. */
  readonly busy: boolean;
}

/** How often programmes that follow the feed are asked to read it again. */
const refreshSeconds = 4 * 3600;

/**
 * No time zone is ever given to the library: instants are written in UTC, days as plain dates, so
 * that every programme shows them in the hour of its reader.
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    prodId: { company: 'Relais PTI', product: 'Calendrier', language: 'FR' },
    // The library escapes what is in an event, not the name of the calendar.
    name: escaped(name),
    ttl: refreshSeconds,
  });
  for (const event of events) addEvent(calendar, event);
  // The library leaves the last line open; the standard ends every one.
  return `${calendar.toString()}\r\n`;
}

function addEvent(calendar: ReturnType<typeof ical>, event: CalendarEvent): void {
  const { uid, sequence, changedAt, summary, description, place, when, cancelled, busy } = event;
  const taken = busy && !cancelled;
  calendar.createEvent({
    id: uid,
    sequence,
    // Without METHOD, the stamp is that of the last change (RFC 5545, 3.8.7.2).
    stamp: new Date(changedAt),
    lastModified: new Date(changedAt),
    summary: plain(summary),
    ...(description !== undefined && { description: plain(description) }),
    ...(place !== undefined && { location: plain(place) }),
    ...('day' in when
      ? { allDay: true, start: midnight(when.day) }
      : { start: new Date(when.from), end: new Date(when.until) }),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: taken ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    busystatus: taken ? ICalEventBusyStatus.BUSY : ICalEventBusyStatus.FREE,
  });
}

/** The library reads the day of a plain date in UTC. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/**
 * Without what no line of a calendar may hold, nor halves of characters, which would break its
 * folding; some programmes end a line at the separators of Unicode.
 */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u2028\u2029]/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

function escaped(text: string): string {
  return plain(text)
    .replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}
