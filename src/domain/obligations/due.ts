/**
 * What is due now, from what is planned, done and already sent: the scheduler asks at each tick,
 * and a restart, a clock change or a week of downtime neither loses nor repeats a stage (SPEC §7).
 */
import { nextWorkingDay, workingDayOnOrAfter } from '../calendar.ts';
import { addMonths } from '../days.ts';
import type { PactDefinition } from '../pact.ts';
import { parisDay } from '../paris-time.ts';
import { isSendingTime, sendingInstant } from '../sending-hours.ts';
import { arrivalOf, instantFor } from './arrival.ts';
import type { ObligationFacts } from './facts.ts';
import { horizon } from './plan.ts';
import {
  type Expected,
  expectedByChain,
  inOrder,
  type Reminder,
  reachingOf,
  remind,
} from './reminder.ts';
import { type Scene, sceneOf } from './scene.ts';
import { keyPrefix } from './stage.ts';
import { stagesOf } from './stages.ts';

/** What already left. */
export interface Sent {
  /** Keys of the reminders that were sent, and the UTC instant of each. */
  readonly keys: ReadonlyMap<string, string>;
  /** Who already had a digest today: what comes after waits for the next working day. */
  readonly digestToday: ReadonlySet<string>;
}

export interface DueReminder extends Reminder {
  /** The working day it was to leave; before today, the message says «prévu le…, envoyé le…». */
  readonly plannedOn: string;
  /** The person it was meant for, when a substitute or a successor receives it. */
  readonly insteadOf: string | null;
}

export interface Due {
  readonly reminders: readonly DueReminder[];
  /** Nothing more is due before this instant, as long as the state stays as it is. */
  readonly next: string;
}

/** How far ahead the next instant is looked for; when there is none, it is asked again then. */
const monthsAhead = 1;

/** @param now UTC instant */
export function due(pact: PactDefinition, facts: ObligationFacts, sent: Sent, now: string): Due {
  const { calendar } = pact;
  const today = parisDay(now, calendar.timeZone);
  const end = addMonths(today, monthsAhead);
  const scene = sceneOf(pact, facts, end);
  const context: Context = {
    scene,
    sent,
    now,
    today,
    history: readHistory(sent.keys),
  };
  const found = new Map<string, DueReminder>();
  let next = instantFor(reachingOf(scene), '', nextWorkingDay(end, calendar));
  const wake = (at: string) => {
    if (at > now && at < next) next = at;
  };
  if (facts.closedAt !== null && facts.closedAt <= now) return { reminders: [], next };
  for (const chain of expectedByChain(
    scene,
    stagesOf({ ...scene, until: horizon(end) }),
  ).values()) {
    for (const { reminder } of chain) wake(reminder.at);
    const latest = chain.findLast(({ reminder }) => reminder.at <= now);
    if (!latest) continue;
    for (const one of dueOf(context, latest))
      if (one.at <= now && isSendingTime(now, calendar)) found.set(one.key, one);
      else wake(one.at > now ? one.at : sendingInstant(now, calendar));
  }
  const reminders = inOrder(found.values()) as readonly DueReminder[];
  return { reminders, next };
}

interface Context {
  readonly scene: Scene;
  readonly sent: Sent;
  readonly now: string;
  readonly today: string;
  readonly history: History;
}

/** What is still to be said of the latest stage of a chain; `at` in the future: not yet. */
function dueOf(
  context: Context,
  { stage, holder, day, reminder }: Expected,
): readonly DueReminder[] {
  const { sent, today } = context;
  const prefix = keyPrefix(stage);
  if (sent.keys.has(reminder.key)) return [];
  const { plannedOn } = stage;
  const said = (one: Reminder, to: string): DueReminder => ({
    ...one,
    plannedOn,
    insteadOf: to === holder && one.recipient === holder ? null : holder,
  });
  if (day === today && !sent.digestToday.has(reminder.recipient)) return [said(reminder, holder)];
  // Late: whoever holds the seat today receives it, unless it was said to its holder then.
  if (sent.keys.has(`${prefix}${holder}`) || isOvertaken(context, stage.chain, reminder)) return [];
  const holders = stage.holdersOn(today);
  if (!holders.includes(holder) && context.history.prefixes.has(prefix)) return [];
  return (holders.includes(holder) ? [holder] : holders).flatMap((person) => {
    const again = arrivalToday(context, person, `${stage.obligation}:${stage.subject}`);
    if (!again || (stage.expiresOn !== null && again.day > stage.expiresOn)) return [];
    const late = remind(stage, again);
    return sent.keys.has(late.key) ? [] : [said(late, person)];
  });
}

/** Where something late goes: today, or once somebody is back, or after the digest of today. */
function arrivalToday({ scene, sent, today }: Context, person: string, about: string) {
  const reaching = reachingOf(scene);
  const { calendar } = scene.pact;
  const open = workingDayOnOrAfter(today, calendar);
  const first = arrivalOf(reaching, person, open, false, about);
  if (!first || first.day !== today || !sent.digestToday.has(first.recipient)) return first;
  return arrivalOf(reaching, person, nextWorkingDay(today, calendar), false, about);
}

interface History {
  /** Stages that somebody was sent. */
  readonly prefixes: ReadonlySet<string>;
  /** When a person was last sent something of an obligation that comes back. */
  readonly recurring: ReadonlyMap<string, string>;
}

function readHistory(keys: Sent['keys']): History {
  const prefixes = new Set<string>();
  const recurring = new Map<string, string>();
  for (const [key, at] of keys) {
    const cut = key.lastIndexOf(':') + 1;
    prefixes.add(key.slice(0, cut));
    const [obligation = '', subject = ''] = key.split(':', 2);
    const chain = `${obligation}:${subject} ${key.slice(cut)}`;
    if (at > (recurring.get(chain) ?? '')) recurring.set(chain, at);
  }
  return { prefixes, recurring };
}

/**
 * The state may be corrected backwards, so that a period which was silent now has its message: it
 * is not said once a later one of the same chain was.
 */
function isOvertaken({ history }: Context, chain: string, { at, recipient }: Reminder): boolean {
  return (history.recurring.get(`${chain} ${recipient}`) ?? '') >= at;
}
