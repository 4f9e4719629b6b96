/** Reads a workbook in a thread of its own, which `xlsx-table.ts` starts and bounds. */
import { parentPort, workerData } from 'node:worker_threads';
import readExcelFile, { InvalidInputError } from 'read-excel-file/node';
import { type Cell, type Table, tidy } from './table.ts';

export type XlsxReading = readonly Table[] | 'legacy' | 'unreadable';

async function read(bytes: Uint8Array): Promise<XlsxReading> {
  try {
    const sheets = await readExcelFile(Buffer.from(bytes));
    return sheets.map(({ sheet, data }) => ({
      sheet,
      rows: data.map((row, index) => ({
        line: index + 1,
        cells: row.map((value: unknown) => toCell(value)),
      })),
    }));
  } catch (error) {
    // A damaged or foreign archive: the library throws many kinds of errors, none of them ours.
    const legacy = error instanceof InvalidInputError && error.code === 'XLS_FILE_NOT_SUPPORTED';
    return legacy ? 'legacy' : 'unreadable';
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  // Dates of a spreadsheet have no time zone: the library gives them in UTC.
  if (value instanceof Date) return { day: value.toISOString().slice(0, 10) };
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return tidy(String(value));
}

parentPort?.postMessage(await read(workerData as Uint8Array));
