/** A scheduler that lives through a period: it is stopped at times, and starts again. */
import { type DueReminder, due } from '../../../src/domain/obligations/due.ts';
import type { ObligationFacts } from '../../../src/domain/obligations/facts.ts';
import { createHistory } from '../../../src/domain/obligations/history.ts';
import type { PactDefinition } from '../../../src/domain/pact.ts';
import { parisDay } from '../../../src/domain/paris-time.ts';

/** From the first instant to the second, excluded: nothing runs. */
export interface Stop {
  readonly from: string;
  readonly until: string;
}

export interface SentReminder extends DueReminder {
  readonly sentAt: string;
}

export interface Life {
  readonly from: string;
  readonly to: string;
  readonly stops?: readonly Stop[];
  /** Instants at which it wakes up besides those it asked for. */
  readonly wakes?: readonly string[];
}

/** The first instant from this one on at which it runs. */
export function awakeFrom(at: string, stops: readonly Stop[]): string {
  const stop = stops.find(({ from, until }) => from <= at && at < until);
  return stop ? awakeFrom(stop.until, stops) : at;
}

export function live(
  pact: PactDefinition,
  facts: ObligationFacts,
  { from, to, stops = [], wakes = [] }: Life,
): readonly SentReminder[] {
  const history = createHistory();
  const digests = new Map<string, string>();
  const sent: SentReminder[] = [];
  let now = awakeFrom(from, stops);
  while (now < to) {
    const today = parisDay(now);
    const digestToday = new Set([...digests].flatMap(([who, day]) => (day === today ? [who] : [])));
    const { reminders, next } = due(pact, facts, { history, digestToday }, now);
    for (const reminder of reminders) {
      if (history.has(reminder.key)) throw new Error(`${reminder.key} was sent twice`);
      history.add(reminder.key, now);
      digests.set(reminder.recipient, today);
      sent.push({ ...reminder, sentAt: now });
    }
    if (next <= now) throw new Error(`woken at ${now}, asks for ${next}`);
    const earlier = wakes.filter((at) => at > now && at < next).sort()[0];
    // A restart looks at once at what is due.
    const restart = stops
      .filter((s) => s.until > now && s.until < (earlier ?? next))
      .map((s) => s.until)
      .sort()[0];
    now = awakeFrom(restart ?? earlier ?? next, stops);
  }
  return sent;
}
