/** A table of the bilan, free of any format: a sheet, a CSV file and a table of the document. */

export type Cell =
  | string
  | number
  | null
  /** `YYYY-MM-DD`. */
  | { readonly day: string }
  /** A number that is not grouped: «2027». */
  | { readonly year: number }
  /** 39.5 for «39,5 %». */
  | { readonly percent: number }
  /** Words of a person: text in every program that opens it, whatever they begin with. */
  | { readonly said: string };

export interface Column {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'day' | 'percent';
  /** In characters. */
  readonly width: number;
}

export interface ReportTable {
  /** Name of its CSV file. */
  readonly name: string;
  /** At most 31 characters: it names a sheet. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** How to read it. */
  readonly note?: string;
  /** Rows that were asked not to be made. */
  readonly left?: number;
}

/** «THA-2» before «THA-10»: by their letters, then by their number. */
export function inOrderOfCodes<Item>(
  items: readonly Item[],
  codeOf: (item: Item) => string,
): readonly Item[] {
  return items
    .map((item) => {
      const code = codeOf(item);
      const [number = ''] = /\d+$/u.exec(code) ?? [];
      return { item, letters: code.slice(0, code.length - number.length), number: Number(number) };
    })
    .sort((a, b) =>
      a.letters === b.letters ? a.number - b.number : a.letters < b.letters ? -1 : 1,
    )
    .map(({ item }) => item);
}

export function text(title: string, width = 24): Column {
  return { title, kind: 'text', width };
}

export function number(title: string, width = 12): Column {
  return { title, kind: 'number', width };
}

export function day(title: string): Column {
  return { title, kind: 'day', width: 12 };
}

export function said(words: string): Cell {
  return { said: words };
}

export function onDay(value: string | null): Cell {
  return value === null ? null : { day: value };
}

export function ofYear(value: number | null): Cell {
  return value === null ? null : { year: value };
}

export function yesNo(is: boolean): string {
  return is ? 'oui' : 'non';
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
