/** A spreadsheet once read, whatever its format: rows of cells with their line numbers. */

/** A day is `{ day }`, `YYYY-MM-DD`; everything else is text as a person would read it. */
export type Cell = string | { readonly day: string };

export interface TableRow {
  /** 1-based, as spreadsheets number lines. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  /** Absent for a CSV file. */
  readonly sheet?: string;
  readonly rows: readonly TableRow[];
}

export type TablesResult =
  | { readonly ok: true; readonly tables: readonly Table[] }
  /** `line` is 0 when the whole file is at fault; `sentence` is French. */
  | { readonly ok: false; readonly line: number; readonly sentence: string };

/** Runs of white space (no-break ones too) count as one space; other control characters go. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === '';
}
