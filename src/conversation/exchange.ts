/** One exchange with a person: what reached the bot and what goes back, free of any platform. */
import type { Card } from './card.ts';
import type { Form, FormValues } from './form.ts';

/** A chat account, as the platform names it. */
export interface AccountRef {
  readonly platform: string;
  /** Workspace or tenant. */
  readonly tenant: string;
  readonly user: string;
}

/** Where the exchange takes place; `kind` decides whether others read the answer. */
export interface Place {
  readonly kind: 'direct' | 'channel' | 'home';
  readonly id: string;
  /** The message under which the person writes (a thread, a reply), as the platform names it. */
  readonly thread?: string;
}

export type Request =
  /** Words typed: a command, a direct message, a mention (stripped). */
  | {
      readonly kind: 'words';
      readonly words: string;
      /** Heard under a message of the bot without being said to it: silence unless it matters. */
      readonly overheard?: true;
      /** They held the number of a person helped and were not kept: only that remains to be said. */
      readonly withheld?: 'nir' | 'fileNumber';
    }
  /** A button: the value as the platform returned it, not yet trusted. */
  | { readonly kind: 'press'; readonly value: unknown }
  | {
      readonly kind: 'submit';
      readonly form: string;
      readonly state: Readonly<Record<string, string>>;
      readonly values: FormValues;
    }
  /** The home screen was opened. */
  | { readonly kind: 'home' }
  /** «Rattacher à une action»: somebody's message becomes a comment. */
  | { readonly kind: 'attachMessage'; readonly text: string }
  /** A file given in a direct conversation, with the words that came with it. */
  | {
      readonly kind: 'file';
      readonly words: string;
      readonly fileName: string;
      readonly content: Uint8Array;
    };

export interface Inbound {
  /** The same for two deliveries of the same interaction; unique otherwise. */
  readonly key: string;
  readonly account: AccountRef;
  readonly place: Place;
  readonly request: Request;
}

/** A file given with an answer, always in the person's own conversation with the bot. */
export interface OutFile {
  /** With its extension. */
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** What a picture shows, in words. */
  readonly alt?: string;
}

export type Answer =
  /** A private answer to the person, or a rewrite of the card whose button was pressed. */
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly replaces?: boolean;
      readonly files?: readonly OutFile[];
      /**
       * What takes long: begun once the card has been given, outside its transaction; its result
       * is given in turn. It reads and makes files, and never writes: a crash loses only a file.
       */
      readonly after?: () => Promise<Answer>;
    }
  | { readonly kind: 'form'; readonly form: Form }
  /**
   * The form stays open with what was typed, and says what to mend field by field. `form`: the same
   * form as it opens, for platforms that must show it again.
   */
  | {
      readonly kind: 'fieldErrors';
      readonly errors: Readonly<Record<string, string>>;
      readonly form?: Form;
    }
  /** Nothing to say: a message that was not for the bot. */
  | { readonly kind: 'silence' };

/** A record found by its name, to be quoted where the bot is not. */
export interface Quotation {
  readonly title: string;
  readonly text: string;
  /** Read by others: nothing in it is private, nothing in it acts. */
  readonly card: Card;
}

/** What the platform's own directory says of an account. */
export interface DirectoryEntry {
  readonly email?: string;
  readonly displayName: string;
  readonly isBot: boolean;
  readonly isDeleted: boolean;
  /** Shared from another workspace or tenant. */
  readonly isExternal: boolean;
  readonly isGuest: boolean;
}
