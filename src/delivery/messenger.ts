/** What a platform offers to whoever has something to say unasked. */
import type { Card } from '../conversation/card.ts';
import type { AccountRef, DirectoryEntry } from '../conversation/exchange.ts';

export type Destination =
  | { readonly kind: 'person'; readonly tenant: string; readonly user: string }
  | { readonly kind: 'channel'; readonly tenant: string; readonly id: string };

/** Not now. */
export interface Later {
  readonly kind: 'later';
  readonly error: string;
  /** The platform says how long this method is to be left alone. */
  readonly afterSeconds?: number;
  /** What is to be left alone so long: the method everywhere, unless it says this. */
  readonly of?: 'conversation';
  /**
   * `silent`: it does not answer, or knows the bot no more, and no message is at fault. `failing`:
   * it answers that it failed, perhaps because of this message. Else it is about this message.
   */
  readonly platform?: 'silent' | 'failing';
}

export type SendResult =
  /** `reference` finds the message again, to rewrite it. */
  | { readonly kind: 'sent'; readonly reference: string }
  | Later
  /** Never: the account is gone, the message was removed. */
  | {
      readonly kind: 'impossible';
      readonly error: string;
      /**
       * `blocked`: nothing reaches this person or this channel any more (account closed, bot
       * blocked, uninstalled or not a member). `gone`: what was named is no longer there.
       */
      readonly reason?: 'blocked' | 'gone';
    };

export type Method = 'send' | 'rewrite' | 'find' | 'findAccount';

/** At most so many in any period of so many seconds. */
export interface Limit {
  readonly count: number;
  readonly seconds: number;
}

/** The pace that a platform allows; the delivery keeps to it. */
export interface Limits {
  /** Of a method, whatever the conversation. */
  readonly methods?: Partial<Record<Method, readonly Limit[]>>;
  /** Of a method in each conversation. */
  readonly conversations?: Partial<Record<Method, readonly Limit[]>>;
  /** How many may be on their way together. */
  readonly atOnce?: number;
}

export interface Messenger {
  readonly platform: string;
  readonly limits?: Limits;
  /** @param key the same for two attempts at one message: the platform may recognise it */
  send(to: Destination, card: Card, key: string): Promise<SendResult>;
  rewrite(reference: string, card: Card): Promise<SendResult>;
  /**
   * The message that a former attempt may have sent under this key, where the platform can tell.
   * Takes less than four minutes: the row is then somebody else's to send.
   * @param since UTC instant of the first attempt
   * @throws {NotNow} when it cannot be known just now
   */
  find?(to: Destination, key: string, since: string): Promise<string | undefined>;
  /**
   * The account that the platform's own directory gives for an exact e-mail address.
   * @throws {NotNow} when it cannot be known just now
   */
  findAccount(
    email: string,
  ): Promise<{ readonly account: AccountRef; readonly entry: DirectoryEntry } | undefined>;
}

/** A question that the platform cannot answer just now. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  readonly later: Later;

  constructor(later: Later) {
    super(later.error);
    this.later = later;
  }
}
