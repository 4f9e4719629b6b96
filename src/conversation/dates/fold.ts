/**
 * Text without accents, case or typographic variants, of the same length as the text it comes
 * from: what is found in one is cut out of the other.
 */

const variants = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['ʼ', "'"],
  ['‐', '-'],
  ['‑', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['\t', ' '],
  ['\n', ' '],
  ['\r', ' '],
]);

/** The text must be composed (NFC) first, or accents typed apart stay. */
export function foldKeepingLength(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index += 1) {
    folded += foldUnit(text.charAt(index));
  }
  return folded;
}

function foldUnit(unit: string): string {
  const variant = variants.get(unit);
  if (variant !== undefined) return variant;
  if (unit <= '\u007F') return unit.toLowerCase();
  const apart = unit.normalize('NFKD');
  // «é» is «e» and a mark; «½» is three characters and must not become a digit.
  const base = /^.\p{M}*$/su.test(apart) ? apart.charAt(0) : unit;
  const lower = base.toLowerCase();
  return lower.length === 1 ? lower : base;
}
