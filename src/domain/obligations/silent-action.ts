/** Actions without news: one message per person and quarter, for all of theirs (SPEC §7). */
import { workingDayOnOrAfter } from '../calendar.ts';
import { addMonths } from '../days.ts';
import type { PactDefinition } from '../pact.ts';
import type { LiveAction, ObligationFacts } from './facts.ts';
import { periodsOfMonths, type Scene } from './scene.ts';
import { oncePerDay, type Stage } from './stage.ts';

const obligation = 'silent-action';

/** On the first working day of each period, for whoever pilots an action that is silent then. */
export function silentActionStages(scene: Scene): readonly Stage[] {
  const { pact, facts, people, endsOn, until } = scene;
  const { everyMonths, to } = pact.reminders.silentAction;
  const oldest = new Map<string, LiveAction>();
  for (const action of facts.actions) {
    const known = oldest.get(action.groupId);
    if (!action.awaitingValidation && (!known || action.lastNewsOn < known.lastNewsOn))
      oldest.set(action.groupId, action);
  }
  const silentFrom = [...oldest].map(
    ([groupId, action]) => [groupId, silentSince(action, pact, facts)] as const,
  );
  const retired = new Map(facts.groups.map(({ id, retiredOn }) => [id, retiredOn]));
  const holdersOn = oncePerDay((on) => {
    const groups = silentFrom.filter(([groupId, day]) => {
      const end = retired.get(groupId) ?? null;
      return day <= on && on <= endsOn && (end === null || on < end);
    });
    return [...new Set(groups.flatMap(([groupId]) => people.holders(to, { groupId }, on)))];
  });
  return periodsOfMonths(facts.trackedFrom, until, everyMonths).map((first) => ({
    ...{ obligation, subject: pact.id, period: first.slice(0, 7), code: 'bundle' },
    ...{ before: false, expiresOn: endsOn, knownSince: null, holdersOn },
    plannedOn: workingDayOnOrAfter(first, pact.calendar),
    chain: `${obligation}:${pact.id}`,
  }));
}

/**
 * The actions that are silent on a day, for the words of the message. What was before the bot
 * followed the pact is not held against anybody.
 */
export function silentActions(
  pact: PactDefinition,
  facts: ObligationFacts,
  day: string,
): readonly LiveAction[] {
  return facts.actions.filter((action) => isSilentOn(action, pact, facts, day));
}

/** Of an action that is neither completed nor abandoned. */
export function isSilentOn(
  action: Pick<LiveAction, 'lastNewsOn' | 'awaitingValidation'>,
  pact: PactDefinition,
  facts: Pick<ObligationFacts, 'trackedFrom'>,
  day: string,
): boolean {
  return !action.awaitingValidation && silentSince(action, pact, facts) <= day;
}

/** Thousands of actions had news on the same few days: each day is reckoned once. */
const daysAfter = new Map<string, string>();
const daysKept = 5_000;

function silentSince(
  action: Pick<LiveAction, 'lastNewsOn'>,
  { reminders }: PactDefinition,
  { trackedFrom }: Pick<ObligationFacts, 'trackedFrom'>,
): string {
  const news = action.lastNewsOn > trackedFrom ? action.lastNewsOn : trackedFrom;
  const { afterMonths } = reminders.silentAction;
  const key = `${news} ${afterMonths}`;
  const known = daysAfter.get(key);
  if (known !== undefined) return known;
  if (daysAfter.size >= daysKept) daysAfter.clear();
  const day = addMonths(news, afterMonths);
  daysAfter.set(key, day);
  return day;
}
