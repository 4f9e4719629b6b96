/**
 * Text of persons and of the bot → elements of a card. Everything goes in `TextRun`s, which read no
 * Markdown: what a person typed cannot format, link or mention. A line is an element of its own,
 * since a `TextRun` does not break lines.
 */
import type { RichText, Span } from '../../conversation/card.ts';
import type { Element, RichTextBlock, TextRun } from './adaptive-card.ts';
import { oneLine, verbatim } from './plain.ts';

/** As the manifest names the application. */
const botName = 'Relais\u00a0PTI';

type Look = Pick<TextRun, 'isSubtle' | 'size' | 'color'>;

/** A paragraph; a quotation stands in a frame of its own. */
export function richText(text: RichText, look: Look = {}): Element[] {
  const elements: Element[] = [];
  let pending: Span[] = [];
  const flush = (): void => {
    elements.push(...lines(pending, look));
    pending = [];
  };
  for (const span of text) {
    if (typeof span === 'object' && 'quote' in span) {
      flush();
      const items = lines([span.quote.trim()], look);
      if (items.length > 0) {
        elements.push({ type: 'Container', style: 'emphasis', spacing: 'Small', items });
      }
    } else {
      pending.push(span);
    }
  }
  flush();
  return elements;
}

/** One element a line; an empty line only widens the space before the next. */
function lines(spans: readonly Span[], look: Look): RichTextBlock[] {
  const rows: TextRun[][] = [[]];
  for (const span of spans) {
    const [first, ...rest] = words(span).split('\n');
    const format = { ...formatOf(span), ...look };
    rows.at(-1)?.push({ type: 'TextRun', text: first ?? '', ...format });
    for (const line of rest) {
      rows.push([{ type: 'TextRun', text: line, ...format }]);
    }
  }
  const blocks: RichTextBlock[] = [];
  let wider = false;
  for (const row of rows) {
    const inlines = row.filter(({ text }) => text !== '');
    if (inlines.every(({ text }) => text.trim() === '')) {
      wider = blocks.length > 0;
      continue;
    }
    const spacing = wider ? 'Medium' : 'None';
    blocks.push({
      type: 'RichTextBlock',
      ...(blocks.length === 0 ? {} : { spacing }),
      inlines,
    });
    wider = false;
  }
  return blocks;
}

function words(span: Span): string {
  if (typeof span === 'string') return verbatim(span);
  if ('bold' in span) return verbatim(span.bold);
  if ('italic' in span) return verbatim(span.italic);
  if ('code' in span) return typed(span);
  if ('quote' in span) return verbatim(span.quote);
  const label = oneLine(verbatim(span.link));
  const target = safeUrl(span.url);
  if (target === undefined) return label;
  return label === '' ? target : label;
}

function formatOf(span: Span): Partial<TextRun> {
  if (typeof span === 'string' || 'quote' in span) return {};
  if ('bold' in span) return { weight: 'Bolder' };
  if ('italic' in span) return { italic: true };
  if ('code' in span) return { fontType: 'Monospace' };
  const url = safeUrl(span.url);
  return url === undefined ? {} : { selectAction: { type: 'Action.OpenUrl', url } };
}

/**
 * In Teams people write to the bot itself: there is no command to type before the words. In a
 * channel it hears only what mentions it.
 */
function typed({ code, typedIn }: Extract<Span, { code: string }>): string {
  const line = oneLine(verbatim(code));
  const words = line === '/pti' ? 'accueil' : line.replace(/^\/pti /, '');
  return typedIn === 'channel' ? `@${botName} ${words}` : words;
}

/** Only what opens in a browser or a mail program. */
function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return ['https:', 'http:', 'mailto:'].includes(parsed.protocol) ? parsed.href : undefined;
}
