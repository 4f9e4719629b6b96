/** Year on year: the figures that can be followed from the first year that the bot knew. */
import { countActions, type StatusCounts, standingActions } from './actions.ts';
import { bodyFigures } from './bodies.ts';
import { delaysOf } from './delays.ts';
import type { GroupFact, ReviewFacts } from './facts.ts';
import { type Period, periodOf, type Question, trackedYearsUntil } from './period.ts';

export interface YearFigures {
  readonly year: number;
  /** It is not over. */
  readonly provisional: boolean;
  /** At the end of the year. */
  readonly actions: number;
  readonly byStatus: StatusCounts;
  readonly created: number;
  readonly completed: number;
  /** At work in the year. */
  readonly groups: number;
  readonly meetings: number;
  readonly participants: number;
  readonly committeesHeld: number;
  readonly committeesKept: number;
  readonly committeesDue: number;
  /** Requests approved or refused, and what half of them took at most, in jours ouvrés. */
  readonly decided: number;
  readonly medianDays: number | null;
}

/** @param facts only what is within the scope of the question */
export function yearFigures(
  facts: ReviewFacts,
  { scope, today }: Question,
  until: string,
): readonly YearFigures[] {
  return trackedYearsUntil(facts, until).map((year) => {
    const period = periodOf({ kind: 'year', year }, facts, today);
    const counts = countActions(standingActions(facts.actions, [], period));
    const isIn = (day: string) => period.from <= day && day <= period.until;
    const meetings = facts.meetings.filter(({ body, on }) => body === 'workingGroup' && isIn(on));
    const bodies = bodyFigures(facts, period, scope);
    const elapsed = facts.requests.flatMap(({ end }) =>
      end && end.outcome !== 'cancelled' && isIn(end.on) ? [end.elapsed] : [],
    );
    const { count, median } = delaysOf(elapsed);
    return {
      ...{ year, provisional: period.provisional },
      ...{ actions: counts.total, byStatus: counts.byStatus },
      ...{ created: counts.created, completed: counts.completed },
      groups: groupsIn(facts.groups, period),
      meetings: meetings.length,
      participants: meetings.reduce((sum, { participants }) => sum + participants, 0),
      committeesHeld: bodies.committeesHeld,
      committeesKept: bodies.committeesKept,
      committeesDue: bodies.committeesDue,
      ...{ decided: count, medianDays: median },
    };
  });
}

function groupsIn(groups: readonly GroupFact[], { before, from }: Period): number {
  return groups.filter(
    ({ createdAt, retiredOn }) => createdAt < before && (retiredOn === null || retiredOn > from),
  ).length;
}
