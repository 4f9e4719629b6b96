/** What is said to a person: a stage that found its recipient and its instant. */
import { type Arrival, arrivalOf, instantFor, type Reaching } from './arrival.ts';
import type { Scene } from './scene.ts';
import { keyPrefix, type Obligation, type ReminderKind, type Stage } from './stage.ts';

export interface Reminder<Kind extends ReminderKind = Obligation> {
  /** UTC instant at which it leaves. */
  readonly at: string;
  /** `obligation:subject:period:stage:recipient`: never sent twice. */
  readonly key: string;
  readonly obligation: Kind;
  readonly subject: string;
  readonly period: string;
  readonly stage: string;
  readonly recipient: string;
}

/** A reminder beside what it comes from. */
export interface Expected<Kind extends ReminderKind = Obligation> {
  readonly stage: Stage<Kind>;
  /** The person whose mandate makes it due: the recipient, unless somebody stands in. */
  readonly holder: string;
  readonly day: string;
  readonly reminder: Reminder<Kind>;
}

export function reachingOf({ people, pact }: Scene): Reaching {
  return { people, calendar: pact.calendar };
}

export function remind<Kind extends ReminderKind>(
  stage: Stage<Kind>,
  { recipient, at }: Pick<Arrival, 'recipient' | 'at'>,
): Reminder<Kind> {
  const { obligation, subject, period, code } = stage;
  const key = `${keyPrefix(stage)}${recipient}`;
  return { at, key, obligation, subject, period, stage: code, recipient };
}

/** What a stage gives: one for each holder of its day, unless it comes too late to be true. */
export function expectedOf<Kind extends ReminderKind>(
  scene: Scene,
  stage: Stage<Kind>,
): readonly Expected<Kind>[] {
  const reaching = reachingOf(scene);
  const { plannedOn, before, expiresOn, knownSince } = stage;
  return stage.holdersOn(plannedOn).flatMap((holder) => {
    if (knownSince !== null && instantFor(reaching, holder, plannedOn) < knownSince) return [];
    const about = `${stage.obligation}:${stage.subject}`;
    const arrival = arrivalOf(reaching, holder, plannedOn, before, about);
    if (!arrival || (expiresOn !== null && arrival.day > expiresOn)) return [];
    // Waiting may outlast the mandate, or what there was to say.
    if (arrival.day > plannedOn && !stage.holdersOn(arrival.day).includes(holder)) return [];
    return [{ stage, holder, day: arrival.day, reminder: remind(stage, arrival) }];
  });
}

/** Everything expected, by chain and holder, each in the order of the stages. */
export function expectedByChain<Kind extends ReminderKind>(
  scene: Scene,
  stages: readonly Stage<Kind>[],
): ReadonlyMap<string, readonly Expected<Kind>[]> {
  const chains = new Map<string, Expected<Kind>[]>();
  for (const stage of stages)
    for (const expected of expectedOf(scene, stage)) {
      const key = `${stage.chain} ${expected.holder}`;
      const chain = chains.get(key);
      if (chain) chain.push(expected);
      else chains.set(key, [expected]);
    }
  return chains;
}

/** By instant, then recipient and key: a plan reads the same whoever computes it. */
export function inOrder<One extends Reminder<ReminderKind>>(
  reminders: Iterable<One>,
): readonly One[] {
  const sortKey = ({ at, recipient, key }: One) => `${at} ${recipient} ${key}`;
  return [...reminders]
    .map((reminder) => ({ reminder, by: sortKey(reminder) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(({ reminder }) => reminder);
}
