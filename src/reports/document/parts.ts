/** The pieces of the document: real headings, paragraphs, tables with header rows, pictures. */
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { count } from '../../french/plural.ts';
import { frenchText } from '../../french/typography.ts';
import { formatCell, printable } from '../format-cell.ts';
import type { Picture } from '../pictures/bar-chart.ts';
import type { Cell, Column, ReportTable } from '../tables/report-table.ts';
import { type FittedColumns, fitColumns, widestWord } from './column-widths.ts';

export type Block = FileChild;
/** A picture by its name, with its caption; nothing when it was not drawn. */
export type Show = (name: string) => readonly Block[];

/** In twentieths of a point: A4 less its margins. */
const textWidth = 9638;
/** In pixels, as Word counts them. */
const pictureWidth = 640;

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const;

export function heading(level: 1 | 2, words: string): Paragraph {
  return new Paragraph({ heading: headings[level], text: printable(frenchText(words)) });
}

/** @param options `keepNext`: it opens what follows, and stays on its page */
export function paragraph(words: string, options: { keepNext?: boolean } = {}): Paragraph {
  return new Paragraph({ ...options, children: lines(frenchText(words)) });
}

export function bullet(words: string, strong = ''): Paragraph {
  const bold = strong === '' ? [] : [new TextRun({ text: frenchText(strong), bold: true })];
  return new Paragraph({
    bullet: { level: 0 },
    children: [...bold, ...lines(frenchText(words))],
  });
}

/** Small print under a table or a picture. */
export function note(words: string): Paragraph {
  return new Paragraph({ style: 'Note', children: lines(frenchText(words)) });
}

function lines(words: string, style: { readonly size?: number } = {}): TextRun[] {
  return printable(words)
    .split('\n')
    .map((text, index) => new TextRun({ text, ...style, ...(index > 0 && { break: 1 }) }));
}

export function picture({ png, width, height, name, title, alt }: Picture): readonly Paragraph[] {
  const scale = pictureWidth / width;
  const image = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: pictureWidth, height: Math.round(height * scale) },
    altText: { name, title, description: alt },
  });
  return [
    new Paragraph({ keepNext: true, spacing: { before: 120 }, children: [image] }),
    new Paragraph({ style: 'Caption', text: title }),
  ];
}

const border = { style: BorderStyle.SINGLE, size: 4, color: 'A6A6A6' };
const borders = { top: border, bottom: border, left: border, right: border };

export interface TableOptions {
  /** Titles of the columns to show, with their share of the width; absent: all of them. */
  readonly columns?: readonly (readonly [title: string, share: number])[];
  /** Beyond, the workbook has the rest. */
  readonly rows?: number;
  /** Said in place of a table without a row. */
  readonly empty?: string;
}

/** A table, what explains it, and what was left to the workbook. */
export function table(of: ReportTable, options: TableOptions = {}): readonly Block[] {
  if (of.rows.length === 0) return options.empty === undefined ? [] : [paragraph(options.empty)];
  const shown = columnsOf(of, options);
  const rows = of.rows.slice(0, options.rows ?? of.rows.length);
  const { widths, scale } = widthsOf(shown, rows);
  const isWhole = rows.length <= unbrokenRows;
  const cell = (at: number, keepNext = false) => ({ width: widths[at] ?? 0, scale, keepNext });
  const left = of.rows.length - rows.length + (of.left ?? 0);
  return [
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: shown.map(({ column }, at) => headCell(column, cell(at))),
        }),
        ...rows.map(
          (row, rank) =>
            new TableRow({
              cantSplit: true,
              children: shown.map(({ column, index }, at) =>
                bodyCell(row[index] ?? null, column, cell(at, isWhole || rank >= rows.length - 2)),
              ),
            }),
        ),
      ],
    }),
    ...(left > 0
      ? [note(`Et ${count(left, 'autre ligne', 'autres lignes')} : la suite est dans le tableur.`)]
      : []),
    ...(of.note === undefined ? [note('')] : [note(of.note)]),
  ];
}

interface ShownColumn {
  readonly column: Column;
  readonly index: number;
  readonly share: number;
}

function columnsOf({ columns, name }: ReportTable, options: TableOptions): readonly ShownColumn[] {
  if (!options.columns)
    return columns.map((column, index) => ({ column, index, share: column.width }));
  return options.columns.map(([title, share]) => {
    const index = columns.findIndex((column) => column.title === title);
    const column = columns[index];
    if (!column) throw new Error(`the table ${name} has no column ${title}`);
    return { column, index, share };
  });
}

/** A table of so few rows is not parted between two pages. */
const unbrokenRows = 6;

const padding = 80;
/** What borders and the programs' own roundings take of a column. */
const play = 20;
const cellMargins = { top: 50, bottom: 50, left: padding, right: padding };
/** In half-points, as Word counts them. */
export const cellSizes = { heading: 15, body: 17 };
/** A word that somebody made longer than that may be broken. */
const longestWord = 1600;

/** Half-points, as twentieths of a point. */
const twips = (size: number) => size * 10;

function widthsOf(shown: readonly ShownColumn[], rows: ReportTable['rows']): FittedColumns {
  const columns = shown.map(({ column, index, share }) => {
    const cells = rows.reduce((widest, row) => {
      const words = formatCell(row[index] ?? null);
      return Math.max(widest, widestWord(words, twips(cellSizes.body)));
    }, 0);
    return {
      share,
      heading: widestWord(frenchText(column.title), twips(cellSizes.heading)),
      cells: Math.min(cells, longestWord),
    };
  });
  return fitColumns(columns, textWidth, 2 * padding + play);
}

interface CellPlace {
  readonly width: number;
  readonly scale: number;
  /** Its row stays with the next one, or with the note under the table: none stands alone. */
  readonly keepNext: boolean;
}

function headCell(column: Column, { width, scale }: CellPlace): TableCell {
  const text = frenchText(column.title);
  return new TableCell({
    ...{ borders, margins: cellMargins, width: { size: width, type: WidthType.DXA } },
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'DCE6F1' },
    children: [
      new Paragraph({
        style: 'HeadCell',
        keepNext: true,
        alignment: alignmentOf(column),
        children: [new TextRun({ text, bold: true, ...sized(cellSizes.heading, scale) })],
      }),
    ],
  });
}

function bodyCell(cell: Cell, column: Column, { width, scale, keepNext }: CellPlace): TableCell {
  return new TableCell({
    ...{ borders, margins: cellMargins, width: { size: width, type: WidthType.DXA } },
    children: [
      new Paragraph({
        style: 'Cell',
        keepNext,
        alignment: alignmentOf(column),
        children: lines(formatCell(cell), sized(cellSizes.body, scale)),
      }),
    ],
  });
}

/** Only what is smaller than its style says so. */
function sized(size: number, scale: number): { readonly size?: number } {
  return scale < 1 ? { size: Math.floor(size * scale) } : {};
}

function alignmentOf({ kind }: Column) {
  return kind === 'number' || kind === 'percent' ? AlignmentType.RIGHT : AlignmentType.LEFT;
}
