/** Of which years an action is asked its indicators (PTI 2022-2025, B:301: an evaluation a year). */
import type { ActionStatus } from '../terms.ts';

export interface MeasuredAction {
  readonly status: ActionStatus;
  readonly createdOn: string;
  /** The day it was completed; `null` when it is not. */
  readonly completedOn: string | null;
}

/** First and last year; `until` null: as long as the action goes on. */
export interface YearsAsked {
  readonly from: number;
  readonly until: number | null;
}

/** What was completed is measured a last time for that year; what was abandoned, no longer. */
export function yearsAsked(action: MeasuredAction): YearsAsked | null {
  if (action.status === 'abandoned') return null;
  const { createdOn, completedOn } = action;
  return { from: yearOf(createdOn), until: completedOn === null ? null : yearOf(completedOn) };
}

/** A project may say what it measures already; nothing of it is missing. */
export function mustAnswer({ status }: Pick<MeasuredAction, 'status'>): boolean {
  return status !== 'project';
}

export function isAskedIn(years: YearsAsked | null, year: number): boolean {
  return years !== null && years.from <= year && (years.until === null || year <= years.until);
}

/** Of which years a group is asked: whenever one of its actions is. */
export function yearsOfGroup(actions: readonly MeasuredAction[]): YearsAsked | null {
  const asked = actions.map(yearsAsked).filter((years) => years !== null);
  if (asked.length === 0) return null;
  const ends = asked.map(({ until }) => until);
  return {
    from: Math.min(...asked.map(({ from }) => from)),
    until: ends.includes(null) ? null : Math.max(...ends.map(Number)),
  };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
