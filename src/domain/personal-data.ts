/**
 * No data on people who receive help is ever kept: what in a free text looks like some. A social
 * security or file number is refused; contact data may be professional and is asked about.
 */
import { hasNir } from './nir.ts';

export type PersonalDataFinding =
  | { readonly kind: 'none' }
  /** `fileNumber`: the number of an allocataire or a matricule. */
  | { readonly kind: 'refuse'; readonly what: 'nir' | 'fileNumber' }
  /** `found`: the phone number or e-mail address as it was typed. */
  | { readonly kind: 'confirm'; readonly found: string };

/** What a text holds, the gravest first. Never throws. */
export function findPersonalData(text: string): PersonalDataFinding {
  const plain = plainText(text);
  if (hasNir(plain)) return { kind: 'refuse', what: 'nir' };
  if (hasFileNumber(plain)) return { kind: 'refuse', what: 'fileNumber' };
  const found = email.exec(plain)?.[0] ?? phone.exec(plain)?.[0];
  return found === undefined ? { kind: 'none' } : { kind: 'confirm', found };
}

/** Takes no room: marks of direction, joiners, the frames of emoji figures. */
const hidden =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|\u034F|\u20E3|\uFE0F/gu;

/** Digits of any width in ASCII, every space ordinary, nothing invisible between two figures. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(hidden, '')
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replace(/[‐‑–—−]/gu, '-')
    .replace(/\s/gu, ' ');
}

/** Of any script: its ten digits follow one another from its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

const word = '(?<!\\p{L})(?:allocataire|matricule)';
const figures = '(?<!\\d)\\d(?:[ .-]?\\d){6}(?!\\d)';
/** «allocataire CAF n° 1234567», «matricule : 123 4567 A». */
const afterWord = new RegExp(
  `${word}(?<several>s?)[^\\d]{0,40}(?<number>${figures})(?<unit> ?(?:€|euro|k€|%))?`,
  'giu',
);
/** «1234567 (allocataire)»; grouped by thousands, or of several, it would be a count. */
const beforeWord = new RegExp(
  `(?<![\\d.,] ?)\\d{7}(?!\\d| ?(?:€|euro|k€|%))[^\\d]{0,40}${word}(?!s)`,
  'iu',
);
const thousands = /^\d \d{3} \d{3}$/u;

/** Seven digits beside «allocataire» or «matricule»: the number of a file. */
function hasFileNumber(text: string): boolean {
  for (const { groups } of text.matchAll(afterWord)) {
    const { several = '', number = '', unit } = groups ?? {};
    const isAmount = unit !== undefined || (several !== '' && thousands.test(number));
    if (!isAmount) return true;
  }
  return beforeWord.test(text);
}

const email = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;

/**
 * Ten French figures (or nine after +33 and the overseas prefixes), in pairs parted all alike or
 * not at all (the first may be parted otherwise), or by fours and threes: a date followed by an hour
 * is not grouped so.
 */
const phone = new RegExp(
  '(?<![\\dA-Z+]|\\d[.,])(?:(?:\\+|00) ?(?:33|262|508|590|594|596|68[179]) ?(?:\\(0\\) ?|0)?|0)' +
    '[1-9](?:\\d{8}|(?<part>[ ./_-]{1,3})\\d{2}(?:\\k<part>\\d{2}){3}|[ ./_-]{1,3}\\d{2}(?<then>[ .-])\\d{2}(?:\\k<then>\\d{2}){2}|(?<by>[ .-])\\d{2}\\k<by>\\d{2}\\k<by>(?!19|20)\\d{4}|\\d{2}[ .-]\\d{3}[ .-]\\d{3}|\\d{2}[ .-]\\d{2}[ .-]\\d{2}[ .-]\\d{2})(?!\\d)',
  'u',
);
