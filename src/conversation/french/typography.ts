/**
 * The spaces French typography asks for in the bot's own sentences (Imprimerie nationale): a narrow
 * no-break space before ; ! ?, a no-break space before the colon and inside « ».
 */

const noBreak = '\u00A0';
const narrow = '\u202F';
const anySpace = '[ \\u00A0\\u202F]';

/**
 * Addresses, e-mail addresses and `code` are left as they are: no space ever goes into what a
 * person copies. A colon without a space before it is only mended when a space or the end follows,
 * so that 14:00, 3:2 and `channel:C01` stay whole.
 */
const untouched = /\bhttps?:\/\/[^\s«»<>]+|\bmailto:[^\s«»<>]+|[^\s«»<>]+@[^\s«»<>]+|`[^`\n]*`/gi;

/** Mends the spaces of a sentence. Doing it twice changes nothing more. */
export function frenchSpaces(text: string): string {
  let mended = '';
  let end = 0;
  for (const match of text.matchAll(untouched)) {
    // Punctuation that ends the sentence, not the address: the space before it is wanted.
    const kept = match[0].startsWith('`') ? match[0] : match[0].replace(/[;:!?]+$/, '');
    mended += mend(text.slice(end, match.index), end === 0 ? '' : 'x') + kept;
    end = match.index + kept.length;
  }
  return mended + mend(text.slice(end), end === 0 ? '' : 'x');
}

/** `left` stands for what precedes the passage: a mark right after it needs its space. */
function mend(passage: string, left: string): string {
  const mended = `${left}${passage}`
    .replace(new RegExp(`«${anySpace}*(?=\\S)`, 'g'), `«${noBreak}`)
    .replace(new RegExp(`(\\S)${anySpace}*»`, 'g'), `$1${noBreak}»`)
    .replace(new RegExp(`([^\\s;!?:.…([«])${anySpace}*(?=[;!?])`, 'gu'), `$1${narrow}`)
    .replace(new RegExp(`([^\\s;!?:([«])${anySpace}*:(?=\\s|$)`, 'gu'), `$1${noBreak}:`)
    .replace(new RegExp(`(\\d)${anySpace}*%(?![\\p{L}\\d])`, 'gu'), `$1${narrow}%`);
  return mended.slice(left.length);
}
