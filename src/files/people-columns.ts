/** Headings of a file of people: in French, in any order, accents and capitals free. */
import { distance } from 'fastest-levenshtein';
import { foldText } from '../domain/fold.ts';
import type { ImportError } from '../domain/import-plan.ts';
import { quoted } from './private-numbers.ts';
import { type Cell, isBlank, type Table, type TableRow } from './table.ts';

export const columnLabels = {
  lastName: 'Nom',
  firstName: 'Prénom',
  email: 'Adresse e-mail',
  structure: 'Structure',
  title: 'Fonction',
  role: 'Rôle',
  territory: 'Territoire',
  group: 'Groupe',
  startsOn: 'Début',
  endsOn: 'Fin',
  prefers: 'Messagerie',
  category: 'Catégorie',
  signatory: 'Signataire',
  aliases: 'Alias',
} as const;

export type Column = keyof typeof columnLabels;

const headings: Record<Column, readonly string[]> = {
  lastName: ['nom', 'nom de famille'],
  firstName: ['prenom'],
  email: [
    'adresse e mail',
    'e mail',
    'email',
    'adresse email',
    'mail',
    'adresse mail',
    'courriel',
    'adresse electronique',
  ],
  structure: ['structure', 'structure partenaire', 'partenaire', 'organisme'],
  title: ['titre', 'fonction'],
  role: ['role', 'role pti'],
  territory: ['territoire'],
  group: ['groupe', 'groupe de travail'],
  startsOn: ['debut', 'date de debut', 'date debut', 'debut du mandat'],
  endsOn: ['fin', 'date de fin', 'date fin', 'fin du mandat'],
  prefers: ['messagerie'],
  category: ['categorie'],
  signatory: ['signataire'],
  aliases: ['alias', 'autres noms'],
};

const columnOf = new Map(
  Object.entries(headings).flatMap(([column, names]) =>
    names.map((name) => [name, column as Column] as const),
  ),
);

const personColumns: readonly Column[] = ['lastName', 'firstName', 'email'];

export interface Sheet {
  readonly sheet?: string;
  readonly kind: 'people' | 'structures';
  readonly columns: ReadonlyMap<Column, number>;
  /** As written in the file, by position. */
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  /** Headings that mean nothing here: their cells are not read. */
  readonly ignored: readonly string[];
}

/**
 * Finds the heading line and what each column is. Undefined for a sheet that speaks of something
 * else (no heading of ours in its first ten lines).
 */
export function readHeadings(table: Table, errors: ImportError[]): Sheet | undefined {
  const start = table.rows
    .slice(0, 10)
    .findIndex((row) => row.cells.some((cell) => identify(cell) === 'structure' || isPerson(cell)));
  const heading = table.rows[start];
  if (!heading) return undefined;
  const at = { line: heading.line, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) };
  const columns = new Map<Column, number>();
  const ignored: string[] = [];
  heading.cells.forEach((cell, index) => {
    const column = identify(cell);
    const text = typeof cell === 'string' ? cell : cell.day;
    if (column && columns.has(column)) {
      const sentence = `La colonne «\u00a0${columnLabels[column]}\u00a0» est présente deux fois. Gardez-en une seule.`;
      errors.push({ ...at, column: columnLabels[column], sentence });
    } else if (column) {
      columns.set(column, index);
    } else if (!isBlank(cell)) {
      const meant = misspelt(text);
      if (meant) {
        const sentence = `La colonne ${quoted(text)} n’est pas connue. Vouliez-vous dire «\u00a0${meant}\u00a0»\u202f?`;
        errors.push({ ...at, column: quoted(text).slice(2, -2), sentence });
      } else {
        ignored.push(text);
      }
    }
  });
  const kind = personColumns.some((column) => columns.has(column)) ? 'people' : 'structures';
  const required: readonly Column[] =
    kind === 'people' ? [...personColumns, 'structure'] : ['structure'];
  for (const column of required.filter((name) => !columns.has(name))) {
    const sentence = `Il manque la colonne «\u00a0${columnLabels[column]}\u00a0». Ajoutez-la à la ligne des titres.`;
    errors.push({ ...at, column: columnLabels[column], sentence });
  }
  return {
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    kind,
    columns,
    headings: heading.cells.map((cell) => (typeof cell === 'string' ? cell : cell.day)),
    rows: table.rows.slice(start + 1).filter((row) => !row.cells.every(isBlank)),
    ignored,
  };
}

function identify(cell: Cell): Column | undefined {
  // A star often marks what is required («Nom *»); folding drops it.
  return typeof cell === 'string' ? columnOf.get(foldText(cell)) : undefined;
}

function isPerson(cell: Cell): boolean {
  const column = identify(cell);
  return column !== undefined && personColumns.includes(column);
}

/** The heading a word was probably meant to be: a letter or two away. */
function misspelt(text: string): string | undefined {
  const word = foldText(text);
  if (word.length < 4) return undefined;
  for (const [name, column] of columnOf) {
    if (distance(word, name) <= (name.length > 6 ? 2 : 1)) return columnLabels[column];
  }
  return undefined;
}
