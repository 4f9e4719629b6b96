/**
 * What is due now, from what is planned, done and already sent: the scheduler asks at each tick,
 * and a restart, a clock change or a week of downtime neither loses nor repeats a stage (SPEC §7).
 */
import { nextWorkingDay, workingDayOnOrAfter } from '../calendar.ts';
import { addMonths } from '../days.ts';
import type { PactDefinition } from '../pact.ts';
import { parisDay } from '../paris-time.ts';
import { isSendingTime, sendingInstant } from '../sending-hours.ts';
import { type Arrival, arrivalOf, instantFor } from './arrival.ts';
import type { ObligationFacts } from './facts.ts';
import type { History } from './history.ts';
import { noticeStages } from './notice.ts';
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
import { withReturns } from './snooze.ts';
import { keyPrefix, type ReminderKind, type Stage } from './stage.ts';
import { stagesOf } from './stages.ts';
import { awaitedReminders, type StepReminder } from './validation-step.ts';

/** What already left. */
export interface Sent {
  readonly history: History;
  /** Who already had a digest today: what comes after waits for the next working day. */
  readonly digestToday: ReadonlySet<string>;
}

export interface DueReminder extends Reminder<ReminderKind> {
  /** The working day it was to reach somebody; before today, it says «prévu le…, envoyé le…». */
  readonly plannedOn: string;
  /** Whose seat makes it due: the recipient, unless they stand in. */
  readonly holder: string;
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
  const today = parisDay(now);
  const end = addMonths(today, monthsAhead);
  const scene = sceneOf(pact, facts, horizon(end));
  const context: Context = { scene, sent, now, today };
  const found = new Map<string, DueReminder>();
  let next = instantFor(reachingOf(scene), '', nextWorkingDay(end, calendar));
  const wake = (at: string) => {
    if (at > now && at < next) next = at;
  };
  if (facts.closedAt !== null && facts.closedAt <= now) return { reminders: [], next };
  const open = isSendingTime(now, calendar);
  const say = (one: DueReminder) => {
    if (one.at <= now && open) found.set(one.key, one);
    else wake(one.at > now ? one.at : sendingInstant(now, calendar));
  };
  const stages: readonly Stage<ReminderKind>[] = [...stagesOf(scene), ...noticeStages(scene)];
  for (const chain of withReturns(scene, expectedByChain(scene, stages)).values()) {
    for (const { reminder } of chain) wake(reminder.at);
    const latest = chain.findLast(({ reminder }) => reminder.at <= now);
    if (latest) for (const one of dueOf(context, latest)) say(one);
  }
  for (const step of awaitedReminders(scene)) for (const one of stepDue(context, step)) say(one);
  return { reminders: inOrder(found.values()), next };
}

interface Context {
  readonly scene: Scene;
  readonly sent: Sent;
  readonly now: string;
  readonly today: string;
}

/** What is still to be said of the latest stage of a chain; `at` in the future: not yet. */
function dueOf(
  context: Context,
  { stage, holder, day, reminder }: Expected<ReminderKind>,
): readonly DueReminder[] {
  const { today } = context;
  const { history, digestToday } = context.sent;
  const prefix = keyPrefix(stage);
  if (history.has(reminder.key)) return [];
  const said = (one: Reminder<ReminderKind>, to: string): DueReminder => ({
    ...one,
    plannedOn: day,
    holder: to,
  });
  if (day === today && !digestToday.has(reminder.recipient)) return [said(reminder, holder)];
  // Late: whoever holds the seat today receives it, unless it was said to its holder then.
  if (history.has(`${prefix}${holder}`) || isOvertaken(context, stage.chain, reminder)) return [];
  const holders = stage.holdersOn(today);
  if (!holders.includes(holder) && history.wasTold(prefix)) return [];
  return (holders.includes(holder) ? [holder] : holders).flatMap((person) => {
    const again = arrivalToday(context, person, `${stage.obligation}:${stage.subject}`);
    if (!again || (stage.expiresOn !== null && again.day > stage.expiresOn)) return [];
    const late = remind(stage, again);
    return history.has(late.key) ? [] : [said(late, person)];
  });
}

/** Where something late goes: today, or once somebody is back, or after the digest of today. */
function arrivalToday(
  { scene, sent, today }: Context,
  person: string,
  about: string,
): Arrival | undefined {
  const reaching = reachingOf(scene);
  const { calendar } = scene.pact;
  const open = workingDayOnOrAfter(today, calendar);
  const first = arrivalOf(reaching, person, open, false, about);
  if (!first || first.day !== today || !sent.digestToday.has(first.recipient)) return first;
  return arrivalOf(reaching, person, nextWorkingDay(today, calendar), false, about);
}

/**
 * A request's reminder waits for no pause and no weekly digest; its circuit sees to substitutes, so
 * that it only waits for whoever went away since it was recorded.
 */
function stepDue(
  { scene, sent, today }: Context,
  { reminder, day: plannedOn, holder }: StepReminder,
): readonly DueReminder[] {
  const { recipient, key } = reminder;
  if (sent.history.has(key)) return [];
  const reaching = reachingOf(scene);
  const { calendar } = scene.pact;
  let day = plannedOn > today ? plannedOn : workingDayOnOrAfter(today, calendar);
  if (day === today && sent.digestToday.has(recipient)) day = nextWorkingDay(today, calendar);
  for (
    let away = scene.people.absenceOn(recipient, day);
    away;
    away = scene.people.absenceOn(recipient, day)
  )
    day = nextWorkingDay(away.until, calendar);
  return [{ ...reminder, at: instantFor(reaching, recipient, day), plannedOn, holder }];
}

/**
 * The state may be corrected backwards, so that a period which was silent now has its message: it
 * is not said once a later one of the same chain was.
 */
function isOvertaken(
  { sent }: Context,
  chain: string,
  { at, recipient }: Reminder<ReminderKind>,
): boolean {
  return sent.history.lastTold(chain, recipient) >= at;
}
