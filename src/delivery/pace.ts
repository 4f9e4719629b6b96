/** The pace a platform allows, of a method and of each conversation, as sliding windows. */
import type { Limit, Limits, Method } from './messenger.ts';

export interface Pace {
  /** Milliseconds before one more may leave; 0: now. */
  wait(method: Method, conversation?: string): number;
  /** One leaves. */
  take(method: Method, conversation?: string): void;
  /** How many conversations have to wait before they get another. */
  waiting(method: Method): number;
}

/**
 * What leaves here in time may arrive a little closer together than it left, in milliseconds. One
 * that arrives too soon costs a second to all.
 */
const margin = 50;

/** @param now milliseconds that never go back */
export function createPace({ methods, conversations }: Limits, now: () => number): Pace {
  const whole = new Map<Method, Window>();
  const single = new Map<Method, Map<string, Window>>();

  function windowsOf(method: Method, conversation: string | undefined): Window[] {
    const found = [whole.get(method)];
    if (conversation !== undefined) found.push(single.get(method)?.get(conversation));
    return found.flatMap((one) => one ?? []);
  }

  return {
    wait(method, conversation) {
      const waits = windowsOf(method, conversation).map((window) => window.wait(now()));
      return Math.max(0, ...waits);
    },
    take(method, conversation) {
      const ofMethod = methods?.[method];
      if (ofMethod) getOrMake(whole, method, () => new Window(ofMethod)).take(now());
      const ofEach = conversations?.[method];
      if (!ofEach || conversation === undefined) return;
      const windows = getOrMake(single, method, () => new Map<string, Window>());
      getOrMake(windows, conversation, () => new Window(ofEach)).take(now());
    },
    waiting(method) {
      const windows = single.get(method) ?? new Map<string, Window>();
      let count = 0;
      for (const [conversation, window] of windows) {
        if (window.wait(now()) > 0) count += 1;
        else if (window.isIdle(now())) windows.delete(conversation);
      }
      return count;
    },
  };
}

/** The last ones that left, as many as its limits need to know. */
class Window {
  readonly #limits: readonly { readonly count: number; readonly span: number }[];
  readonly #most: number;
  readonly #longest: number;
  readonly #times: number[] = [];

  constructor(limits: readonly Limit[]) {
    this.#limits = limits.map(({ count, seconds }) => ({ count, span: seconds * 1000 + margin }));
    this.#most = Math.max(...this.#limits.map(({ count }) => count));
    this.#longest = Math.max(...this.#limits.map(({ span }) => span));
  }

  take(now: number): void {
    this.#times.push(now);
    if (this.#times.length > this.#most) this.#times.shift();
  }

  wait(now: number): number {
    const waits = this.#limits.map(({ count, span }) => {
      const before = this.#times.at(-count);
      return before === undefined ? 0 : before + span - now;
    });
    return Math.max(0, ...waits);
  }

  isIdle(now: number): boolean {
    return (this.#times.at(-1) ?? 0) + this.#longest <= now;
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
