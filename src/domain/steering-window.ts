/**
 * When each COPIL is due (PTI 2022-2025, §1.3: at least three over the pact). The first and the
 * mid-term ones follow the pact's own term: a prorogation moves only the final window (SPEC §3).
 */
import { addDays, addMonths, daysBetween } from './days.ts';
import type { PactDefinition, SteeringMeetingRule } from './pact.ts';

export interface Window {
  /** First and last day, both included. */
  readonly from: string;
  readonly until: string;
}

/** @param end the last day of the pact, prorogations included */
export function steeringWindow(
  rule: Pick<SteeringMeetingRule, 'window'>,
  pact: Pick<PactDefinition, 'startsOn' | 'endsOn'>,
  end: string,
): Window {
  const { startsOn, endsOn } = pact;
  const { kind, months } = rule.window;
  if (kind === 'first') return { from: startsOn, until: addDays(addMonths(startsOn, months), -1) };
  if (kind === 'last') return { from: addMonths(addDays(end, 1), -months), until: end };
  const length = daysBetween(startsOn, addDays(endsOn, 1));
  const middle = addDays(startsOn, Math.floor(length / 2));
  return { from: addMonths(middle, -months), until: addMonths(middle, months) };
}
