/**
 * From the outbox to the platforms: claim, re-read the subject (still true? else superseded), send,
 * record where the message went. Never a network call inside a transaction. Each platform goes at
 * its own pace, several conversations together; within one, in order.
 */
import { leaveLanes } from '../store/outbox-turns.ts';
import { type Claimed, claimNext, type Room } from './claim-next.ts';
import { type DeliveryOptions, deliverRow, lookUp, type Way } from './deliver-row.ts';
import { createGate, type Gate } from './gate.ts';
import type { Messenger } from './messenger.ts';
import { realTimer, type Timer } from './timer.ts';

export interface Delivery extends AsyncDisposable {
  /**
   * Sends what is due and may leave now; resolves once nothing more may. What has to wait a little
   * leaves by itself when its time comes. Calls while it runs join it.
   */
  drain(): Promise<void>;
}

/** A longer wait is left to the tick, which drains every minute. */
const longestWaitMs = 60_000;

/** @param timer paces the platforms and wakes the delivery up; the clock of `options` dates rows */
export function createDelivery(options: DeliveryOptions, timer: Timer = realTimer): Delivery {
  const { random = Math.random } = options;
  const gates = new Map<string, Gate>();
  const underWay = new Map<Promise<void>, Claimed>();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let poke = Promise.withResolvers<void>();
  let forgetWake = (): void => {};

  function gateOf(messenger: Messenger): Gate {
    const gate = gates.get(messenger.platform) ?? createGate(messenger, timer, random);
    gates.set(messenger.platform, gate);
    return gate;
  }
  const way: Way = { options, gateOf };
  const count = (counted: (one: Claimed) => boolean) =>
    [...underWay.values()].filter(counted).length;
  const room: Room = {
    gateOf,
    sending: (platform) => count((one) => one.kind === 'toSend' && one.by.platform === platform),
    lookingUp: () => count((one) => one.kind === 'toLookUp'),
  };

  function begin(claimed: Claimed): void {
    const done =
      claimed.kind === 'toSend'
        ? deliverRow(way, claimed.row, claimed.by)
        : lookUp(way, claimed.row);
    const work = done.catch(options.onFailure).finally(() => {
      underWay.delete(work);
    });
    underWay.set(work, claimed);
  }

  async function run(): Promise<void> {
    let waitMs: number | undefined;
    try {
      await leaveLanes(
        options.db,
        options.messengers().map(({ platform }) => platform),
      );
      for (;;) {
        again = false;
        poke = Promise.withResolvers();
        waitMs = undefined;
        if (!stopped) {
          const next = await claimNext(options, room);
          for (const claimed of next.claimed) begin(claimed);
          waitMs = next.waitMs;
        }
        if (underWay.size > 0) await Promise.race([poke.promise, ...underWay.keys()]);
        else if (!again || stopped) break;
      }
    } catch (error) {
      await Promise.all(underWay.keys());
      options.onFailure(error);
    } finally {
      // At once: a call that came between the last look and here would be joined to nothing.
      running = undefined;
      wakeIn(waitMs);
    }
  }

  function wakeIn(milliseconds: number | undefined): void {
    forgetWake();
    if (stopped || milliseconds === undefined || milliseconds > longestWaitMs) return;
    forgetWake = timer.after(milliseconds, () => void drain());
  }

  function drain(): Promise<void> {
    if (running) {
      again = true;
      poke.resolve();
    } else running = run();
    return running;
  }

  return {
    drain,
    async [Symbol.asyncDispose]() {
      stopped = true;
      forgetWake();
      poke.resolve();
      await running;
    },
  };
}
