/** Numbers as French people write and read them: «1 234,5», «39,5 %». */

const narrow = '\u202F';
const decimals = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** «1 234,5»: groups parted by a narrow no-break space, at most two decimals. */
export function formatNumber(number: number): string {
  // Intl writes «-0» for what rounds to nothing.
  return decimals.format(Math.abs(number) < 0.005 ? 0 : number).replaceAll('\u00A0', narrow);
}

/** «39,5 %», from 39.5 (not from a ratio). */
export function formatPercentage(percentage: number): string {
  return `${formatNumber(percentage)}${narrow}%`;
}

const written =
  /^(?<sign>[+-]?)\s*(?<whole>\d{1,3}(?:[ .']\d{3})+(?=,|$)|\d{1,3}(?: \d{3})+|\d+)?(?:[.,](?<decimals>\d+))?\s*(?:%|pour\s?cent)?$/i;

/**
 * The number a person typed, or `undefined` when it is none: «39,5 %» is 39.5, «1 234» is 1234. A
 * comma or a single dot parts the decimals; a dot groups thousands only when it does so twice or
 * before a comma («1.234,5»).
 */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s’]/gu, (sign) => (sign === '’' ? "'" : ' '))
    .replace('−', '-')
    .trim();
  const match = written.exec(plain);
  const { sign, whole, decimals: fraction } = match?.groups ?? {};
  if (match === null || (whole === undefined && fraction === undefined)) return undefined;
  // «1.234» alone: a decimal dot, as typed by people used to spreadsheets.
  if (whole !== undefined && fraction === undefined && /^\d{1,3}\.\d{3}$/.test(whole)) {
    return Number(`${sign}${whole}`);
  }
  const number = Number(`${(whole ?? '0').replace(/[ .']/g, '')}.${fraction ?? '0'}`);
  if (!Number.isFinite(number)) return undefined;
  return sign === '-' && number !== 0 ? -number : number;
}
