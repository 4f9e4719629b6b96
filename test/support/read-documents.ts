/** Documents read back as a program would that knows nothing of how they were written. */
import { strFromU8, unzipSync } from 'fflate';
import { readCsvTable } from '../../src/files/csv-table.ts';

export type ReadRow = readonly string[];

function partsOf(file: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, content]) => [name, strFromU8(content)]),
  );
}

export interface ReadDocument {
  /** The tables in order, cell by cell. */
  readonly tables: readonly (readonly ReadRow[])[];
  /** Of each table, the widths of its columns in twentieths of a point. */
  readonly grids: readonly (readonly number[])[];
  readonly headings: readonly string[];
  readonly words: string;
  readonly parts: Readonly<Record<string, string>>;
}

export function readDocument(file: Uint8Array): ReadDocument {
  const parts = partsOf(file);
  const body = parts['word/document.xml'] ?? '';
  const matches = (text: string, tag: string) =>
    [...text.matchAll(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gsu'))].map(([match]) => match);
  const wordsOf = (xml: string) =>
    plain([...xml.matchAll(/<w:t[ >][^<]*?>?([^<>]*)<\/w:t>/gu)].map(([, text]) => text).join(''));
  return {
    parts,
    words: wordsOf(body),
    headings: matches(body, 'p')
      .filter((xml) => /<w:pStyle w:val="Heading\d"/u.test(xml))
      .map(wordsOf),
    grids: matches(body, 'tbl').map((table) =>
      [...table.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map(([, width]) => Number(width)),
    ),
    tables: matches(body, 'tbl').map((table) =>
      matches(table, 'tr').map((row) => matches(row, 'tc').map(wordsOf)),
    ),
  };
}

export interface ReadSheet {
  readonly name: string;
  readonly xml: string;
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[];
  readonly styles: string;
}

export function readWorkbook(file: Uint8Array): ReadWorkbook {
  const parts = partsOf(file);
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*?name="([^"]*)"/gu)];
  return {
    styles: parts['xl/styles.xml'] ?? '',
    sheets: names.map(([, name = ''], index) => ({
      name: plain(name),
      xml: parts[`xl/worksheets/sheet${index + 1}.xml`] ?? '',
    })),
  };
}

/** The files of an archive as tables of cells. */
export function readCsvArchive(file: Uint8Array): Readonly<Record<string, readonly ReadRow[]>> {
  return Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, content]) => {
      const read = readCsvTable(content);
      if (!read.ok) throw new Error(read.sentence);
      return [name, (read.tables[0]?.rows ?? []).map(({ cells }) => cells.map(String))];
    }),
  );
}

/** XML entities and no-break spaces made plain. */
export function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&apos;|&#39;/gu, "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[\u00a0\u202f]/gu, ' ');
}
