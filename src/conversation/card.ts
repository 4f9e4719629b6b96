/**
 * What the bot says, free of any platform. Adapters translate a card; they never add words of
 * their own. Text is data: a span holds what a person typed as it is, and the adapter escapes it.
 */
import type { Press } from './press.ts';

export type Span =
  | string
  | { readonly bold: string }
  | { readonly italic: string }
  /**
   * What a person would type, shown as such. `/pti …` is the command where there is one; elsewhere
   * the words alone, with the bot's name before them when they are to be typed in a channel.
   */
  | { readonly code: string; readonly typedIn?: 'channel' }
  /** Words of a person, set apart from the bot's. */
  | { readonly quote: string }
  | { readonly link: string; readonly url: string };

/** One paragraph, or several lines when a span holds `\n`. */
export type RichText = readonly Span[];

export interface Button {
  readonly label: string;
  readonly press: Press;
  readonly style?: 'primary' | 'danger';
  /** Asked before a step that cannot be taken back; platforms that cannot ask skip it. */
  readonly confirm?: string;
}

export type CardBlock =
  | { readonly kind: 'text'; readonly text: RichText }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** An entry of a list with, at most, one button of its own (one thumb's reach on a phone). */
  | { readonly kind: 'item'; readonly text: RichText; readonly button?: Button }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** Small print: provenance, counts, what to type next. */
  | { readonly kind: 'note'; readonly text: RichText }
  | { readonly kind: 'divider' };

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Card {
  /** Stands alone: what notifications and screen readers read. Plain text. */
  readonly summary: string;
  readonly title?: string;
  readonly blocks: readonly CardBlock[];
  /** Read by several people, it is for these to act on: their clients may ask for it anew. */
  readonly concerns?: readonly string[];
}
