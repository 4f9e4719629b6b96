/**
 * What a platform delivers again because our acknowledgement came late: the conversation gives
 * the same answer, and it must not be said twice.
 */
const REMEMBERED = 2000;

export interface Deliveries {
  /** Runs the work of an event once; a second delivery waits for the first. */
  once(key: string, work: () => Promise<void>): Promise<void>;
}

export function rememberDeliveries(): Deliveries {
  const works = new Map<string, Promise<void>>();
  return {
    once(key, work) {
      const known = works.get(key);
      if (known !== undefined) {
        return known;
      }
      const running = work();
      works.set(key, running);
      const [oldest] = works.keys();
      if (works.size > REMEMBERED && oldest !== undefined) {
        works.delete(oldest);
      }
      return running;
    },
  };
}
