/**
 * The same words however they are typed: without accents, case, hyphens or apostrophes, with «st»
 * read as «saint» (SPEC §5; PTI 2022-2025 itself writes «Pic St Loup» and «PIC SAINT-LOUP»).
 */

/** Characters that take no room: soft hyphen, zero-width and bidirectional marks. */
const invisible =
  '\\u00AD\\u034F\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE0F\\uFEFF';
const invisibleOrMark = new RegExp(`[\\p{M}${invisible}]+`, 'gu');
const word = new RegExp(`[\\p{L}\\p{N}\\p{M}${invisible}]+`, 'gu');
const neitherLetterNorDigit = /[^\p{L}\p{N}]+/gu;
const ascii = /^[a-zA-Z0-9]+$/;

/** One word, folded; empty when it holds nothing to read. */
export function foldWord(typed: string): string {
  let folded = typed.toLowerCase();
  if (!ascii.test(typed)) {
    folded = folded
      .normalize('NFKD')
      .toLowerCase()
      .replace(invisibleOrMark, '')
      .replace(neitherLetterNorDigit, '')
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replaceAll('ß', 'ss');
  }
  if (folded === 'st') return 'saint';
  if (folded === 'ste') return 'sainte';
  return folded;
}

/** The search key of a text: its folded words, one space between them. Folding twice changes nothing. */
export function foldText(text: string): string {
  const words: string[] = [];
  // Compatibility forms first: «½» holds two numbers, «№» two letters.
  for (const [typed] of text.normalize('NFKD').matchAll(word)) {
    const folded = foldWord(typed);
    if (folded !== '') words.push(folded);
  }
  return words.join(' ');
}
