/** Where actions stood at an instant, and how many: every other count rests on these. */
import { type ActionStatus, actionStatuses } from '../terms.ts';
import type { ActionFact, BlockerFact, Classification } from './facts.ts';
import type { Period } from './period.ts';

export type StatusCounts = Readonly<Record<ActionStatus, number>>;

export interface ActionCounts {
  readonly total: number;
  /** They add up to the total, whatever hinders the actions. */
  readonly byStatus: StatusCounts;
  /** Created in the period. */
  readonly created: number;
  /** At the stage of a project before the period (or not created), beyond it at its end. */
  readonly started: number;
  /** Completed in the period, and still so at its end. */
  readonly completed: number;
  readonly abandoned: number;
  /** With a blocker that was open at the end. */
  readonly blocked: number;
  readonly experimentations: number;
}

/** An action as it stood at the end of a period. */
export interface StandingAction {
  readonly fact: ActionFact;
  readonly status: ActionStatus;
  /** Where it stood before the period; `null`: it was not created yet. */
  readonly before: ActionStatus | null;
  readonly about: Classification;
  readonly blocked: boolean;
}

/** The status at an instant, which itself does not count; `null` before the creation. */
export function statusAt(
  { statuses }: Pick<ActionFact, 'statuses'>,
  before: string,
): ActionStatus | null {
  return statuses.findLast(({ at }) => at < before)?.to ?? null;
}

/** What the action was about at an instant; the earliest that is known, when it is later. */
export function aboutAt({ id, classifications }: ActionFact, before: string): Classification {
  const about = classifications.findLast(({ at }) => at < before) ?? classifications[0];
  if (!about) throw new Error(`action ${id} is about nothing`);
  return about;
}

export function standingActions(
  actions: readonly ActionFact[],
  blockers: readonly BlockerFact[],
  { fromInstant, before }: Pick<Period, 'fromInstant' | 'before'>,
): readonly StandingAction[] {
  const blocked = new Set(
    blockers
      .filter(({ raisedAt, liftedAt }) => raisedAt < before && !(liftedAt && liftedAt < before))
      .map(({ actionId }) => actionId),
  );
  return actions.flatMap((fact): StandingAction[] => {
    const status = statusAt(fact, before);
    if (status === null) return [];
    return [
      {
        fact,
        status,
        before: statusAt(fact, fromInstant),
        about: aboutAt(fact, before),
        blocked: blocked.has(fact.id),
      },
    ];
  });
}

export function countActions(actions: readonly StandingAction[]): ActionCounts {
  const byStatus = Object.fromEntries(actionStatuses.map((status) => [status, 0])) as Record<
    ActionStatus,
    number
  >;
  const counts = { created: 0, started: 0, completed: 0, abandoned: 0 };
  let blocked = 0;
  let experimentations = 0;
  for (const { status, before, about, blocked: isBlocked } of actions) {
    byStatus[status] += 1;
    if (before === null) counts.created += 1;
    if (isUnderWay(status) && !(before && isUnderWay(before))) counts.started += 1;
    if (status === 'completed' && before !== 'completed') counts.completed += 1;
    if (status === 'abandoned' && before !== 'abandoned') counts.abandoned += 1;
    if (isBlocked) blocked += 1;
    if (about.experimentation) experimentations += 1;
  }
  return { total: actions.length, byStatus, ...counts, blocked, experimentations };
}

/** Beyond the stage of a project: a completed action was launched too. */
function isUnderWay(status: ActionStatus): boolean {
  return status === 'inProgress' || status === 'operating' || status === 'completed';
}

/** It is worked on, or about to be: what overlaps and gaps are looked for among. */
export function isAlive({ status }: Pick<StandingAction, 'status'>): boolean {
  return status === 'project' || status === 'inProgress' || status === 'operating';
}
