/** Small pieces that most answers are made of. */
import type { Button, Card, CardBlock, RichText, Span } from './card.ts';
import type { Answer, OutFile } from './exchange.ts';
import type { Press } from './press.ts';

export function say(words: string): Press {
  return { do: 'say', words };
}

export function openForm(form: string, params: Readonly<Record<string, string>> = {}): Press {
  return { do: 'form', form, params: { ...params } };
}

export function actOn(act: string, id: string): Press {
  return { do: 'act', act, id };
}

export function button(label: string, press: Press, style?: Button['style']): Button {
  return style ? { label, press, style } : { label, press };
}

export function text(...spans: readonly Span[]): CardBlock {
  return { kind: 'text', text: spans };
}

export function note(...spans: readonly Span[]): CardBlock {
  return { kind: 'note', text: spans };
}

export function buttons(...all: readonly (Button | undefined)[]): CardBlock {
  return { kind: 'buttons', buttons: all.filter((one) => one !== undefined) };
}

export function item(spans: RichText, own?: Button): CardBlock {
  return own ? { kind: 'item', text: spans, button: own } : { kind: 'item', text: spans };
}

export function answer(card: Card): Answer {
  return { kind: 'card', card };
}

/** A card given at once, and what takes longer given after it. */
export function answerThen(card: Card, after: () => Promise<Answer>): Answer {
  return { kind: 'card', card, after };
}

export function answerWith(card: Card, files: readonly OutFile[]): Answer {
  return { kind: 'card', card, files };
}

/** Rewrites the card whose button was pressed: what it offered no longer stands. */
export function rewrite(card: Card): Answer {
  return { kind: 'card', card, replaces: true };
}

/** A sentence alone, with what can be done next. */
export function sentence(summary: string, ...next: readonly (Button | undefined)[]): Answer {
  const offered = next.filter((one) => one !== undefined);
  return answer({
    summary,
    blocks: [text(summary), ...(offered.length > 0 ? [buttons(...offered)] : [])],
  });
}

/**
 * The first of a list that has no pages, and how many more there are: what a message can hold.
 * @param words that show all of them
 */
export function firstOf<Entry>(
  all: readonly Entry[],
  most: number,
  write: (entry: Entry) => CardBlock | readonly CardBlock[],
  words?: string,
): readonly CardBlock[] {
  const shown = all.slice(0, most).flatMap(write);
  const left = all.length - most;
  if (left <= 0) return shown;
  const more = `Et ${left} de plus.`;
  return [...shown, words === undefined ? note(more) : item([more], button('Voir', say(words)))];
}

/** How many entries of a list are shown at once: what a phone shows without getting lost. */
export const pageLength = 8;

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The page asked for, or the last one there is. */
export function pageOf<Entry>(all: readonly Entry[], wanted: number): Page<Entry> {
  const pages = Math.max(1, Math.ceil(all.length / pageLength));
  const page = Math.min(Math.max(1, wanted), pages);
  return {
    entries: all.slice((page - 1) * pageLength, page * pageLength),
    page,
    pages,
    total: all.length,
  };
}

/** Buttons to the pages before and after: the same words, with the page. */
export function pageButtons(page: Page<unknown>, words: string): readonly Button[] {
  const to = (number: number) => say(`${words} page ${number}`);
  return [
    ...(page.page > 1 ? [button('Page précédente', to(page.page - 1))] : []),
    ...(page.page < page.pages ? [button('Page suivante', to(page.page + 1))] : []),
  ];
}
