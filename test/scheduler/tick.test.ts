import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTick, type TickJob } from '../../src/scheduler/tick.ts';

const log: string[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) });
let now: string;

beforeEach(() => {
  log.length = 0;
  now = '2027-03-01T08:00:00.000Z';
  vi.useFakeTimers({ now: new Date('2027-03-01T08:00:30.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function start(...jobs: TickJob[]) {
  return startTick({ clock: () => now, jobs, logger });
}

describe('the tick', () => {
  it('runs every minute, with the instant of the clock it is given', async () => {
    const seen: string[] = [];
    await using _tick = start({ name: 'job', run: async (at) => seen.push(at) });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(seen).toEqual(['2027-03-01T08:00:00.000Z']);
    now = '2027-06-01T08:00:00.000Z';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual(['2027-03-01T08:00:00.000Z', '2027-06-01T08:00:00.000Z']);
  });

  it('never runs twice at once', async () => {
    let atOnce = 0;
    let most = 0;
    let runs = 0;
    const tick = start({
      name: 'slow',
      run: async () => {
        runs += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 150_000));
        atOnce -= 1;
      },
    });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(most).toBe(1);
    expect(runs).toBeGreaterThan(1);
    const stopped = tick[Symbol.asyncDispose]();
    await vi.advanceTimersByTimeAsync(150_000);
    await stopped;
    expect(atOnce).toBe(0);
  });

  it('goes on after a job that fails, and logs no message', async () => {
    const seen: string[] = [];
    await using tick = start(
      { name: 'broken', run: () => Promise.reject(new Error('Nadia a écrit ceci')) },
      { name: 'next', run: async (at) => seen.push(at) },
    );
    await tick.run();
    await tick.run();
    expect(seen).toHaveLength(2);
    expect(log).toHaveLength(2);
    expect(log[0]).toContain('broken');
    expect(log.join()).not.toContain('Nadia');
  });

  it('waits for what runs when it stops, and starts nothing more', async () => {
    const go = Promise.withResolvers<void>();
    const seen: string[] = [];
    const tick = start(
      {
        name: 'first',
        run: async () => {
          await go.promise;
          seen.push('first');
        },
      },
      { name: 'second', run: async () => seen.push('second') },
    );
    const running = tick.run();
    await Promise.resolve();
    await Promise.resolve();
    let stopped = false;
    const stopping = tick[Symbol.asyncDispose]().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(5);
    expect(stopped).toBe(false);
    go.resolve();
    await running;
    await stopping;
    await vi.advanceTimersByTimeAsync(180_000);
    expect(seen).toEqual(['first']);
  });
});
