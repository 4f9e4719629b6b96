/** Bodies held against those that were due (PTI 2022-2025, §1.4: one committee a year, three COPIL). */
import { lastDay, type PactDefinition, type SteeringMeetingRule } from '../pact.ts';
import { steeringWindow, type Window } from '../steering-window.ts';
import type { HeldMeeting, ReviewFacts } from './facts.ts';
import { type Period, type Scope, trackedYearsUntil } from './period.ts';

export interface CommitteeFigures {
  readonly territory: string;
  /** What the years of the period owe, those before the bot followed the pact left out. */
  readonly due: number;
  /** Several may be held in a year. */
  readonly held: number;
  readonly participants: number;
  readonly days: readonly string[];
}

export interface SteeringFigures {
  readonly rule: SteeringMeetingRule;
  readonly window: Window;
  readonly heldOn: string | null;
  readonly participants: number;
  /** Its window was over by the end of the period. */
  readonly due: boolean;
  /** Its window was over before the bot followed the pact, and nobody said it was held. */
  readonly untracked: boolean;
}

export interface BodyFigures {
  readonly committees: readonly CommitteeFigures[];
  readonly committeesDue: number;
  /** Of those due: a second committee of a year does not make up for another territory's. */
  readonly committeesKept: number;
  readonly committeesHeld: number;
  readonly steering: readonly SteeringFigures[];
  readonly steeringHeld: number;
  readonly steeringDue: number;
}

type Known = Pick<ReviewFacts, 'pact' | 'trackedFrom' | 'meetings'>;

export function bodyFigures(facts: Known, period: Period, scope: Scope): BodyFigures {
  const committees = committeesOf(facts, period, scope);
  const steering = scope.kind === 'pact' ? steeringOf(facts, period) : [];
  const known = steering.filter(({ untracked }) => !untracked);
  return {
    committees,
    committeesDue: sum(committees, ({ due }) => due),
    committeesKept: sum(committees, ({ due, held }) => Math.min(due, held)),
    committeesHeld: sum(committees, ({ held }) => held),
    steering,
    steeringHeld: known.filter(({ heldOn }) => heldOn !== null).length,
    steeringDue: known.filter(({ due, heldOn }) => due || heldOn !== null).length,
  };
}

function committeesOf(
  { pact, trackedFrom, meetings }: Known,
  period: Period,
  scope: Scope,
): readonly CommitteeFigures[] {
  if (scope.kind === 'structure') return [];
  const years = trackedYearsUntil({ pact, trackedFrom }, period.until).filter(
    (year) => period.span.kind === 'pact' || year === period.span.year,
  );
  const held = Map.groupBy(
    meetings.filter((one) => one.body === 'localCommittee' && isWithin(one, period)),
    ({ of }) => of,
  );
  return pact.territories
    .filter(({ code }) => scope.kind === 'pact' || code === scope.code)
    .map(({ code, retiredOn }): CommitteeFigures => {
      const own = held.get(code) ?? [];
      const owed = years.filter((year) => !retiredOn || retiredOn > `${year}-12-31`);
      return {
        territory: code,
        due: owed.length * pact.bodies.localCommitteesPerYear,
        held: own.length,
        participants: sum(own, ({ participants }) => participants),
        days: own.map(({ on }) => on).toSorted(),
      };
    })
    .filter(({ due, held: count }) => due > 0 || count > 0);
}

/** For a year: the COPIL held in it, and those whose window it touches. */
function steeringOf(
  { pact, trackedFrom, meetings }: Known,
  period: Period,
): readonly SteeringFigures[] {
  const held = meetings
    .filter((one) => one.body === 'steeringCommittee' && isWithin(one, period))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const before = new Set(
    meetings
      .filter(({ body, on }) => body === 'steeringCommittee' && on < period.from)
      .map(({ of }) => of),
  );
  return pact.bodies.steeringCommittee
    .map((rule) => {
      const window = windowOf(rule, pact);
      const meeting = held.find(({ of }) => of === rule.code);
      return {
        rule,
        window,
        heldOn: meeting?.on ?? null,
        participants: meeting?.participants ?? 0,
        due: window.until <= period.until,
        untracked: !meeting && window.until < trackedFrom,
      };
    })
    .filter(
      ({ rule, window, heldOn }) =>
        heldOn !== null ||
        (!rule.retiredOn &&
          (period.span.kind === 'pact' ||
            // Held in an earlier year, it is not owed any more.
            (!before.has(rule.code) &&
              window.from <= period.until &&
              window.until >= period.from))),
    );
}

function windowOf(rule: SteeringMeetingRule, pact: PactDefinition): Window {
  return steeringWindow(rule, pact, lastDay(pact));
}

function isWithin({ on }: HeldMeeting, { from, until }: Period): boolean {
  return from <= on && on <= until;
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
