/** Card → Block Kit message, within what Slack accepts and what the local workspace renders. */
import type { types } from '@slack/bolt';
import type { Button, Card, CardBlock, Fact } from '../../conversation/card.ts';
import { clip } from '../clip.ts';
import { LIMITS } from './limits.ts';
import { mrkdwn, parts, plain } from './mrkdwn.ts';
import { TEXTS } from './texts.ts';

type Block =
  | types.SectionBlock
  | types.HeaderBlock
  | types.ActionsBlock
  | types.ContextBlock
  | types.DividerBlock;

export interface RenderedCard {
  /** Stands alone: notifications and screen readers read it. */
  readonly text: string;
  readonly blocks: Block[];
  /** Something had to be left out; the card says so. */
  readonly truncated: boolean;
}

export interface CardOptions {
  /** At most so many blocks: 50 in a message, 100 in a view. */
  readonly maxBlocks?: number;
  /** The local workspace shows entities as they are written: give it the characters. */
  readonly bareEntities?: boolean;
  /** Throws `CardTooLarge` rather than leaving out. For tests of the cards. */
  readonly strict?: boolean;
}

/** A card does not fit: its author must page or shorten it. */
export class CardTooLarge extends Error {
  override readonly name = 'CardTooLarge';
}

/** What did not fit: words cut with an ellipsis, or whole parts left out. */
interface Losses {
  readonly clipped: string[];
  readonly dropped: string[];
}

/** `action_id` of every button of the bot begins so. */
export const PRESS_PREFIX = 'press.';

/**
 * A card for a message or a view. Too large, it keeps its beginning and, of what is left out, the
 * rows of buttons (so that an answer stays possible), and says that it was shortened.
 */
export function renderCard(card: Card, options: CardOptions = {}): RenderedCard {
  const maxBlocks = options.maxBlocks ?? LIMITS.messageBlocks;
  const lost: Losses = { clipped: [], dropped: [] };
  const all: Block[] = [];
  if (card.title !== undefined && card.title.trim() !== '') {
    const title = limited(card.title, LIMITS.header, 'title', lost);
    all.push({ type: 'header', text: plainText(title) });
  }
  for (const block of card.blocks) {
    all.push(...renderBlock(block, lost));
  }
  const fitting = keepFitting(all, maxBlocks);
  if (fitting.length < all.length) {
    lost.dropped.push(`${all.length} blocks, ${size(all)} characters`);
  }
  const losses = [...lost.dropped, ...lost.clipped];
  if (options.strict && losses.length > 0) {
    throw new CardTooLarge(`This card does not fit in Slack: ${losses.join('; ')}.`);
  }
  const truncated = lost.dropped.length > 0;
  const blocks = truncated ? [...keepFitting(all, maxBlocks - 1, NOTE_SIZE), shortened()] : fitting;
  return {
    text: summary(card.summary),
    blocks: identified(options.bareEntities ? bareEntities(blocks) : blocks),
    truncated,
  };
}

/** Never cuts an entity: `&am…` would show. */
function summary(words: string): string {
  const [first = '', second] = parts(plain(words), LIMITS.summary - 1);
  return second === undefined ? first : `${first}…`;
}

function renderBlock(block: CardBlock, lost: Losses): Block[] {
  switch (block.kind) {
    case 'text':
      return sections(mrkdwn(block.text));
    case 'heading':
      return sections(mrkdwn([{ bold: block.text }]));
    case 'facts':
      return sections(block.facts.map(factLine).join('\n'));
    case 'item':
      return renderItem(mrkdwn(block.text), block.button, lost);
    case 'buttons':
      return renderButtons(block.buttons, lost);
    case 'note':
      return parts(mrkdwn(block.text), LIMITS.section).map((text) => ({
        type: 'context',
        elements: [markdown(text)],
      }));
    case 'divider':
      return [{ type: 'divider' }];
  }
}

function factLine(fact: Fact): string {
  const label = fact.label.replace(/\s*:\s*$/, '');
  return mrkdwn([{ bold: `${label}\u00a0:` }, ` ${fact.value}`]);
}

function sections(text: string): types.SectionBlock[] {
  return parts(text, LIMITS.section).map((part) => ({ type: 'section', text: markdown(part) }));
}

function renderItem(text: string, button: Button | undefined, lost: Losses): Block[] {
  const [first, ...rest] = sections(text);
  const accessory = button === undefined ? undefined : renderButton(button, lost);
  if (first === undefined) {
    return accessory === undefined ? [] : [{ type: 'actions', elements: [accessory] }];
  }
  return [accessory === undefined ? first : { ...first, accessory }, ...rest];
}

