/**
 * From the outbox to the platforms: claim, re-read the subject (still true? else superseded), send,
 * record where the message went. Never a network call inside a transaction.
 */
import { type DeliveryOptions, deliverNext } from './deliver-row.ts';

export interface Delivery extends AsyncDisposable {
  /** Sends what is due; resolves once nothing due is left. Calls while it runs join it. */
  drain(): Promise<void>;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        while (!stopped && (await deliverNext(options)));
      } while (again && !stopped);
    } catch (error) {
      options.onFailure(error);
    } finally {
      // At once: a call that came between the last look and here would be joined to nothing.
      running = undefined;
    }
  }

  return {
    drain() {
      if (running) again = true;
      else running = run();
      return running;
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      await running;
    },
  };
}
