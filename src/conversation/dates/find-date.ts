/**
 * The date, and its hour, inside the words of a person. Only words of the calendar count: a number
 * alone is a count, and an hour needs «h» or «:».
 */

import { longDate } from '../../french/format-date.ts';
import { frenchSpaces } from '../../french/typography.ts';
import { type Cut, cut, tidy } from './cut.ts';
import { foldKeepingLength } from './fold.ts';
import type { Look, Moment } from './reading.ts';
import { scan } from './scan.ts';
import { type TimeFound, timeAt, timeIn, wrongTimeAt } from './time.ts';

export type DateFound =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      readonly day: string;
      /** `HH:MM`. */
      readonly time?: string;
      /** The words read as the date, the small words before it («le», «jusqu’au») included. */
      readonly matched: string;
      /** What is left on both sides, trimmed; an hour found there is taken out. */
      readonly before: string;
      readonly after: string;
    }
  /** A date is meant, but no such day exists or fits: a French sentence says what to type. */
  | { readonly kind: 'impossible'; readonly sentence: string };

export interface DateOptions {
  /** Paris day of the person who types, `YYYY-MM-DD`. */
  readonly today: string;
  /** A plan looks forward, an achievement back; a year that is written overrules it. */
  readonly look: Look;
}

/** The first date of a text. Never throws on text; `today` must be a real day. */
export function findDate(text: string, { today, look }: DateOptions): DateFound {
  const composed = text.normalize('NFC');
  const folded = foldKeepingLength(composed);
  const moment: Moment = { today, look, pivot: today };
  const scanned = scan(folded, moment);
  if (scanned === undefined) return { kind: 'none' };
  const { reading } = scanned;
  if (reading.kind === 'impossible') return refused(reading.sentence);
  if (!reading.yearWritten) {
    const sentence = onWrongSide(reading.day, moment);
    if (sentence !== undefined) return refused(sentence);
  }
  const next = timeAt(folded, scanned.end);
  const wrong = next === undefined ? wrongTimeAt(folded, scanned.end) : undefined;
  if (wrong !== undefined) {
    return refused(
      `« ${wrong} » n’est pas une heure. Indiquez par exemple « 14 h » ou « 14 h 30 ».`,
    );
  }
  if (next !== undefined) {
    const words = cut(composed, scanned.start, next.end);
    return { kind: 'found', day: reading.day, time: next.time, ...words };
  }
  const words = cut(composed, scanned.start, scanned.end);
  return { kind: 'found', day: reading.day, ...withHourElsewhere(words, moment) };
}

/** «14h le 12 mars», «le 12 mars à Sète, 14h»: the hour need not touch the date. */
function withHourElsewhere(words: Cut, moment: Moment): Cut & { readonly time?: string } {
  const { before, after } = words;
  // An hour that follows another date goes with that one.
  const other = scan(foldKeepingLength(after), moment);
  const later = timeIn(foldKeepingLength(after));
  if (later !== undefined && (other === undefined || later.start < other.start)) {
    return { ...words, time: later.time, after: without(after, later) };
  }
  const earlier = timeIn(foldKeepingLength(before));
  if (earlier === undefined) return words;
  return { ...words, time: earlier.time, before: without(before, earlier) };
}

function without(text: string, { start, end }: TimeFound): string {
  return tidy(`${tidy(text.slice(0, start))} ${tidy(text.slice(end))}`);
}

function onWrongSide(day: string, { today, look }: Moment): string | undefined {
  if (look === 'forward' && day < today) {
    return `Le ${longDate(day)} est déjà passé. Indiquez une date à venir.`;
  }
  if (look === 'back' && day > today) {
    return `Le ${longDate(day)} est à venir. Indiquez une date passée.`;
  }
  return undefined;
}

function refused(sentence: string): DateFound {
  return { kind: 'impossible', sentence: frenchSpaces(sentence) };
}
