/** How a collected phrasing is written down. */
import type { Command } from '../../src/conversation/grammar/command.ts';

export type Meaning = Command | { readonly asks: readonly Command[] } | 'refused' | 'unknown';

export interface Phrasing {
  readonly words: string;
  readonly means: Meaning;
  readonly note?: string;
}

/** Must be asked, with at least these choices. */
export const asks = (...commands: readonly Command[]): Meaning => ({ asks: commands });
export const row = (words: string, means: Meaning, note?: string): Phrasing =>
  note === undefined ? { words, means } : { words, means, note };
