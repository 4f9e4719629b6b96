/** Card → Adaptive Card 1.5, within what a message of Teams may weigh. */
import type { Button, Card, CardBlock, Fact } from '../../conversation/card.ts';
import { clip } from '../clip.ts';
import {
  type Action,
  type AdaptiveCard,
  adaptiveCard,
  type Element,
  type TextBlock,
} from './adaptive-card.ts';
import { LIMITS } from './limits.ts';
import { oneLine, plain, verbatim } from './plain.ts';
import { richText } from './rich-text.ts';
import { TEXTS } from './texts.ts';

export interface RenderedCard {
  /** Stands alone: notifications read it. */
  readonly summary: string;
  readonly card: AdaptiveCard;
  /** Something had to be left out; the card says so. */
  readonly truncated: boolean;
}

export interface CardOptions {
  /**
   * What a button does. `dialogs`: where the client opens them, one that opens a form asks for one.
   * `inDialog`: a dialog knows no `Action.Execute`.
   */
  readonly actions?: 'execute' | 'dialogs' | 'inDialog';
  /** Throws `CardTooLarge` rather than leaving out. For tests of the cards. */
  readonly strict?: boolean;
  /** At most so many characters: a card sent again after Teams found it too large. */
  readonly room?: number;
  /** The card is asked for anew by the clients of these people. */
  readonly refresh?: { readonly userIds: readonly string[] };
}

/** A card does not fit: its author must page or shorten it. */
export class CardTooLarge extends Error {
  override readonly name = 'CardTooLarge';
}

/** Verbs of the bot's actions. */
export const VERBS = { press: 'press', submit: 'submit', refresh: 'refresh' } as const;

interface Making {
  readonly actions: NonNullable<CardOptions['actions']>;
  /** What did not fit: words cut with an ellipsis, or whole parts left out. */
  readonly clipped: string[];
  readonly dropped: string[];
}

/**
 * A card for a message. Too large, it keeps its beginning and, of what is left out, the rows of
 * buttons (so that an answer stays possible), and says that it was shortened.
 */
export function renderCard(card: Card, options: CardOptions = {}): RenderedCard {
  const making: Making = { actions: options.actions ?? 'execute', clipped: [], dropped: [] };
  const all: Element[] = [];
  if (card.title !== undefined && card.title.trim() !== '') {
    all.push({ ...heading(limited(card.title, LIMITS.title, 'title', making)), size: 'Large' });
  }
  let separated = false;
  for (const block of card.blocks) {
    if (block.kind === 'divider') {
      separated = all.length > 0;
      continue;
    }
    const [first, ...rest] = renderBlock(block, making);
    if (first === undefined) continue;
    all.push(separated ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    separated = false;
  }
  const summary = clip(verbatim(card.summary), LIMITS.summary);
  const room = (options.room ?? LIMITS.encodedCard) - summary.length;
  const fitting = keepFitting(all, room);
  if (fitting.length < all.length) {
    making.dropped.push(`${all.length} elements, ${size(all)} characters`);
  }
  const losses = [...making.dropped, ...making.clipped];
  if (options.strict && losses.length > 0) {
    throw new CardTooLarge(`This card does not fit in Teams: ${losses.join('; ')}.`);
  }
  const truncated = making.dropped.length > 0;
  const body = truncated
    ? [...keepFitting(all, room - NOTE_SIZE), ...richText(TEXTS.shortened, NOTE)]
    : fitting;
  return {
    summary,
    card: adaptiveCard(summary, shown(body, summary), refresh(options)),
    truncated,
  };
}

/** A card of buttons alone, or of nothing, still says something. */
function shown(body: readonly Element[], summary: string): readonly Element[] {
  return body.length > 0 ? body : richText([summary]);
}

function refresh({ refresh: asked }: CardOptions): AdaptiveCard['refresh'] {
  if (asked === undefined || asked.userIds.length === 0) return undefined;
  return {
    action: { type: 'Action.Execute', verb: VERBS.refresh, data: {} },
    userIds: asked.userIds.slice(0, LIMITS.refreshUsers),
  };
}

const NOTE = { isSubtle: true, size: 'Small' } as const;

type Shown = Exclude<CardBlock, { kind: 'divider' }>;

function renderBlock(block: Shown, making: Making): Element[] {
  switch (block.kind) {
    case 'text':
      return richText(block.text);
    case 'heading':
      return [{ ...heading(block.text), spacing: 'Medium' }];
    case 'facts':
      return block.facts.flatMap(factLines).map((line, index) => ({
        ...line,
        ...(index === 0 ? {} : { spacing: 'None' as const }),
      }));
    case 'item':
      return renderItem(richText(block.text), block.button, making);
    case 'buttons':
      return renderButtons(block.buttons, making);
    case 'note':
      return richText(block.text, NOTE);
  }
}

export function heading(text: string): TextBlock {
  return {
    type: 'TextBlock',
    style: 'heading',
    weight: 'Bolder',
    wrap: true,
    text: plain(oneLine(text)),
  };
}

function factLines({ label, value }: Fact): Element[] {
  const name = label.replace(/\s*:\s*$/, '');
  return richText([{ bold: `${name}\u00a0:` }, ` ${value}`]);
}

/** Characters of a button that leaves the words beside it enough of a phone's width. */
const besideWords = 14;

function renderItem(items: Element[], button: Button | undefined, making: Making): Element[] {
  const own = button === undefined ? undefined : renderButton(button, making);
  if (button === undefined || own === undefined)
    return items.length === 0 ? [] : [{ type: 'Container', spacing: 'Medium', items }];
  const row = { type: 'ActionSet', actions: [own] } as const;
  if (items.length === 0) return [row];
  if (button.label.length > besideWords)
    return [{ type: 'Container', spacing: 'Medium', items: [...items, row] }];
  return [
    {
      type: 'ColumnSet',
      spacing: 'Medium',
      columns: [
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [row] },
      ],
    },
  ];
}

