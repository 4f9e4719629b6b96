/**
 * `GET /metrics`, in Prometheus's own format: counts and delays, never a name, a code or a text.
 * What the database knows is counted when it is asked for; nothing is computed meanwhile.
 */
import { type Request, type Response, Router } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Temporal } from 'temporal-polyfill';
import type { Db } from '../store/database.ts';

export interface Metrics {
  readonly routes: Router;
  /** A turn of the conversation was answered: how long its transaction took, and what it did. */
  readonly turned: (seconds: number, saved: boolean) => void;
  /** The clock woke the bot up. @param now UTC instant */
  readonly ticked: (now: string) => Promise<void>;
}

/** Upper bounds in seconds: an answer is owed within 3 s. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const outboxStates = ['pending', 'sending', 'sent', 'superseded', 'dead'] as const;

export function createMetrics(db: Db, clock: () => string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    ...{ name: 'relais_turns_total', help: 'Turns of the conversation', registers },
    labelNames: ['saved'] as const,
  });
  const seconds = new Histogram({
    ...{ name: 'relais_turn_seconds', help: 'Time from a turn to its commit', registers, buckets },
  });
  const lastTick = new Gauge({
    ...{ name: 'relais_last_tick_timestamp_seconds', help: 'Last tick, by the bot’s clock' },
    registers,
  });
  gaugesOfStore(db, clock, registers);
  const routes = Router();
  routes.get('/metrics', async (_request: Request, response: Response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return {
    routes,
    turned(duration, saved) {
      turns.inc({ saved: String(saved) });
      seconds.observe(duration);
    },
    async ticked(now) {
      lastTick.set(epochSeconds(now));
    },
  };
}

function gaugesOfStore(db: Db, clock: () => string, registers: Registry[]): void {
  new Gauge({
    ...{ name: 'relais_outbox_messages', help: 'Messages of the outbox by state', registers },
    labelNames: ['state'] as const,
    async collect() {
      const rows = await db
        .selectFrom('outbox')
        .select(['state', (count) => count.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      const counts = new Map(rows.map(({ state, count }) => [state, count]));
      for (const state of outboxStates) this.set({ state }, counts.get(state) ?? 0);
    },
  });
  new Gauge({
    name: 'relais_outbox_oldest_due_seconds',
    help: 'How long the oldest message that is due has been waiting; 0 when none is',
    registers,
    async collect() {
      const now = clock();
      const oldest = await db
        .selectFrom('outbox')
        .select((row) => row.fn.min('notBefore').as('at'))
        .where('state', 'in', ['pending', 'sending'])
        .where('notBefore', '<=', now)
        .executeTakeFirst();
      this.set(oldest?.at ? epochSeconds(now) - epochSeconds(oldest.at) : 0);
    },
  });
  counted(db, registers, 'relais_digests', 'Digests written since the start', 'digest');
  counted(db, registers, 'relais_reminders', 'Reminders told in digests', 'reminder');
  counted(db, registers, 'relais_journal_rows', 'Rows of the journal', 'journal');
}

function counted(
  db: Db,
  registers: Registry[],
  name: string,
  help: string,
  table: 'digest' | 'reminder' | 'journal',
): void {
  new Gauge({
    ...{ name, help, registers },
    async collect() {
      const row = await db
        .selectFrom(table)
        .select((count) => count.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      this.set(row.count);
    },
  });
}

function epochSeconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 1000;
}
