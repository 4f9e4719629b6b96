/**
 * The same name however it is typed: without accents, case, hyphens, apostrophes, and with «st»
 * read as «saint» (SPEC: «Pic St Loup» is «PIC SAINT-LOUP»).
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bst(e?)\b/gu, 'saint$1');
}
