/**
 * The spaces French typography asks for in the bot's own sentences (Imprimerie nationale): a narrow
 * no-break space before ; ! ? and %, a no-break space before the colon and inside « ».
 */

const noBreak = '\u00A0';
const narrow = '\u202F';
const spaces = '[ \\u00A0\\u202F]';
/** A whole run of them: looked for from its beginning only, so that long ones cost nothing. */
const run = `(?<!${spaces})${spaces}+`;

/**
 * Addresses, e-mail addresses, `code` and :shortcodes: are left as they are: no space ever goes
 * into what a person copies.
 */
const untouched =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s«»<>]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|`[^`\n]*`|(?<!\S):[a-z0-9_+-]+:(?!\S)/giu;

/** What may not take a space before a mark: another mark, an opening bracket or quote. */
const notBefore = `[^\\s;!?:([{«/]`;
const doublePunctuation = new RegExp(`${run}(?=[;!?])|(?<=${notBefore})(?=[;!?])`, 'gu');
/** Only before a space or the end: 14:00, 3:2 and `https://` stay whole. */
const colon = new RegExp(`${run}:(?=\\s|$)|(?<=${notBefore}):(?=\\s|$)`, 'gu');
const opening = new RegExp(`«${spaces}*`, 'gu');
const closing = new RegExp(`(?:${run})?»`, 'gu');
const percent = new RegExp(`(?<=\\p{N})${spaces}*%(?![\\p{L}\\p{N}])`, 'gu');

/** Spaces and apostrophes: names come from files where both are typed as on a keyboard. */
export function frenchText(text: string): string {
  return frenchSpaces(text).replaceAll(/(?<=\p{L})'(?=[\p{L}«])/gu, '’');
}

/** What takes a space of its own: most pieces of a card hold none of them. */
const marks = /[;:!?«»%]/u;
/** Without one of these, nothing is untouched: looking for it costs more than all the rest. */
const mayBeUntouched = /[@`]|:\S/u;

/** Mends the spaces of a sentence or of a piece of one. Doing it twice changes nothing more. */
export function frenchSpaces(text: string): string {
  if (!marks.test(text)) return text;
  if (!mayBeUntouched.test(text)) return mend(text, false);
  let mended = '';
  let end = 0;
  for (const match of text.matchAll(untouched)) {
    // Punctuation that ends the sentence, not the address, takes its space.
    const kept = /^[`:]/u.test(match[0]) ? match[0] : match[0].replace(/[;:!?]+$/u, '');
    mended += mend(text.slice(end, match.index), end > 0) + kept;
    end = match.index + kept.length;
  }
  return mended + mend(text.slice(end), end > 0);
}

/** `follows`: something untouched precedes, so that a mark at the very beginning needs its space. */
function mend(passage: string, follows: boolean): string {
  const anchor = follows ? 'x' : '';
  return `${anchor}${passage}`
    .replace(opening, `«${noBreak}`)
    .replace(closing, `${noBreak}»`)
    .replace(doublePunctuation, narrow)
    .replace(colon, `${noBreak}:`)
    .replace(percent, `${narrow}%`)
    .slice(anchor.length);
}
