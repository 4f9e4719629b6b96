/** The bilan as a workbook: a sheet a table, typed cells, filters, the headings kept in sight. */

import { writeXlsx, type XlsxCell } from '../files/xlsx-writer.ts';
import { frenchText } from '../french/typography.ts';
import type { Cell, ReportTable } from './tables/report-table.ts';

export function writeWorkbook(tables: readonly ReportTable[], title: string): Promise<Uint8Array> {
  const dress = rememberedText();
  return writeXlsx(
    [...tables, notesOf(tables)].map((table) => ({
      name: table.title,
      columns: table.columns.map((column) => ({ title: dress(column.title), width: column.width })),
      rows: typedRows(table, dress),
    })),
    frenchText(title),
  );
}

/** The same labels come back in thousands of cells. */
function rememberedText(): (words: string) => string {
  const known = new Map<string, string>();
  return (words) => {
    const found = known.get(words) ?? frenchText(words);
    known.set(words, found);
    return found;
  };
}

function* typedRows({ rows }: ReportTable, dress: (words: string) => string) {
  for (const row of rows) yield row.map((cell) => typedCell(cell, dress));
}

/** An Excel cell holds no more. */
const longestCell = 32_000;

function typedCell(cell: Cell, dress: (words: string) => string): XlsxCell {
  if (cell === null) return null;
  if (typeof cell === 'string') return { kind: 'label', text: dress(cell) };
  if (typeof cell === 'number')
    return { kind: Number.isInteger(cell) ? 'number' : 'decimal', value: cell };
  if ('day' in cell) return { kind: 'day', day: cell.day };
  if ('year' in cell) return { kind: 'plain', value: cell.year };
  // 12,5 % is 0,125, without the dust of binary fractions.
  if ('percent' in cell) return { kind: 'percent', value: Number((cell.percent / 100).toFixed(6)) };
  return { kind: 'text', text: cell.said.slice(0, longestCell) };
}

/** A note within a table would be filtered with it: they stand on a sheet of their own. */
function notesOf(tables: readonly ReportTable[]): ReportTable {
  return {
    ...{ name: 'notes', title: 'Notes de lecture' },
    columns: [
      { title: 'Feuille', kind: 'text', width: 30 },
      { title: 'Comment la lire', kind: 'text', width: 110 },
    ],
    rows: tables.flatMap(({ title, note }) => (note === undefined ? [] : [[title, note]])),
  };
}
