/**
 * What was put off («Plus tard») comes back: the stage that had been said is said again once its
 * snooze is over, if it is still true and nothing newer is said in its place (SPEC §7).
 */
import { nextWorkingDay } from '../calendar.ts';
import type { Pause } from './facts.ts';
import { type Expected, expectedOf } from './reminder.ts';
import type { Scene } from './scene.ts';
import type { ReminderKind } from './stage.ts';

/** What parts the code of a stage from the last day for which it was put off. */
const mark = '~';

/** The code of a stage as the pact file has it, whether or not it came back. */
export function firstCode(code: string): string {
  return code.split(mark)[0] ?? code;
}

/** The chains of stages, each with those that come back in their place. */
export function withReturns<Kind extends ReminderKind>(
  scene: Scene,
  chains: ReadonlyMap<string, readonly Expected<Kind>[]>,
): ReadonlyMap<string, readonly Expected<Kind>[]> {
  const snoozes = Map.groupBy(
    scene.facts.pauses.filter(({ about }) => about !== null),
    ({ about }) => about ?? '',
  );
  if (snoozes.size === 0) return chains;
  const all = new Map(chains);
  for (const [key, chain] of chains) {
    const [{ stage } = {}] = chain;
    const own = stage && snoozes.get(`${stage.obligation}:${stage.subject}`);
    if (own)
      all.set(
        key,
        own.toSorted(byFirstDay).reduce((known, one) => back(scene, known, one), chain),
      );
  }
  return all;
}

function byFirstDay(a: Pause, b: Pause): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}

/** The chain with what a snooze held back, right before whatever comes then anyway. */
function back<Kind extends ReminderKind>(
  scene: Scene,
  chain: readonly Expected<Kind>[],
  { personId, from, until }: Pause,
): readonly Expected<Kind>[] {
  const said = chain.findLast(
    ({ day, reminder }) => day <= from && reminder.recipient === personId,
  );
  if (!said) return chain;
  const again = expectedOf(scene, {
    ...said.stage,
    code: `${firstCode(said.stage.code)}${mark}${until}`,
    plannedOn: nextWorkingDay(until, scene.pact.calendar),
    before: false,
  }).find(({ holder }) => holder === said.holder);
  if (!again) return chain;
  const next = chain.findIndex(({ reminder }) => reminder.at >= again.reminder.at);
  return next === -1 ? [...chain, again] : chain.toSpliced(next, 0, again);
}
