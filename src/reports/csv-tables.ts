/** Every table as a CSV file; in the chat they are given together, in one archive. */
import { type CsvCell, writeCsv } from '../files/csv-writer.ts';
import type { Cell, ReportTable } from './tables/report-table.ts';

export interface CsvFile {
  readonly name: string;
  readonly content: string;
}

export function csvFiles(tables: readonly ReportTable[]): readonly CsvFile[] {
  return tables.map(({ name, columns, rows }) => ({
    name: `${name}.csv`,
    content: writeCsv(
      columns.map(({ title }) => title),
      rows.map((row) => row.map(csvCell)),
    ),
  }));
}

function csvCell(cell: Cell): CsvCell {
  if (cell === null || typeof cell !== 'object') return cell;
  if ('day' in cell) return cell.day;
  if ('year' in cell) return cell.year;
  if ('percent' in cell) return `${String(cell.percent).replace('.', ',')}%`;
  return cell.said;
}
