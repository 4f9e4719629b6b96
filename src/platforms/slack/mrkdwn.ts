/**
 * Text of persons and of the bot → Slack's mrkdwn. Slack has no escape for its formatting
 * characters, and a zero-width character beside them *enables* formatting rather than prevents
 * it, so they are replaced by their look-alikes.
 */
import type { RichText, Span } from '../../conversation/card.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '∗', // ASTERISK OPERATOR
  _: 'ˍ', // MODIFIER LETTER LOW MACRON
  '~': '∼', // TILDE OPERATOR
  '`': 'ˋ', // MODIFIER LETTER GRAVE ACCENT
};
const ZERO_WIDTH = '\u200b';

/** An underscore inside a word (an address, a file name) never formats: it is left alone. */
const FORMATTING = /[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** Slack reads `&gt;` at the start of a line as a quotation too. */
const QUOTE_AT_START = /^([^\S\n]*)(>)/gm;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const CONTROLS = /\r\n?|[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/g;

function withoutControls(text: string): string {
  return text.replace(CONTROLS, (found) =>
    found === '\t' ? ' ' : found.startsWith('\r') || found > '\u2027' ? '\n' : '',
  );
}

function entities(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

/** Words that must show exactly as words: no mention, no link, no formatting, no quotation. */
export function plain(text: string): string {
  const quiet = withoutControls(text)
    .replace(FORMATTING, (character) => LOOK_ALIKES[character] ?? character)
    .replace(QUOTE_AT_START, `$1${ZERO_WIDTH}$2`);
  return entities(quiet);
}

/** Formatting applies line by line and only around words: outer spaces stay outside. */
function wrapped(text: string, marker: '*' | '_' | '`'): string {
  return withoutControls(text)
    .split('\n')
    .map((line) => {
      const words = line.trim();
      if (words === '') {
        return line;
      }
      const start = line.indexOf(words);
      const before = line.slice(0, start);
      const after = line.slice(start + words.length);
      const inner = marker === '_' ? plain(words).replaceAll('_', 'ˍ') : plain(words);
      return `${before}${marker}${inner}${marker}${after}`;
    })
    .join('\n');
}

function quoted(text: string): string {
  return plain(text.trim())
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** Only what opens in a browser or a mail program, with nothing that could close the link early. */
function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const parsed = new URL(url);
  if (!['https:', 'http:', 'mailto:', 'webcal:'].includes(parsed.protocol)) {
    return undefined;
  }
  return parsed.href
    .replaceAll('|', '%7C')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll(/[*~`]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
}

function linked(label: string, url: string): string {
  const words = plain(label.replace(/\s+/g, ' ').trim()).replaceAll('|', '¦');
  const target = safeUrl(url);
  if (target === undefined) {
    return words;
  }
  return words === '' ? `<${target}>` : `<${target}|${words}>`;
}

interface Piece {
  readonly text: string;
  /** Markers of this piece need a boundary on both sides. */
  readonly marked: boolean;
  /** Stands on lines of its own. */
  readonly block: boolean;
}

function piece(span: Span): Piece {
  if (typeof span === 'string') {
    return { text: plain(span), marked: false, block: false };
  }
  if ('bold' in span) {
    return { text: wrapped(span.bold, '*'), marked: true, block: false };
  }
  if ('italic' in span) {
    return { text: wrapped(span.italic, '_'), marked: true, block: false };
  }
  if ('code' in span) {
    return { text: wrapped(span.code.replace(/\s+/g, ' '), '`'), marked: true, block: false };
  }
  if ('quote' in span) {
    return { text: span.quote.trim() === '' ? '' : quoted(span.quote), marked: false, block: true };
  }
  return { text: linked(span.link, span.url), marked: false, block: false };
}

/** Where Slack surely sees a boundary; elsewhere a zero-width space makes one. */
const OPENS = /[ \n(]$/;
const CLOSES = /^[ \n.,;:!?)]/;

/** A paragraph in mrkdwn; a quotation always has its own lines. */
export function mrkdwn(text: RichText): string {
  let result = '';
  let previous: Piece | undefined;
  for (const span of text) {
    const next = piece(span);
    if (next.text === '') {
      continue;
    }
    if (next.block || previous?.block) {
      const separated = result === '' || result.endsWith('\n');
      result += separated ? '' : '\n';
      result += previous?.block ? next.text.replace(/^\n/, '') : next.text;
    } else {
      const opening = next.marked && result !== '' && !OPENS.test(result);
      const closing =
        previous?.marked === true && !/[ \n]$/.test(result) && !CLOSES.test(next.text);
      result += opening || closing ? `${ZERO_WIDTH}${next.text}` : next.text;
    }
    previous = next;
  }
  return result;
}

/**
 * Parts of at most `limit` characters, cut between lines, else between words; an entity or a pair
 * of markers is never cut when a line fits.
 */
export function parts(text: string, limit: number): string[] {
  const result: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const window = rest.slice(0, limit + 1);
    let at = window.lastIndexOf('\n');
    at = at > 0 ? at : window.lastIndexOf(' ');
    at = at > 0 ? at : beforeEntity(rest, limit);
    result.push(rest.slice(0, at).trimEnd());
    const quote = rest[at] !== '\n' && lineStart(rest, at).startsWith('> ') ? '> ' : '';
    rest = quote + rest.slice(at).replace(/^\s/, '');
  }
  result.push(rest);
  return result.filter((part) => part.trim() !== '');
}

function lineStart(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}

/** The last place up to `limit` that neither cuts `&amp;` nor a surrogate pair. */
function beforeEntity(text: string, limit: number): number {
  const ampersand = text.lastIndexOf('&', limit - 1);
  const cutsEntity =
    ampersand >= 0 && limit - ampersand < 5 && text.indexOf(';', ampersand) >= limit;
  const at = cutsEntity && ampersand > 0 ? ampersand : limit;
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff && at > 1 ? at - 1 : at;
}
