/**
 * The French social security number (NIR; décret n° 82-103, article 4): sex, year, month,
 * département, commune, order, and a key of two figures that is 97 less the rest modulo 97.
 */

/** Figures, with the letter of a Corsican département. */
const token = /\d+(?:[ab](?:\d+|(?![\p{L}\p{N}])))?/giu;
/** What people write between the groups, the key sometimes in brackets or announced. */
const between = /^(?:[ .\-_()]{0,3}|[ .,\-(]{0,3}cl[eé]f? ?:? ?)$/iu;

const parts =
  /^(?<sex>[1-478])\d{2}(?<month>\d{2})(?<department>\d{2}|2[AB])(?<commune>\d{3})(?<order>\d{3})(?<key>\d{2})?$/u;
/** Its own groups parted all alike by any other sign: «1/85/05/78/006/084», «1 | 85 | 05…». */
const parted =
  /(?<!\d)[1278](?<by> {0,6}[^\p{L}\p{N}\s] {0,6}| {2,6})\d{2}\k<by>(?:0[1-9]|1[0-2])\k<by>(?:\d{2}|2[AB])\k<by>\d{3}\k<by>\d{3}(?!\d)/iu;
/** Between its own groups any sign may stand, even several sorts of them: «1-85/05-78/006-084». */
const betweenGroups = /^[ .\-_()/:|,]{0,3}$/u;
/** Where the groups end. */
const boundaries = new Set([1, 3, 5, 7, 10, 13, 15]);

/**
 * Whether a text holds a NIR: with its key when the key is right, however it is grouped; without
 * it when its parts are plausible and it is typed in one piece or in its own groups.
 */
export function hasNir(text: string): boolean {
  if (parted.test(text)) return true;
  const tokens = [...text.matchAll(token)].map((match) => ({
    figures: match[0].toUpperCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  return tokens.some((_, first) => {
    let figures = '';
    let inGroups = true;
    let allApart = true;
    let isLoose = false;
    let end: number | undefined;
    for (const next of tokens.slice(first, first + 15)) {
      const by = end === undefined ? '' : text.slice(end, next.start);
      isLoose ||= !between.test(by);
      if (isLoose && !betweenGroups.test(by)) return false;
      figures += next.figures;
      end = next.end;
      inGroups &&= boundaries.has(figures.length);
      allApart &&= next.figures.length === 1;
      const isWhole = inGroups || allApart;
      if (isLoose && !isWhole) return false;
      if (figures.length === 15 && hasRightKey(figures)) return true;
      if (figures.length === 13 && isWhole && isPlausible(figures)) return true;
      if (figures.length >= 15) return false;
    }
    return false;
  });
}

function hasRightKey(figures: string): boolean {
  const { month, key } = parts.exec(figures)?.groups ?? {};
  if (month === undefined || key === undefined || !isMonth(Number(month))) return false;
  // Corsica counts as 19 and 18 for the key.
  const number = Number(figures.slice(0, 13).replace('2A', '19').replace('2B', '18'));
  return 97 - (number % 97) === Number(key);
}

/** Without a key only the common forms count: a code or a timestamp also has 13 figures. */
function isPlausible(figures: string): boolean {
  const { sex, month, department, commune, order } = parts.exec(figures)?.groups ?? {};
  if (sex === undefined || !'1278'.includes(sex)) return false;
  const inYear = Number(month) >= 1 && Number(month) <= 12;
  return inYear && department !== '00' && commune !== '000' && order !== '000';
}

/** 01-12, or the codes of an unknown or provisional month. */
function isMonth(month: number): boolean {
  return (month >= 1 && month <= 12) || month === 20 || (month >= 30 && month <= 42) || month >= 50;
}
