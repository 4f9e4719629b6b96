/** Time that passes only when a test says so, for the bot's clock and for its timers together. */
import type { Delivery } from '../../src/delivery/delivery.ts';
import type { Timer } from '../../src/delivery/timer.ts';

interface Clock {
  /** UTC instant. */
  now: string;
}

export class VirtualTime implements Timer {
  readonly #clock: Clock;
  #wake: { readonly at: number; readonly run: () => void } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return Date.parse(this.#clock.now);
  }

  after(milliseconds: number, run: () => void): () => void {
    const wake = { at: this.now() + Math.ceil(milliseconds), run };
    this.#wake = wake;
    return () => {
      if (this.#wake === wake) this.#wake = undefined;
    };
  }

  /**
   * Lets so much time pass: the delivery wakes up when it asked to, and at each whole minute as the
   * tick does; `tickSeconds` spares the ticks of a long time with nothing to see.
   */
  async pass(delivery: Delivery, seconds: number, tickSeconds = 60): Promise<void> {
    const until = this.now() + seconds * 1000;
    await delivery.drain();
    while (this.now() < until) {
      const tick = (Math.floor(this.now() / 1000 / tickSeconds) + 1) * tickSeconds * 1000;
      const wake = this.#wake;
      const next = Math.min(tick, wake?.at ?? tick, until);
      this.#clock.now = new Date(next).toISOString();
      if (wake && wake.at <= next) {
        this.#wake = undefined;
        wake.run();
      }
      await delivery.drain();
    }
  }
}
