/**
 * What may leave by one platform just now: within its pace, not before it said to come back, and
 * little by little while it does not answer.
 */
import { backOff } from './back-off.ts';
import type { Later, Messenger, Method } from './messenger.ts';
import { createPace } from './pace.ts';
import type { Timer } from './timer.ts';

export interface Gate {
  /** Milliseconds before one more may leave; 0: now. */
  wait(method: Method, conversation?: string): number;
  take(method: Method, conversation?: string): void;
  /** How many may be on their way together. */
  atOnce(method: Method): number;
  /** How many conversations have to wait before they get another. */
  waiting(method: Method): number;
  answered(method: Method): void;
  /** @param row the message that was refused, or the question */
  refused(method: Method, why: Later, row: string, conversation?: string): void;
  /** It has not answered several times in a row. */
  inTrouble(): boolean;
}

const usualAtOnce = 8;
/**
 * Failures in a row that tell a platform that is down from one message that it cannot take: of as
 * many messages when it may be theirs.
 */
const enoughSigns = 3;
/** Seconds before a platform that is down is tried again. */
const holdSeconds = { first: 1, longest: 60 };
/** Conversations held together, each for a limit of its own: the limit is not theirs then. */
const enoughHeld = 5;

export function createGate(messenger: Messenger, timer: Timer, random: () => number): Gate {
  const limits = messenger.limits ?? {};
  const pace = createPace(limits, () => timer.now());
  const heldUntil = new Map<Method, number>();
  const conversationsHeld = new Map<Method, Map<string, number>>();
  let allHeldUntil = Number.NEGATIVE_INFINITY;
  const failing = new Set<string>();
  let silences = 0;
  let holds = 0;
  const inTrouble = () => failing.size + silences >= enoughSigns;

  /** Those of a method that are held now; what is past is forgotten. */
  function heldOf(method: Method): Map<string, number> {
    const held = conversationsHeld.get(method) ?? new Map<string, number>();
    conversationsHeld.set(method, held);
    for (const [conversation, until] of held) if (until <= timer.now()) held.delete(conversation);
    return held;
  }

  function hold(method: Method, until: number): void {
    heldUntil.set(method, Math.max(heldUntil.get(method) ?? until, until));
  }

  return {
    wait(method, conversation) {
      const held = Math.max(
        heldUntil.get(method) ?? Number.NEGATIVE_INFINITY,
        conversationsHeld.get(method)?.get(conversation ?? '') ?? Number.NEGATIVE_INFINITY,
        allHeldUntil,
      );
      return Math.max(pace.wait(method, conversation), held - timer.now());
    },
    take: pace.take,
    waiting: (method) => pace.waiting(method) + heldOf(method).size,
    // One alone finds out whether the platform is there again.
    atOnce: (method) => (inTrouble() || heldUntil.has(method) ? 1 : (limits.atOnce ?? usualAtOnce)),
    answered(method) {
      heldUntil.delete(method);
      failing.clear();
      silences = 0;
      holds = 0;
    },
    refused(method, { afterSeconds, of, platform }, row, conversation) {
      const now = timer.now();
      if (afterSeconds !== undefined) {
        const until = now + afterSeconds * 1000;
        if (of !== 'conversation' || conversation === undefined) return hold(method, until);
        const held = heldOf(method).set(conversation, until);
        if (held.size >= enoughHeld) hold(method, until);
      } else if (platform) {
        if (platform === 'silent') silences += 1;
        else failing.add(row);
        // Those that were on their way together fail together: they are one sign, not several.
        if (!inTrouble() || now < allHeldUntil) return;
        holds += 1;
        allHeldUntil = now + backOff(holds, holdSeconds, random) * 1000;
      }
    },
    inTrouble,
  };
}
