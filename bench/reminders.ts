/** What is due, and what a tick costs, in the database of a hundred départements. */
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { assembleBot } from '../src/bot.ts';
import type { Messenger } from '../src/delivery/messenger.ts';
import { due } from '../src/domain/obligations/due.ts';
import { createHistory } from '../src/domain/obligations/history.ts';
import { openDatabase } from '../src/store/database.ts';
import { createObligationBook } from '../src/use-cases/reminders/obligation-book.ts';
import { fillDepartments } from './departments.ts';

/** Nine months before 31 December, nine in the morning: every territory is to be reminded. */
const busy = '2027-03-31T07:00:00.000Z';
const idleTicks = 200;

export interface ReminderFigures {
  /** Milliseconds. */
  readonly reading: number;
  readonly firstDue: number;
  readonly due: number;
  readonly reminders: number;
  readonly busyTick: number;
  readonly digests: number;
  readonly idleMedian: number;
  readonly idleMax: number;
}

export async function measureReminders(path: string): Promise<ReminderFigures> {
  await using stack = new AsyncDisposableStack();
  const db = await openDatabase(path);
  stack.defer(() => db.destroy());
  await fillDepartments(db);

  const book = createObligationBook();
  const [obligations, reading] = await timed(() => db.transaction().execute((tx) => book.read(tx)));
  const [open] = obligations.pacts;
  if (!open) throw new Error('no pact is open');
  const ask = async () =>
    due(
      open.pact.definition,
      open.facts,
      { history: createHistory(), digestToday: new Set() },
      busy,
    );
  const [found, firstDue] = await timed(ask);
  const later: number[] = [];
  for (let times = 0; times < 5; times += 1) later.push((await timed(ask))[1]);

  let now = busy;
  let digests = 0;
  const bot = assembleBot({
    db,
    clock: () => now,
    logger: pino({ level: 'error' }),
  });
  bot.connect(platform(() => (digests += 1)));
  const tick = async () => {
    for (const job of bot.jobs) await job.run(now);
  };
  const [, busyTick] = await timed(tick);
  const idle: number[] = [];
  for (let minute = 1; minute <= idleTicks; minute += 1) {
    now = new Date(Date.parse(busy) + minute * 60_000).toISOString();
    idle.push((await timed(tick))[1]);
  }
  return {
    ...{ reading, firstDue, due: median(later), reminders: found.reminders.length },
    ...{ busyTick, digests, idleMedian: median(idle), idleMax: Math.max(...idle) },
  };
}

export function tellReminders(figures: ReminderFigures): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
  return [
    'Reminders of 600 territories, 10,000 people, 50,000 actions:',
    `  what is due, ${figures.reminders} reminders: ${ms(figures.due)} (the first time ${ms(figures.firstDue)})`,
    `  reading the state it is computed from: ${ms(figures.reading)}`,
    `  a tick that has ${figures.digests} digests to send, all sent: ${ms(figures.busyTick)}`,
    `  an idle tick: ${ms(figures.idleMedian)}, ${ms(figures.idleMax)} at most`,
  ].join('\n');
}

/** Takes every message at once. */
function platform(sent: () => void): Messenger {
  const result = { kind: 'sent', reference: '{}' } as const;
  return {
    platform: 'slack',
    async send() {
      sent();
      return result;
    },
    rewrite: async () => result,
    findAccount: async () => undefined,
  };
}

async function timed<Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> {
  const begun = performance.now();
  const value = await work();
  return [value, performance.now() - begun];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
