import { findPersonalData } from '../domain/personal-data.ts';

/**
 * Numbers that identify a person helped (SPEC §9): never imported, and never repeated, not even in
 * the sentence that refuses them.
 */

/** Thirteen digits of a NIR and perhaps its key: sex, year, month, department, order. */
const nir = /(?<!\d)[12378]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?!\d)/iu;
/** The same as it is printed, in groups. */
const spacedNir =
  /(?<!\d)[12378][\s.\-/]*\d{2}[\s.\-/]*(?:0[1-9]|1[0-2]|[2-9]\d)[\s.\-/]*(?:\d{2}|2[AB])[\s.\-/]*\d{3}[\s.\-/]*\d{3}(?:[\s.\-/]*\d{2})?(?![\s.\-/]?\d)/iu;
const sevenDigits = /(?:\d[\s.\-/]*){7}/u;

export function holdsPrivateNumber(text: string, heading = ''): boolean {
  if (findPersonalData(`${heading} ${text}`).kind === 'refuse') return true;
  if (spacedNir.test(text) || nir.test(text.replace(/[\s.\-/]/gu, ''))) return true;
  return /allocataire|matricule/iu.test(`${heading} ${text}`) && sevenDigits.test(text);
}

/** What a person wrote, quoted for a sentence; long digits are hidden and length is bounded. */
export function quoted(text: string): string {
  const isDate = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/u.test(text);
  const safe = sevenDigits.test(text) && !isDate ? 'valeur masquée' : text;
  const short = safe.length > 80 ? `${safe.slice(0, 79)}…` : safe;
  return `«\u00a0${short}\u00a0»`;
}
