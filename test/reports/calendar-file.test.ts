import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, writeCalendar } from '../../src/reports/calendar-file.ts';
import { readCalendarText } from '../support/calendar.ts';

const event: CalendarEvent = {
  uid: 'meeting-1@relais-pti',
  sequence: 0,
  changedAt: '2027-03-01T09:00:00.000Z',
  summary: 'Comité local',
  when: { from: '2027-03-12T13:00:00.000Z', until: '2027-03-12T15:00:00.000Z' },
  cancelled: false,
  busy: true,
};

describe('a calendar file', () => {
  it('says instants in UTC, whole days as days, and what is cancelled', () => {
    const day = { ...event, uid: 'b', when: { day: '2028-02-29' }, busy: false };
    const text = writeCalendar('Relais PTI', [event, day, { ...event, uid: 'c', cancelled: true }]);
    expect(readCalendarText(text)).toMatchObject([
      { from: '2027-03-12T13:00:00Z', until: '2027-03-12T15:00:00Z', status: 'CONFIRMED' },
      { from: '2028-02-29', until: '2028-03-01', stamp: '2027-03-01T09:00:00Z' },
      { uid: 'c', status: 'CANCELLED' },
    ]);
    expect(text).not.toContain('TZID');
    expect(text.match(/TRANSP:TRANSPARENT/gu)).toHaveLength(2);
  });

  it('is the same whatever the time zone of the machine', () => {
    const before = process.env.TZ;
    const written = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((zone) => {
      process.env.TZ = zone;
      return writeCalendar('x', [{ ...event, when: { day: '2027-06-15' } }, event]);
    });
    process.env.TZ = before;
    expect(new Set(written).size).toBe(1);
    expect(written[0]).toContain('DTSTART;VALUE=DATE:20270615');
  });

  it('carries any words whole, and lets none of them become a line of its own', () => {
    const odd = fc.constantFrom(
      ...['\r\nBEGIN:VEVENT', '\n', '\r', '\\n', ';', ',', '\\', '"', 'é', '€', '😀', '\uD83D'],
      ...['\u0000', '\u0007', '\u001B', '\u0085', '\u2028', 'ATTENDEE:mailto:x@y', 'x'.repeat(80)],
    );
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(odd, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(words, words, words, (summary, place, name) => {
        const text = writeCalendar(name, [{ ...event, summary, place, description: summary }]);
        const [read, ...others] = readCalendarText(text);
        expect(others).toEqual([]);
        expect(read?.summary ?? '').toBe(legible(summary));
        expect(read?.place ?? '').toBe(legible(place));
        expect(text.match(/^(?:BEGIN|ATTENDEE)/gmu)).toEqual(['BEGIN', 'BEGIN']);
      }),
      { numRuns: 500 },
    );
  });
});

/** What a calendar may hold of the words: no control character, no half of a character. */
function legible(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/[\u2028\u2029]/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '');
}
