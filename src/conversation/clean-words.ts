/** What people type, made safe to keep and to look at: never altered where it can be read. */

/** Controls except line feeds and tabs, and the marks that make text read in another order. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is what this is for
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function cleanWords(words: string): string {
  return words.toWellFormed().normalize('NFC').replaceAll('\r\n', '\n').replace(invisible, '');
}
