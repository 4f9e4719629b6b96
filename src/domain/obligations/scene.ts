/** What every obligation is computed with: the pact, the facts, their index, and the last day. */
import { lastDay, type PactDefinition } from '../pact.ts';
import type { ObligationFacts } from './facts.ts';
import { indexPeople, type People } from './people.ts';

export interface Scene {
  readonly pact: PactDefinition;
  readonly facts: ObligationFacts;
  readonly people: People;
  /** The last day of the pact, prorogations included. */
  readonly endsOn: string;
  /** No stage after this day is wanted. */
  readonly until: string;
}

export function sceneOf(pact: PactDefinition, facts: ObligationFacts, until: string): Scene {
  return { pact, facts, people: indexPeople(facts), endsOn: lastDay(pact), until };
}

/** The years that the bot follows within the pact's term, up to the one after the horizon. */
export function trackedYears({ pact, facts, endsOn, until }: Scene): readonly number[] {
  const first = Number(
    (pact.startsOn > facts.trackedFrom ? pact.startsOn : facts.trackedFrom).slice(0, 4),
  );
  const last = Math.min(Number(endsOn.slice(0, 4)), Number(until.slice(0, 4)) + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** First days of the periods of so many months that begin by the day, counted from January. */
export function periodsOfMonths(from: string, until: string, months: number): readonly string[] {
  const rank = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const periods: string[] = [];
  for (let at = Math.floor(rank(from) / months) * months; at <= rank(until); at += months)
    periods.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`);
  return periods;
}
