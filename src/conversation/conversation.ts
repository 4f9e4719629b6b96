/** The one conversation every platform serves. */
import type { AccountRef, Answer, DirectoryEntry, Inbound, Place, Quotation } from './exchange.ts';

export interface FirstContact {
  readonly inbound: Inbound;
  /** What the adapter needs to answer later: opaque here, kept as it was given. */
  readonly replyTo: string;
}

export type HandleResult =
  /** Committed: the answer may be given. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /**
   * The account is not known yet. The contact is stored: acknowledge («Un instant…»), look the
   * account up in the platform's directory, then call `introduce`.
   */
  | { readonly kind: 'firstContact'; readonly key: string };

export interface Conversation {
  /**
   * Takes one interaction. When it resolves, everything it caused is on disk; the same key gives
   * the same answer and changes nothing twice. Rejects only on broken infrastructure.
   */
  handle(inbound: Inbound, replyTo: string): Promise<HandleResult>;
  /** Ties the account to a person (or says why not), then answers the stored contact. */
  introduce(key: string, entry: DirectoryEntry | undefined): Promise<Answer>;
  /**
   * Ties an account found in a platform's directory to the person it belongs to, before they ever
   * wrote. @returns whether they can be written to there
   */
  meet(account: AccountRef, entry: DirectoryEntry): Promise<boolean>;
  /** Contacts stored but not answered, oldest first: resumed after a restart. */
  pendingContacts(platform: string): Promise<readonly FirstContact[]>;
  /** The home screen of an account: the same as `/pti`, always current. */
  home(account: AccountRef): Promise<Answer>;
  /** Actions that words name, to be quoted; undefined when nobody is tied to the account. */
  quote(account: AccountRef, words: string): Promise<readonly Quotation[] | undefined>;
}

export type { AccountRef, Answer, DirectoryEntry, Inbound, Place };
