/** Hours, which need «h» or «:»: «14h», «14 h 30», «14:30», «de 14h à 16h» (the start is kept). */
import { notCounting } from './words.ts';

export interface TimeFound {
  /** `HH:MM`. */
  readonly time: string;
  readonly start: number;
  readonly end: number;
}

const over = '(?![\\p{L}\\p{N}]|:\\d)';
const hours = '(?:[01]?\\d|2[0-3])';
// «14h 23 participants» is 14:00 and a count; minutes stuck to their «h» are always minutes.
const clock =
  `(?:${hours}\\s?h(?:eures?)?(?:[0-5]\\d|\\s[0-5]\\d(?![\\p{L}\\p{N}])${notCounting})?` +
  `|${hours}:[0-5]\\d)${over}`;
const lead = '(?:(?:a\\s+partir\\s+de|a|de|des|vers|entre|pour)\\s+)?';
const until = `(?:\\s*(?:-|a|et|jusqu'a)\\s*${clock})?`;

const adjacentAfter = new RegExp(
  `\\s*[,-]?\\s*(?:\\(${lead}(?<inBrackets>${clock})${until}\\)|${lead}(?<clock>${clock})${until})`,
  'uy',
);
const anywhere = new RegExp(`(?<![\\p{L}\\p{N}:.,/-])${lead}(?<clock>${clock})${until}`, 'gu');
const notAnHour = /\s*,?\s*(?:a\s+)?(?<wrong>\d{1,2}(?:\s?h\s?|:)\d{2})(?![\p{L}\p{N}])/uy;

/** The hour that follows a position, when nothing stands between. */
export function timeAt(folded: string, position: number): TimeFound | undefined {
  adjacentAfter.lastIndex = position;
  return toTime(adjacentAfter.exec(folded));
}

/** What is written as an hour after a position but is none: «14h75». */
export function wrongTimeAt(folded: string, position: number): string | undefined {
  notAnHour.lastIndex = position;
  return notAnHour.exec(folded)?.groups?.wrong;
}

/** The first hour of a text, wherever it is. */
export function timeIn(folded: string): TimeFound | undefined {
  anywhere.lastIndex = 0;
  return toTime(anywhere.exec(folded));
}

function toTime(match: RegExpExecArray | null): TimeFound | undefined {
  const written = match?.groups?.clock ?? match?.groups?.inBrackets;
  if (match === null || written === undefined) return undefined;
  const [hour = '', minutes = ''] = written.split(/[^\d]+/u);
  return {
    time: `${hour.padStart(2, '0')}:${minutes.padStart(2, '0')}`,
    start: match.index,
    end: match.index + match[0].length,
  };
}
