/** Finds the words that make a date: the first place where a rule fits, the longest rule there. */

import type { Moment, Reading, Rule } from './reading.ts';
import { rulesOfBareDates, rulesOfDates } from './rules-of-dates.ts';
import { rulesOfFeasts } from './rules-of-feasts.ts';
import { rulesOrdinal } from './rules-ordinal.ts';
import { rulesRelative } from './rules-relative.ts';
import { rulesVague } from './rules-vague.ts';
import { streetWord } from './words.ts';

export interface Scanned {
  readonly reading: Reading;
  readonly start: number;
  readonly end: number;
}

const surely: readonly Rule[] = [
  ...rulesOfDates,
  ...rulesRelative,
  ...rulesVague,
  ...rulesOrdinal,
  ...rulesOfFeasts,
];

const beginsWord = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu;
/** A figure stuck to a figure, or after a hyphen or a slash, goes on something: «THA-3 mars». */
const goesOn = /(?:\d[.,:]|[-/])$/u;
/** «rue du 8 mai 1945» is an address. */
const street = new RegExp(
  `(?<![\\p{L}\\p{N}])${streetWord}\\s+(?:du\\s+|de\\s+la\\s+|de\\s+l'|de\\s+)?$`,
  'u',
);

export function scan(folded: string, moment: Moment): Scanned | undefined {
  return firstOf(folded, surely, moment) ?? firstOf(folded, rulesOfBareDates, moment);
}

/** What begins exactly at a position. */
export function scanAt(folded: string, start: number, moment: Moment): Scanned | undefined {
  return longestAt(folded, start, surely, moment);
}

/** Positions at which a word or a number begins. */
export function* wordStarts(folded: string): Generator<number> {
  for (const { index } of folded.matchAll(beginsWord)) yield index;
}

/** Whether a date may begin there: not a figure that goes on something else. */
export function isDateStart(folded: string, start: number): boolean {
  if (!/\d/u.test(folded.charAt(start))) return true;
  return !goesOn.test(folded.slice(Math.max(0, start - 2), start));
}

function firstOf(folded: string, rules: readonly Rule[], moment: Moment): Scanned | undefined {
  let passed = 0;
  for (const index of wordStarts(folded)) {
    if (index < passed || !isDateStart(folded, index)) continue;
    const scanned = longestAt(folded, index, rules, moment);
    if (scanned === undefined) continue;
    if (!street.test(folded.slice(Math.max(0, index - 40), index))) return scanned;
    passed = scanned.end;
  }
  return undefined;
}

function longestAt(
  folded: string,
  start: number,
  rules: readonly Rule[],
  moment: Moment,
): Scanned | undefined {
  let longest: Scanned | undefined;
  for (const { pattern, read } of rules) {
    pattern.lastIndex = start;
    const match = pattern.exec(folded);
    if (match === null) continue;
    const end = start + match[0].length;
    if (longest !== undefined && end <= longest.end) continue;
    const reading = read(match.groups ?? {}, moment);
    if (reading !== undefined) longest = { reading, start, end };
  }
  return longest;
}
