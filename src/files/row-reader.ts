/** Reads the cells of one line by column, and gathers its errors. */
import type { ImportError, ImportLine } from '../domain/import-plan.ts';
import { cellText } from './people-cells.ts';
import { type Column, columnLabels, type Sheet } from './people-columns.ts';
import { type Cell, isBlank, type TableRow } from './table.ts';

const maxLength = 200;

export interface RowReader {
  readonly at: ImportLine;
  /** Empty when the cell is blank or the column absent. */
  text(column: Column): string;
  cell(column: Column): Cell | undefined;
  /** Records an error on a column; `sentence` is French. */
  refuse(column: Column, sentence: string): void;
}

export function rowReader(sheet: Sheet, row: TableRow, errors: ImportError[]): RowReader {
  const at = { line: row.line, ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }) };
  const cell = (column: Column): Cell | undefined => {
    const index = sheet.columns.get(column);
    const value = index === undefined ? undefined : row.cells[index];
    return isBlank(value) ? undefined : value;
  };
  const refuse = (column: Column, sentence: string): void => {
    errors.push({ ...at, column: columnLabels[column], sentence });
  };
  return {
    at,
    cell,
    refuse,
    text(column) {
      const value = cellText(cell(column));
      if (value.length <= maxLength) return value;
      refuse(column, `Ce texte dépasse ${maxLength} caractères. Raccourcissez-le.`);
      return value.slice(0, maxLength);
    },
  };
}
