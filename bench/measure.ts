/** Rounds in which every contender takes its turn, so that drift favours none. */
import { performance } from 'node:perf_hooks';
import type { Contender } from './contender.ts';

export interface Plan {
  readonly atOnce: readonly number[];
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
}

export interface Figures {
  readonly contender: Contender;
  readonly atOnce: number;
  /** Commands a second, all rounds together. */
  readonly throughput: number;
  /** Time per command of each round, in milliseconds. */
  readonly perCommand: readonly number[];
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

interface Tally {
  sent: number;
  elapsed: number;
  readonly perCommand: number[];
  readonly latencies: number[];
}

/** Numbers every command of a run: none is ever sent twice to a contender. */
const sentTo = new Map<Contender, number>();

export function sentSoFar(contender: Contender): number {
  return sentTo.get(contender) ?? 0;
}

export async function measure(
  contenders: readonly Contender[],
  plan: Plan,
): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  for (const atOnce of plan.atOnce) {
    const tallies = new Map(contenders.map((contender) => [contender, emptyTally()]));
    for (const contender of contenders) await run(contender, atOnce, plan.warmUpMs, emptyTally());
    for (let round = 0; round < plan.rounds; round += 1) {
      // Each round begins with another contender.
      const first = round % contenders.length;
      for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
        await run(contender, atOnce, plan.roundMs, tallies.get(contender) ?? emptyTally());
      }
    }
    for (const [contender, tally] of tallies) figures.push(summary(contender, atOnce, tally));
  }
  return figures;
}

/** `atOnce` people, each of whom sends the next command once the last one is answered. */
async function run(
  contender: Contender,
  atOnce: number,
  forMs: number,
  tally: Tally,
): Promise<void> {
  const begun = performance.now();
  const until = begun + forMs;
  let sent = 0;
  const person = async (): Promise<void> => {
    for (let start = begun; start < until; start = performance.now()) {
      const n = sentSoFar(contender);
      sentTo.set(contender, n + 1);
      // A receiver takes each request in its own turn of the event loop: waiting for it counts.
      await new Promise(setImmediate);
      await contender.send(n);
      tally.latencies.push(performance.now() - start);
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, person));
  const elapsed = performance.now() - begun;
  tally.sent += sent;
  tally.elapsed += elapsed;
  tally.perCommand.push(elapsed / sent);
}

function emptyTally(): Tally {
  return { sent: 0, elapsed: 0, perCommand: [], latencies: [] };
}

function summary(contender: Contender, atOnce: number, tally: Tally): Figures {
  const sorted = Float64Array.from(tally.latencies).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return {
    contender,
    atOnce,
    throughput: (tally.sent / tally.elapsed) * 1000,
    perCommand: tally.perCommand,
    p50: at(0.5) ?? Number.NaN,
    p99: at(0.99) ?? Number.NaN,
    max: at(1) ?? Number.NaN,
  };
}
