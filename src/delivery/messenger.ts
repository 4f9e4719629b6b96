/** What a platform offers to whoever has something to say unasked. */
import type { Card } from '../conversation/card.ts';
import type { AccountRef, DirectoryEntry } from '../conversation/exchange.ts';

export type Destination =
  | { readonly kind: 'person'; readonly tenant: string; readonly user: string }
  | { readonly kind: 'channel'; readonly tenant: string; readonly id: string };

export type SendResult =
  /** `reference` finds the message again, to rewrite it. */
  | { readonly kind: 'sent'; readonly reference: string }
  /** Not now: `afterSeconds` when the platform says how long to wait. */
  | { readonly kind: 'later'; readonly error: string; readonly afterSeconds?: number }
  /** Never: the account is gone, blocked, the message was removed. */
  | { readonly kind: 'impossible'; readonly error: string };

export interface Messenger {
  readonly platform: string;
  /** @param key the same for two attempts at one message: the platform may recognise it */
  send(to: Destination, card: Card, key: string): Promise<SendResult>;
  rewrite(reference: string, card: Card): Promise<SendResult>;
  /**
   * The message that a former attempt may have sent under this key, where the platform can tell.
   * Throws when it cannot be known just now.
   */
  find?(to: Destination, key: string): Promise<string | undefined>;
  /** The account that the platform's own directory gives for an exact e-mail address. */
  findAccount(
    email: string,
  ): Promise<{ readonly account: AccountRef; readonly entry: DirectoryEntry } | undefined>;
}