function renderButtons(buttons: readonly Button[], making: Making): Element[] {
  const actions = buttons.flatMap((button) => renderButton(button, making) ?? []);
  const rows: Element[] = [];
  for (let start = 0; start < actions.length; start += LIMITS.actionsPerSet) {
    rows.push({
      type: 'ActionSet',
      ...(start === 0 ? {} : { spacing: 'Small' as const }),
      actions: actions.slice(start, start + LIMITS.actionsPerSet),
    });
  }
  return rows;
}

/** A button whose press does not fit cannot work: it is left out, and said. */
function renderButton({ label, press, style }: Button, making: Making): Action | undefined {
  const encoded = JSON.stringify(press).length;
  if (encoded > LIMITS.buttonData) {
    making.dropped.push(`the press of a button: ${encoded} characters`);
    return undefined;
  }
  const title = limited(label, LIMITS.buttonLabel, 'label of a button', making);
  const look =
    style === undefined
      ? {}
      : { style: style === 'primary' ? ('positive' as const) : ('destructive' as const) };
  const opens = making.actions === 'dialogs' && press.do === 'form';
  const data = opens ? { press, msteams: { type: 'task/fetch' } } : { press };
  const inDialog = opens || making.actions === 'inDialog';
  return action(title, VERBS.press, data, { ...look, inDialog });
}

/** An action, and the same for clients (and dialogs) that know no `Action.Execute`. */
export function action(
  title: string,
  verb: string,
  data: object,
  { inDialog, ...look }: { style?: 'positive' | 'destructive'; inDialog: boolean },
): Action {
  const submit = { type: 'Action.Submit', title, data: { verb, ...data }, ...look } as const;
  if (inDialog) return submit;
  return { type: 'Action.Execute', title, verb, data, ...look, fallback: submit };
}

/** Room for the note that says the card was shortened. */
const NOTE_SIZE = 400;

function size(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => sum + JSON.stringify(element).length + 1, 0);
}

/** The longest beginning that fits together with the rows of buttons that follow it. */
function keepFitting(all: readonly Element[], room: number): Element[] {
  if (size(all) <= room) return [...all];
  for (let kept = all.length - 1; kept > 0; kept -= 1) {
    const rows = all.slice(kept).filter((element) => element.type === 'ActionSet');
    const candidate = [...all.slice(0, kept), ...rows];
    if (size(candidate) <= room) return candidate;
  }
  return [];
}

function limited(text: string, limit: number, what: string, making: Making): string {
  const words = oneLine(verbatim(text));
  if (words.length > limit) {
    making.clipped.push(`the ${what}: ${words.length} characters`);
  }
  return clip(words, limit) || '\u200b';
}
