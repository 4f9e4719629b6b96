/**
 * Words that must show exactly as words where Teams would read Markdown (titles, choices, facts):
 * there is no escape that all its clients know, so what opens a format is replaced by a look-alike,
 * or parted by a space of no width. A `TextRun` reads no Markdown: only its functions are parted.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '∗', // ASTERISK OPERATOR
  _: 'ˍ', // MODIFIER LETTER LOW MACRON
  '~': '∼', // TILDE OPERATOR
  '`': 'ˋ', // MODIFIER LETTER GRAVE ACCENT
  '<': '‹', // SINGLE LEFT-POINTING ANGLE QUOTATION MARK
  '\\': '∖', // SET MINUS
};
const ZERO_WIDTH = '\u200b';

/** An underscore inside a word (an address, a file name) never formats: it is left alone. */
const FORMATTING = /[*~`<\\]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** `- `, `+ `, `1. `, `1) `, `# `, `> ` and rules, at the start of a line. */
const LINE_START = /^([^\S\n]*)([-+#>=]|\d+[.)])/gm;
const LINK = /\](?=[([:])/g;
/** `&amp;` shows as `&` where Markdown is read. */
const ENTITY = /&(?=#?\w+;)/g;
/** `{{DATE(…)}}` is computed by the client, in any text. */
const FUNCTION = /\{(?=\{)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const CONTROLS = /\r\n?|[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/g;

/** What a `TextRun` or an input may hold as it is. */
export function verbatim(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROLS, (found) =>
      found === '\t' ? ' ' : found.startsWith('\r') || found > '\u2027' ? '\n' : '',
    )
    .replace(FUNCTION, `{${ZERO_WIDTH}`);
}

/** What Markdown may read and must not change. */
export function plain(text: string): string {
  return verbatim(text)
    .replace(FORMATTING, (character) => LOOK_ALIKES[character] ?? character)
    .replace(LINE_START, `$1${ZERO_WIDTH}$2`)
    .replace(LINK, `]${ZERO_WIDTH}`)
    .replace(ENTITY, `&${ZERO_WIDTH}`);
}

/** One line, for a title or a label. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
