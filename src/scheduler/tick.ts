/**
 * Wakes up every minute and does what is due then. It carries no truth: what is due is read from
 * the state and the clock it is given, so that a tick missed or repeated changes nothing.
 */
import nodeCron from 'node-cron';
import type { Logger } from 'pino';

export interface TickOptions {
  /** UTC instant: real time, or the movable clock of local mode. */
  readonly clock: () => string;
  /** What to do at an instant, in order. One that fails is logged and tried again next time. */
  readonly jobs: readonly TickJob[];
  readonly logger: Logger;
}

export interface TickJob {
  /** For the log. */
  readonly name: string;
  readonly run: (now: string) => Promise<unknown>;
}

export interface Tick extends AsyncDisposable {
  /** Does at once what a tick does, after the one that runs. */
  run(): Promise<void>;
}

/** Starts ticking; disposing of it waits for the tick that runs. */
export function startTick({ clock, jobs, logger }: TickOptions): Tick {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const tick = async (): Promise<void> => {
    for (const { name, run } of jobs) {
      if (stopped) return;
      try {
        await run(clock());
      } catch (error) {
        // Its message may quote what somebody typed.
        const kind = error instanceof Error ? error.name : typeof error;
        logger.error({ job: name, error: kind }, 'a scheduled job failed');
      }
    }
  };
  const run = (): Promise<void> => {
    running = running.then(tick);
    return running;
  };
  const task = nodeCron.schedule('* * * * *', run, {
    name: 'tick',
    noOverlap: true,
    // A machine that slept missed ticks: the next one sees the same state.
    suppressMissedWarning: true,
    logger: {
      debug: () => {},
      info: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message instanceof Error ? message.name : message),
    },
  });
  return {
    run,
    async [Symbol.asyncDispose]() {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}
