/** The Bolt app, with what the bot promises more: late acknowledgement of events, a clean stop. */
import { App, type AppOptions, type Receiver } from '@slack/bolt';

type ReceiverEvent = Parameters<App['processEvent']>[0];

/** The bot is stopping: Slack delivers the event again later. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** Key of the context under which listeners of events find their acknowledgement. */
export const ACKNOWLEDGE = 'acknowledge';

export interface BoltIdentity {
  readonly token: string;
  readonly botId: string | undefined;
  readonly botUserId: string;
  readonly team: string;
}

/**
 * Bolt acknowledges events before any listener runs; here they are acknowledged by the listener
 * once the conversation has committed, so that a crash in between makes Slack deliver again.
 */
export class RelaisApp extends App {
  #stopping = false;
  readonly #running = new Set<Promise<void>>();

  constructor(receiver: Receiver, identity: BoltIdentity, options: AppOptions) {
    super({
      ...options,
      receiver,
      convoStore: false,
      attachFunctionToken: false,
      // The token is given once: no call to Slack for each event. Bolt writes in this object.
      authorize: async () => ({
        botToken: identity.token,
        botUserId: identity.botUserId,
        teamId: identity.team,
        ...(identity.botId === undefined ? {} : { botId: identity.botId }),
      }),
    });
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#stopping) {
      return Promise.reject(new Stopping('The bot is stopping.'));
    }
    const running = event.body.event === undefined ? super.processEvent(event) : this.#late(event);
    return this.track(running);
  }

  async #late(event: ReceiverEvent): Promise<void> {
    let done = false;
    const acknowledge = async (): Promise<void> => {
      if (!done) {
        done = true;
        await event.ack();
      }
    };
    await super.processEvent({
      ...event,
      ack: async () => {},
      customProperties: { ...event.customProperties, [ACKNOWLEDGE]: acknowledge },
    });
    // What no listener takes is acknowledged too, else Slack would insist.
    await acknowledge();
  }

  /** Shutdown waits for this work. */
  track(work: Promise<void>): Promise<void> {
    const settled = work
      .catch(() => {})
      .finally(() => {
        this.#running.delete(settled);
      });
    this.#running.add(settled);
    return work;
  }

  /** Takes nothing new, and resolves when what runs has ended, or after `patienceMs`. */
  async drain(patienceMs: number): Promise<void> {
    this.#stopping = true;
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    const ended = async (): Promise<void> => {
      while (this.#running.size > 0) {
        await Promise.all(this.#running);
      }
    };
    await Promise.race([ended(), patience]);
    clearTimeout(timer);
  }
}
