/** The life of an action: what it must define, which way its status may go. */
import type { ActionStatus } from './terms.ts';

/** What an action must define (PTI 2022-2025, §1.4: objectives, audiences, means, indicators). */
export interface ActionSubstance {
  readonly objectives: string;
  readonly audiences: readonly string[];
  readonly means: string;
  readonly deliverables: string;
  readonly indicators: readonly unknown[];
}

export const requiredParts = [
  'objectives',
  'audiences',
  'means',
  'deliverables',
  'indicators',
] as const;
export type RequiredPart = (typeof requiredParts)[number];

/** The parts an action lacks; an incomplete one is accepted as a project only. */
export function missingParts(action: ActionSubstance): readonly RequiredPart[] {
  return requiredParts.filter((part) => action[part].length === 0);
}

const rank: Readonly<Record<ActionStatus, number>> = {
  project: 0,
  inProgress: 1,
  operating: 2,
  completed: 3,
  abandoned: 4,
};

/** Moving backward, abandoning and taking up again need a reason (SPEC §4). */
export function needsReason(from: ActionStatus, to: ActionStatus): boolean {
  return from !== to && (to === 'abandoned' || rank[to] < rank[from]);
}

/** A project that becomes anything but abandoned must be complete. */
export function needsSubstance(from: ActionStatus, to: ActionStatus): boolean {
  return from === 'project' && to !== 'project' && to !== 'abandoned';
}

/** For how long the author of the last update may correct or withdraw it, in minutes (SPEC §4). */
export const correctionMinutes = 15;
