/** A calendar read as another programme would: by a parser that owes nothing to what wrote it. */
import ICAL from 'ical.js';

export interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string | null;
  readonly place: string | null;
  /** `YYYY-MM-DD` for a whole day, else a UTC instant. */
  readonly from: string;
  readonly until: string;
  readonly sequence: number;
  readonly status: string;
  readonly stamp: string;
}

/** @throws when a line breaks the standard, or the text is no calendar */
export function readCalendarText(text: string): readonly ReadEvent[] {
  checkLines(text);
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.name !== 'vcalendar') throw new Error('not a calendar');
  for (const name of ['version', 'prodid'])
    if (calendar.getFirstPropertyValue(name) === null) throw new Error(`no ${name}`);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const property = (name: string) => component.getFirstPropertyValue(name);
    if (property('dtstamp') === null) throw new Error('no stamp');
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      place: event.location,
      from: event.startDate.isDate ? event.startDate.toString() : instant(event.startDate),
      until: event.endDate.isDate ? event.endDate.toString() : instant(event.endDate),
      sequence: event.sequence,
      status: String(property('status')),
      stamp: instant(property('dtstamp') as ICAL.Time),
    };
  });
}

function instant(time: ICAL.Time): string {
  if (time.zone.tzid !== 'UTC') throw new Error(`not in UTC: ${time.toString()}`);
  return time.toString();
}

/** RFC 5545, 3.1: every line ends with CRLF and has at most 75 octets, folding included. */
function checkLines(text: string): void {
  if (!text.endsWith('\r\n')) throw new Error('the last line is open');
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (/[\r\n]/u.test(line)) throw new Error('a line break alone');
    if (new TextEncoder().encode(line).length > 75) throw new Error(`too long: ${line}`);
    if (/[^\P{Cc}\t]/u.test(line)) throw new Error('a control character');
    if (!line.isWellFormed()) throw new Error('half a character');
  }
}
