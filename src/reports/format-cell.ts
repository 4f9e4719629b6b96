/** A cell as a person reads it: in the document, and wherever a table becomes words. */
import { shortDate } from '../french/format-date.ts';
import { formatNumber, formatPercentage } from '../french/format-number.ts';
import { frenchText } from '../french/typography.ts';
import type { Cell } from './tables/report-table.ts';

export function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return formatNumber(cell);
  if (typeof cell === 'string') return frenchText(cell);
  if ('day' in cell) return shortDate(cell.day);
  if ('year' in cell) return `${cell.year}`;
  if ('percent' in cell) return formatPercentage(cell.percent);
  return printable(cell.said);
}

/** What XML cannot hold is left out; the lines of a text stay. */
export function printable(words: string): string {
  return words.replaceAll(/[^\P{Cc}\n]|[\p{Cs}\uFFFE\uFFFF]/gu, '');
}
