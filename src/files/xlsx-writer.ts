/**
 * A workbook of plain tables: typed cells, a filter and a frozen heading on each sheet, and nothing
 * else (ECMA-376, part 1, §18). A cell of text is always text, whatever it begins with.
 */
import { writeZip, type ZipEntry } from './zip-writer.ts';

export type XlsxCell =
  | null
  /** Words of the program: one font, on one line. */
  | { readonly kind: 'label'; readonly text: string }
  /** Words of a person: wrapped, and text still when they are edited. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' | 'decimal' | 'plain' | 'percent'; readonly value: number }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'day'; readonly day: string };

export interface XlsxSheet {
  /** At most 31 characters, none of \ / ? * [ ] and the colon. */
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: Iterable<readonly XlsxCell[]>;
}

/** Places in `cellXfs` below. */
const styles = {
  label: 0,
  head: 1,
  text: 2,
  number: 3,
  decimal: 4,
  plain: 5,
  percent: 6,
  day: 7,
} as const;

const formats = ['#,##0', '#,##0.0#', '0', '0.0#%', 'dd/mm/yyyy'];

export function writeXlsx(sheets: readonly XlsxSheet[], title: string): Promise<Uint8Array> {
  return writeZip([
    { name: '[Content_Types].xml', content: contentTypes(sheets.length) },
    { name: '_rels/.rels', content: packageRelations },
    { name: 'docProps/core.xml', content: coreProperties(title) },
    { name: 'xl/workbook.xml', content: workbook(sheets) },
    { name: 'xl/_rels/workbook.xml.rels', content: workbookRelations(sheets.length) },
    { name: 'xl/styles.xml', content: styleSheet() },
    ...sheets.map(
      (sheet, at): ZipEntry => ({
        name: `xl/worksheets/sheet${at + 1}.xml`,
        content: worksheet(sheet, at === 0),
      }),
    ),
  ]);
}

function worksheet({ columns, rows }: XlsxSheet, first: boolean): string {
  const names = columns.map((_, at) => columnName(at + 1));
  const lines: string[] = [];
  let row = 1;
  const head = columns.map(({ title }, at) => textCell(`${names[at]}1`, styles.head, title));
  for (const cells of rows) {
    row += 1;
    let line = `<row r="${row}">`;
    for (let at = 0; at < cells.length; at += 1)
      line += cell(cells[at] ?? null, `${names[at]}${row}`);
    lines.push(`${line}</row>`);
  }
  const widths = columns.map(
    ({ width }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width + 2}" customWidth="1"/>`,
  );
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView ${first ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1" ht="42" customHeight="1">${head.join('')}</row>${lines.join('')}</sheetData><autoFilter ref="A1:${names.at(-1)}${row}"/></worksheet>`;
}

function cell(value: XlsxCell, place: string): string {
  if (value === null) return '';
  switch (value.kind) {
    case 'label':
    case 'text':
      return value.text === '' ? '' : textCell(place, styles[value.kind], value.text);
    case 'day':
      return `<c r="${place}" s="${styles.day}"><v>${serial(value.day)}</v></c>`;
    default:
      return `<c r="${place}" s="${styles[value.kind]}"><v>${value.value}</v></c>`;
  }
}

function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const special = /[&<>\u0000-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** What XML cannot hold is left out. */
function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll(/[^\P{Cc}\n\t]|[\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Days since 30 December 1899, as spreadsheets count them. */
function serial(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
}

/** 1 is A, 27 is AA. */
function columnName(position: number): string {
  const letter = String.fromCharCode(65 + ((position - 1) % 26));
  return position <= 26 ? letter : `${columnName(Math.floor((position - 1) / 26))}${letter}`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const core = 'http://schemas.openxmlformats.org/package/2006';
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${mediaType}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${core}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/workbook.xml" ContentType="${mediaType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${mediaType}.styles+xml"/>${parts.join('')}</Types>`;
}

const packageRelations = `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${core}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

function coreProperties(title: string): string {
  return `${declaration}<cp:coreProperties xmlns:cp="${core}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeText(title)}</dc:title><dc:creator>Relais PTI</dc:creator><dc:language>fr-FR</dc:language></cp:coreProperties>`;
}

function workbook(sheets: readonly XlsxSheet[]): string {
  const list = sheets.map(
    ({ name }, at) =>
      `<sheet name="${escapeText(name).replaceAll('"', '&quot;')}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const list = Array.from(
    { length: sheets },
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return `${declaration}<Relationships xmlns="${relations}">${list.join('')}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;
}

function styleSheet(): string {
  const numbers = formats.map(
    (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`,
  );
  const xf = (format: number, more = '') =>
    `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}`;
  const top = '><alignment vertical="top"/></xf>';
  const wrapped = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${numbers.join('')}</numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">${xf(0, top)}<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"${wrapped}${xf(49, wrapped)}${formats.map((_, at) => xf(164 + at, top)).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
