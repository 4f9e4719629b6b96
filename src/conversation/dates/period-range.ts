/** Periods with both ends: «du 1er au 15 août», «de mardi à jeudi», «du 20 décembre au 5 janvier». */
import type { Span } from './period-shapes.ts';
import { type Moment, type Reading, weekdayMismatch } from './reading.ts';
import { dateInSomeMonth } from './rules-of-dates.ts';
import { scanAt } from './scan.ts';
import { date, dateOf, notCounting, weekdayBefore, weekdayOfWord } from './words.ts';

const opener = /(?:(?:du|de|entre)\s+(?:le\s+)?|d')?/uy;
const link = /\s*(?:\s(?:jusqu'au|au|a|et)\s+(?:le\s+)?|-\s*)/uy;
/** A day of the month alone: its month is the other end's. */
const bare = new RegExp(
  `${weekdayBefore}${date}${notCounting}(?![\\p{L}\\p{N}]|[/.:]\\d|-\\d+[/.-])`,
  'uy',
);
const closes = /\s*(?:$|[,;.!?):]|suppleant|remplace|avec)/uy;

interface End {
  readonly end: number;
  /** The day, found from a moment of one's choice. */
  readonly read: (moment: Moment) => Reading | undefined;
  readonly bare: boolean;
}

export function rangeAt(folded: string, start: number, today: string): Span | undefined {
  const opened = endOf(opener, folded, start) ?? start;
  for (const first of endsAt(folded, opened)) {
    const linked = endOf(link, folded, first.end);
    if (linked === undefined) continue;
    for (const last of endsAt(folded, linked).reverse()) {
      if (last.bare && !mayEndBare(folded, opened > start, first, last)) continue;
      const span = spanOf(first, last, today);
      if (span !== undefined) return span;
    }
  }
  return undefined;
}

/** «de 12 à 15 participants» is no period: two bare numbers need «du … au …» and nothing after. */
function mayEndBare(folded: string, opened: boolean, first: End, last: End): boolean {
  return (opened || !first.bare) && endOf(closes, folded, last.end) !== undefined;
}

function spanOf(first: End, last: End, today: string): Span | undefined {
  const now: Moment = { today, look: 'forward', pivot: today };
  const alone = first.bare ? undefined : first.read(now);
  const fixed = alone?.kind === 'day' && (alone.yearWritten || last.bare);
  const end = last.read(fixed ? { ...now, pivot: alone.day } : now);
  if (end === undefined) return undefined;
  if (end.kind === 'impossible') return end;
  const begin = fixed ? alone : first.read({ today, look: 'back', pivot: end.day });
  if (begin === undefined) return undefined;
  if (begin.kind === 'impossible') return begin;
  return {
    from: begin.day,
    to: end.day,
    end: last.end,
    yearWritten: begin.yearWritten || end.yearWritten,
  };
}

/** What may be read at a position: a bare day of the month, then a whole date. */
function endsAt(folded: string, start: number): End[] {
  const ends: End[] = [];
  bare.lastIndex = start;
  const match = bare.exec(folded);
  if (match !== null) {
    const { weekday, date: number = '' } = match.groups ?? {};
    ends.push({
      bare: true,
      end: start + match[0].length,
      read: (moment) => readBare(number, weekday, moment),
    });
  }
  const whole = scanAt(folded, start, {
    today: '2000-01-01',
    look: 'forward',
    pivot: '2000-01-01',
  });
  if (whole !== undefined) {
    ends.push({
      bare: false,
      end: whole.end,
      read: (moment) => scanAt(folded, start, moment)?.reading,
    });
  }
  return ends;
}

function readBare(
  number: string,
  weekday: string | undefined,
  moment: Moment,
): Reading | undefined {
  const day = dateInSomeMonth(dateOf(number), moment);
  if (day === undefined) return undefined;
  if (weekday !== undefined) {
    const mismatch = weekdayMismatch(day, weekdayOfWord(weekday), moment, false);
    if (mismatch !== undefined) return { kind: 'impossible', sentence: mismatch };
  }
  return { kind: 'day', day, yearWritten: false };
}

function endOf(pattern: RegExp, folded: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(folded) ? pattern.lastIndex : undefined;
}
