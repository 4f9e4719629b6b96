/** What is left of a text on both sides of the words that were read. */

export interface Cut {
  readonly matched: string;
  readonly before: string;
  readonly after: string;
}

const boundary = '(?<=^|[^\\p{L}\\p{N}])';
/** The small words that bring a date in: «pour le», «jusqu’au», «à partir du», «d’ici». */
const leading = new RegExp(
  `${boundary}(?:(?:pour|depuis|dès|des|vers|avant|à|au|aux|du|de|le|la|ce|cette|en|courant` +
    "|(?:à\\s+partir|à\\s+compter|semaine)(?=\\s+d)|d['’]\\s?ici|jusqu['’]|l['’]|d['’])\\s*)+$",
  'iu',
);

/** The text without what lies from `start` to `end`, and without the small words before it. */
export function cut(text: string, start: number, end: number): Cut {
  const lead = leading.exec(text.slice(0, start));
  const from = lead?.index ?? start;
  return {
    matched: text.slice(from, end).trim(),
    before: tidy(text.slice(0, from)),
    after: tidy(text.slice(end)),
  };
}

/** Spaces and the commas that parted the date from the rest; a colon may mean something. */
export function tidy(text: string): string {
  return text.replace(/^[\s,;]+|[\s,;]+$/gu, '');
}
