/**
 * What reminders are computed from, kept in memory until something happens: every act that changes
 * it writes in the journal, whose last row is therefore its revision.
 */
import type { ObligationFacts } from '../../domain/obligations/facts.ts';
import { type Standings, standingsOn } from '../../domain/obligations/standing.ts';
import type { Db } from '../../store/database.ts';
import { lastJournalRow } from '../../store/journal.ts';
import type { Pact } from '../../store/pacts.ts';
import { openPacts, readObligations } from '../read-obligations.ts';

export interface OpenPact {
  readonly pact: Pact;
  readonly facts: ObligationFacts;
}

export interface Obligations {
  readonly revision: number;
  readonly pacts: readonly OpenPact[];
  /** Of the lines of a pact; `undefined` when it is closed, or unknown. */
  standings(pactId: string, today: string): Standings | undefined;
}

export interface ObligationBook {
  /** Not from a transaction that has written: what it undoes must not be kept. */
  read(db: Db): Promise<Obligations>;
}

export function createObligationBook(): ObligationBook {
  let kept: Obligations | undefined;
  return {
    async read(db) {
      const revision = await lastJournalRow(db);
      if (kept?.revision !== revision) kept = obligationsOf(revision, await readAll(db));
      return kept;
    },
  };
}

async function readAll(db: Db): Promise<readonly OpenPact[]> {
  const pacts: OpenPact[] = [];
  for (const pact of await openPacts(db))
    pacts.push({ pact, facts: await readObligations(db, pact) });
  return pacts;
}

function obligationsOf(revision: number, pacts: readonly OpenPact[]): Obligations {
  const byDay = new Map<string, Standings>();
  return {
    revision,
    pacts,
    standings(pactId, today) {
      const key = `${today} ${pactId}`;
      const known = byDay.get(key);
      const open = pacts.find(({ pact }) => pact.definition.id === pactId);
      if (known || !open) return known;
      const standings = standingsOn(open.pact.definition, open.facts, today);
      byDay.set(key, standings);
      return standings;
    },
  };
}
