/**
 * How wide the columns of a table are: by their shares, but never narrower than their longest word,
 * which a program would else break anywhere. Lengths are in twentieths of a point.
 */

/** Advance widths of Arial Bold in thousandths of the size, from the font's own table. */
const widths: readonly (readonly [signs: string, width: number])[] = [
  [" \u00a0ijlI.,’'/", 278],
  ['ft-():;·', 333],
  ['r', 389],
  ['z', 500],
  ['aceksvxyJ0123456789', 556],
  ['bdghnopquFLTZ', 611],
  ['EPSVXY', 667],
  ['ABCDHKNRU', 722],
  ['GOQw', 778],
  ['M', 833],
  ['m%', 889],
  ['WœŒæÆ@…—', 1000],
];
const known = new Map(widths.flatMap(([signs, width]) => [...signs].map((sign) => [sign, width])));
const usual = 722;

/** Of a text on one line, in the bold letters of the headings: the others are no wider. */
export function lineWidth(text: string, size: number): number {
  let sum = 0;
  // Accents take no room: «é» is as wide as «e».
  for (const sign of text.normalize('NFD').replaceAll(/\p{M}/gu, ''))
    sum += known.get(sign) ?? usual;
  return Math.ceil((sum * size) / 1000);
}

/** A text may be broken at its spaces and after its hyphens. */
export function widestWord(text: string, size: number): number {
  const words = text.split(/[ \n]|(?<=-)/u);
  return words.reduce((widest, word) => Math.max(widest, lineWidth(word, size)), 0);
}

export interface ColumnNeeds {
  /** Of the width that is left once every column has what it needs. */
  readonly share: number;
  /** Its longest word: in its heading, and in its cells as far as there is room for them. */
  readonly heading: number;
  readonly cells: number;
}

export interface FittedColumns {
  readonly widths: readonly number[];
  /** Of the size of the letters: under 1 when the words need more than the page. */
  readonly scale: number;
}

/** Smaller letters than that are worse to read than a name that is broken. */
const leastScale = 0.85;

/** @param padding of each column, which does not shrink with the letters */
export function fitColumns(
  columns: readonly ColumnNeeds[],
  room: number,
  padding: number,
): FittedColumns {
  const shares = columns.map(({ share }) => share);
  const letters = room - padding * columns.length;
  const at = (words: readonly number[], scale: number): FittedColumns => ({
    widths: widen(
      shares,
      words.map((width) => Math.floor(width * scale) + padding),
      room,
    ),
    scale,
  });
  const whole = columns.map(({ heading, cells }) => Math.max(heading, cells));
  const scale = Math.min(1, letters / sum(whole));
  if (scale >= leastScale) return at(whole, scale);
  const headings = columns.map(({ heading }) => heading);
  return at(headings, Math.min(1, letters / sum(headings)));
}

/** By share; a column that would be too narrow takes what it needs from those that have more. */
function widen(
  shares: readonly number[],
  needs: readonly number[],
  room: number,
): readonly number[] {
  const fixed = new Set<number>();
  for (;;) {
    const isFree = (_: number, index: number) => !fixed.has(index);
    const left = room - sum(needs.filter((_, index) => fixed.has(index)));
    const parts = sum(shares.filter(isFree));
    if (parts === 0) return needs;
    const given = shares.map((share, index) =>
      fixed.has(index) ? (needs[index] ?? 0) : Math.floor((left * share) / parts),
    );
    const narrow = given.findIndex((width, index) => width < (needs[index] ?? 0));
    if (narrow < 0) return given;
    fixed.add(narrow);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
