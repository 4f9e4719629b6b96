/** Time as it passes, for pace and waits: unlike the bot's clock, nobody moves it. */
import { performance } from 'node:perf_hooks';

export interface Timer {
  /** Milliseconds since whenever; never goes back. */
  now(): number;
  /** Calls back once, in so many milliseconds; @returns what prevents it */
  after(milliseconds: number, run: () => void): () => void;
}

export const realTimer: Timer = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
