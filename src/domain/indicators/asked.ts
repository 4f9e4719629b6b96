/**
 * Of which years an action is asked its indicators (PTI 2022-2025, B:301: an evaluation a year).
 * The campaign, the reminders, the first screen and the bilan all ask here.
 */
import type { ActionStatus } from '../terms.ts';

export interface MeasuredAction {
  readonly status: ActionStatus;
  /** The day since which it follows an indicator. */
  readonly measuredFrom: string;
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
  const { measuredFrom, completedOn } = action;
  return { from: yearOf(measuredFrom), until: completedOn === null ? null : yearOf(completedOn) };
}

/** A project may say what it measures already; nothing of it is missing. */
export function mustAnswer({ status }: Pick<MeasuredAction, 'status'>): boolean {
  return status !== 'project';
}

export function isAskedIn(years: YearsAsked | null, year: number): boolean {
  return years !== null && years.from <= year && (years.until === null || year <= years.until);
}

/** Of which years a group is asked, by each of its actions: whenever one of them is. */
export function yearsOfGroup(actions: readonly MeasuredAction[]): readonly YearsAsked[] {
  return actions.map(yearsAsked).filter((years) => years !== null);
}

export function isGroupAskedIn(years: readonly YearsAsked[], year: number): boolean {
  return years.some((one) => isAskedIn(one, year));
}

/** Since when an action is completed; `undefined` when it is not. @param statuses oldest first */
export function completedSince(
  statuses: readonly { readonly at: string; readonly to: ActionStatus }[],
): string | undefined {
  return statuses[statuses.findLastIndex(({ to }) => to !== 'completed') + 1]?.at;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
