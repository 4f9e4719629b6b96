/** What a bilan is asked about: when, and how much of the pact. */
import { addDays } from '../days.ts';
import { lastDay, type PactDefinition } from '../pact.ts';
import { parisInstant } from '../paris-time.ts';

export type Scope =
  | { readonly kind: 'pact' }
  | { readonly kind: 'territory'; readonly code: string }
  /** The actions a structure is engaged in. */
  | { readonly kind: 'structure'; readonly code: string };

export type Span =
  | { readonly kind: 'year'; readonly year: number }
  /** From the first day of the pact to its last, or to today. */
  | { readonly kind: 'pact' };

export interface Question {
  readonly span: Span;
  readonly scope: Scope;
  /** Paris day. */
  readonly today: string;
}

/** How well a period is known. */
export type Standing =
  | 'tracked'
  /** The bot began to follow the pact in the course of it. */
  | 'partlyTracked'
  /** Before the bot followed the pact: «non suivi». */
  | 'untracked'
  | 'notBegun'
  /** Before the pact, or after its last day. */
  | 'outsidePact';

export interface Period {
  readonly span: Span;
  readonly from: string;
  /** The last day it covers: today when it is not over. */
  readonly until: string;
  /** It is not over: its figures may still change. */
  readonly provisional: boolean;
  readonly standing: Standing;
  /** Its first instant, and the first after it. */
  readonly fromInstant: string;
  readonly before: string;
}

export function periodOf(
  span: Span,
  facts: { readonly pact: PactDefinition; readonly trackedFrom: string },
  today: string,
): Period {
  const { pact, trackedFrom } = facts;
  const pactEnd = lastDay(pact);
  const from = span.kind === 'year' ? `${span.year}-01-01` : pact.startsOn;
  const end = span.kind === 'year' ? `${span.year}-12-31` : pactEnd;
  const until = end < today ? end : today < from ? from : today;
  return {
    span,
    from,
    until,
    provisional: end >= today,
    standing: standingOf({ from, end }, { startsOn: pact.startsOn, pactEnd, trackedFrom, today }),
    fromInstant: parisInstant(from, '00:00'),
    before: parisInstant(addDays(until, 1), '00:00'),
  };
}

function standingOf(
  { from, end }: { readonly from: string; readonly end: string },
  known: {
    readonly startsOn: string;
    readonly pactEnd: string;
    readonly trackedFrom: string;
    readonly today: string;
  },
): Standing {
  if (end < known.startsOn || from > known.pactEnd) return 'outsidePact';
  if (from > known.today) return 'notBegun';
  if (end < known.trackedFrom) return 'untracked';
  return from < known.trackedFrom ? 'partlyTracked' : 'tracked';
}

/** The years of the pact that the bot has followed, up to the last day that is asked about. */
export function trackedYearsUntil(
  facts: { readonly pact: PactDefinition; readonly trackedFrom: string },
  until: string,
): readonly number[] {
  const { pact, trackedFrom } = facts;
  const yearOf = (day: string) => Number(day.slice(0, 4));
  const first = yearOf(pact.startsOn > trackedFrom ? pact.startsOn : trackedFrom);
  const last = Math.min(yearOf(lastDay(pact)), yearOf(until));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
