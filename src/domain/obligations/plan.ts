/** The reminders that leave between two days, supposing nobody acts and every send succeeds. */
import { addDays } from '../days.ts';
import type { PactDefinition } from '../pact.ts';
import type { ObligationFacts } from './facts.ts';
import { expectedByChain, inOrder, type Reminder } from './reminder.ts';
import { sceneOf } from './scene.ts';
import { withReturns } from './snooze.ts';
import { stagesOf } from './stages.ts';
import { validationReminders } from './validation-step.ts';

/**
 * The plan between two days, both included: a function of the stored state alone, whatever the day
 * it is computed and whatever was already sent (`relais plan`).
 */
export function plan(
  pact: PactDefinition,
  facts: ObligationFacts,
  from: string,
  to: string,
): readonly Reminder[] {
  const scene = sceneOf(pact, facts, to);
  const kept = new Map<string, Reminder>();
  const keep = (reminder: Reminder, day: string) => {
    const open = facts.closedAt === null || reminder.at < facts.closedAt;
    if (open && day >= from && day <= to) kept.set(reminder.key, reminder);
  };
  const stages = stagesOf({ ...scene, until: horizon(to) });
  for (const chain of withReturns(scene, expectedByChain(scene, stages)).values())
    for (const [index, { reminder, day }] of chain.entries()) {
      const overtaken = chain.slice(index + 1).some((later) => later.reminder.at <= reminder.at);
      if (!overtaken) keep(reminder, day);
    }
  for (const { reminder, day } of validationReminders(scene)) keep(reminder, day);
  return inOrder(kept.values());
}

/** Whoever reads once a week is told up to a week early. */
export function horizon(day: string): string {
  return addDays(day, 7);
}
