/** CSV for a reader: UTF-8 with its mark, semicolons, as French spreadsheets open it by a click. */

export type CsvCell = string | number | boolean | null;

/** What a spreadsheet would run as a formula; an apostrophe makes it plain text (OWASP). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

export function writeCsv(headings: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [headings.map(quoted).join(';')];
  for (const row of rows) lines.push(row.map(cell).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  // With a decimal comma: a French spreadsheet would read «39.5» as a date or a text.
  return typeof value === 'number' ? String(value).replace('.', ',') : quoted(neutral(value));
}

function neutral(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
