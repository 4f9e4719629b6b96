/** A period inside the words of a person: «du 1er au 15 août», «jusqu’au 15», «3 semaines à partir du 2 août». */

import { longDate } from '../../french/format-date.ts';
import { frenchSpaces } from '../../french/typography.ts';
import { cut } from './cut.ts';
import { foldKeepingLength } from './fold.ts';
import { rangeAt } from './period-range.ts';
import { durationAt, openStartAt, type Span, unitAt, untilAt } from './period-shapes.ts';
import { isDateStart, wordStarts } from './scan.ts';

export type PeriodFound =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      /** First and last day, both included. */
      readonly from: string;
      readonly to: string;
      readonly matched: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'impossible'; readonly sentence: string };

/**
 * The first period of a text; a single day is a period of one day. Without a year it is the next
 * one that is not over: its first day may be past.
 */
export function findPeriod(text: string, { today }: { readonly today: string }): PeriodFound {
  const composed = text.normalize('NFC');
  const folded = foldKeepingLength(composed);
  for (const start of wordStarts(folded)) {
    const span = spanAt(folded, start, today);
    if (span === undefined) continue;
    if ('sentence' in span) return refused(span.sentence);
    if (span.to < today && !span.yearWritten) {
      return refused(
        `Cette période est passée depuis le ${longDate(span.to)}. Indiquez une période à venir.`,
      );
    }
    if (span.to < span.from) {
      return refused(
        `La période commencerait le ${longDate(span.from)}, après sa fin, le ${longDate(span.to)}. ` +
          'Indiquez le début puis la fin, par exemple « du 1er au 15 août ».',
      );
    }
    return { kind: 'found', from: span.from, to: span.to, ...cut(composed, start, span.end) };
  }
  return { kind: 'none' };
}

/** In order: the shapes that hold others come first. */
function spanAt(folded: string, start: number, today: string): Span | undefined {
  return (
    durationAt(folded, start, today) ??
    rangeAt(folded, start, today) ??
    untilAt(folded, start, today) ??
    openStartAt(folded, start, today) ??
    (isDateStart(folded, start) ? unitAt(folded, start, today) : undefined)
  );
}

function refused(sentence: string): PeriodFound {
  return { kind: 'impossible', sentence: frenchSpaces(sentence) };
}