function renderButtons(buttons: readonly Button[], lost: Losses): Block[] {
  const elements = buttons.flatMap((button) => renderButton(button, lost) ?? []);
  const rows: Block[] = [];
  for (let start = 0; start < elements.length; start += LIMITS.actionsPerBlock) {
    rows.push({
      type: 'actions',
      elements: elements.slice(start, start + LIMITS.actionsPerBlock),
    });
  }
  return rows;
}

/** A button whose press does not fit cannot work: it is left out, and said. */
function renderButton(button: Button, lost: Losses): types.Button | undefined {
  const value = JSON.stringify(button.press);
  if (value.length > LIMITS.buttonValue) {
    lost.dropped.push(`the press of a button: ${value.length} characters`);
    return undefined;
  }
  const label = limited(button.label, LIMITS.buttonLabel, 'label of a button', lost);
  return {
    type: 'button',
    text: plainText(label),
    action_id: PRESS_PREFIX,
    value,
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.confirm === undefined ? {} : { confirm: confirmation(button, button.confirm) }),
  };
}

function confirmation(button: Button, question: string): types.ConfirmationDialog {
  return {
    title: plainText(TEXTS.confirmTitle),
    text: plainText(clip(question, LIMITS.confirmText)),
    confirm: plainText(clip(button.label, LIMITS.confirmLabel)),
    deny: plainText(TEXTS.cancel),
    ...(button.style === undefined ? {} : { style: button.style }),
  };
}

/** Deterministic ids: the same card always renders the same. */
function identified(blocks: readonly Block[]): Block[] {
  return blocks.map((block, row) => {
    const block_id = `b${row}`;
    if (block.type === 'actions') {
      const elements = block.elements.map((element, column) => ({
        ...element,
        action_id: `${PRESS_PREFIX}${row}.${column}`,
      }));
      return { ...block, block_id, elements };
    }
    if (block.type === 'section' && block.accessory?.type === 'button') {
      const accessory = { ...block.accessory, action_id: `${PRESS_PREFIX}${row}.0` };
      return { ...block, block_id, accessory };
    }
    return { ...block, block_id };
  });
}

/** For the local workspace only: a `<` kept from opening anything by what follows it. */
function bareEntities(blocks: readonly Block[]): Block[] {
  return JSON.parse(
    JSON.stringify(blocks, (_key, value: unknown) =>
      isMarkdown(value)
        ? {
            ...value,
            text: value.text
              .replaceAll('&lt;', '<\u200b')
              .replaceAll('&gt;', '>')
              .replaceAll('&amp;', '&'),
          }
        : value,
    ),
  );
}

function isMarkdown(value: unknown): value is types.MrkdwnElement {
  return value !== null && typeof value === 'object' && 'type' in value && value.type === 'mrkdwn';
}

/** Room for ids added last, and for the note that says the card was shortened. */
const ID_SIZE = 40;
const NOTE_SIZE = 400;

function size(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + JSON.stringify(block).length + ID_SIZE, 2);
}

/** The longest beginning that fits together with the rows of buttons that follow it. */
function keepFitting(all: readonly Block[], maxBlocks: number, reserve = 0): Block[] {
  const room = LIMITS.encodedBlocks - reserve;
  if (all.length <= maxBlocks && size(all) <= room) {
    return [...all];
  }
  for (let kept = Math.min(all.length, maxBlocks); kept > 0; kept -= 1) {
    const rows = all.slice(kept).filter((block) => block.type === 'actions');
    const candidate = [...all.slice(0, kept), ...rows];
    if (candidate.length <= maxBlocks && size(candidate) <= room) {
      return candidate;
    }
  }
  return beginning(all, maxBlocks, room);
}

/** When even the buttons do not fit together: whatever fits, in order. */
function beginning(all: readonly Block[], maxBlocks: number, room: number): Block[] {
  const kept: Block[] = [];
  for (const block of all) {
    if (kept.length === maxBlocks || size([...kept, block]) > room) {
      break;
    }
    kept.push(block);
  }
  return kept;
}

function shortened(): types.ContextBlock {
  return { type: 'context', elements: [markdown(mrkdwn(TEXTS.shortened))] };
}

function limited(text: string, limit: number, what: string, lost: Losses): string {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length > limit) {
    lost.clipped.push(`the ${what}: ${words.length} characters`);
  }
  return clip(words, limit);
}

/** `verbatim`: Slack turns nothing of it into a mention, a channel or a link by itself. */
function markdown(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Plain text is shown as it is: nothing to escape. */
export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: text === '' ? '\u200b' : text, emoji: false };
}
