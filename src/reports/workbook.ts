/** The bilan as a workbook: a sheet a table, typed cells, filters, the headings kept in sight. */
import writeExcelFile, { type Cell as SheetCell } from 'write-excel-file/node';
import { frenchText } from '../conversation/french/typography.ts';
import { printable } from './format-cell.ts';
import type { Cell, ReportTable } from './tables/report-table.ts';

export async function writeWorkbook(tables: readonly ReportTable[]): Promise<Uint8Array> {
  const all = [...tables, notesOf(tables)];
  const file = writeExcelFile(
    all.map((table) => ({
      data: [
        table.columns.map(({ title }) => headCell(title)),
        ...table.rows.map((row) => row.map(typedCell)),
      ],
      sheet: table.title,
      columns: table.columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    })),
    { fontFamily: 'Arial', fontSize: 10, features: [filters(all)] },
  );
  return new Uint8Array(await file.toBuffer());
}

function headCell(title: string): SheetCell {
  return {
    ...{ value: frenchText(title), type: String, fontWeight: 'bold', wrap: true },
    ...{ backgroundColor: '#DCE6F1', alignVertical: 'top' },
  };
}

/** An Excel cell holds no more. */
const longestCell = 32_000;

function typedCell(cell: Cell): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'number')
    return { value: cell, type: Number, format: Number.isInteger(cell) ? '#,##0' : '#,##0.0#' };
  if (typeof cell === 'string')
    return cell === '' ? null : { value: frenchText(cell), type: String };
  if ('day' in cell)
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  if ('year' in cell) return { value: cell.year, type: Number, format: '0' };
  if ('percent' in cell) return { value: cell.percent / 100, type: Number, format: '0.0#%' };
  const words = printable(cell.said).slice(0, longestCell);
  // Kept as text when it is edited too, whatever it begins with.
  return words === '' ? null : { value: words, type: String, format: '@', wrap: true };
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

type SheetFeature = NonNullable<
  NonNullable<Parameters<typeof writeExcelFile>[1]>['features']
>[number];

function filters(tables: readonly ReportTable[]): SheetFeature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const table = tables[sheetIndex];
            if (!table) return xml;
            const last = `${columnName(table.columns.length)}${table.rows.length + 1}`;
            return xml.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${last}"/>`);
          },
        },
      },
    },
  };
}

/** 1 is A, 27 is AA. */
function columnName(position: number): string {
  const letter = String.fromCharCode(65 + ((position - 1) % 26));
  return position <= 26 ? letter : `${columnName(Math.floor((position - 1) / 26))}${letter}`;
}
