/** Reads a file of people and structures (XLSX or CSV) into entries to be planned. */
import type { ImportEntry, ImportError } from '../domain/import-plan.ts';
import { cellText } from './people-cells.ts';
import { readHeadings, type Sheet } from './people-columns.ts';
import type { PeopleNames } from './people-names.ts';
import { readPersonRow } from './people-rows.ts';
import { holdsPrivateNumber } from './private-numbers.ts';
import { readApart } from './read-apart.ts';
import { readStructures } from './structure-rows.ts';
import type { TablesResult } from './table.ts';

const maxImportBytes = 5 * 1024 * 1024;
export const maxImportRows = 5000;
const maxCellLength = 2000;

export type PeopleFile =
  | {
      readonly ok: true;
      /** Structures first, then people in the order of the file. */
      readonly entries: readonly ImportEntry[];
      /** Headings of columns that were not read, as written. */
      readonly ignoredColumns: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly ImportError[] };

/**
 * All errors at once, or all entries. `names` is the pact with, beside its own structures, those
 * the store knows, its groups, and the platforms a person may prefer.
 */
export async function readPeopleFile(
  file: Uint8Array | TablesResult,
  fileName: string,
  names: PeopleNames,
): Promise<PeopleFile> {
  const read = file instanceof Uint8Array ? await readTables(file, fileName) : file;
  if (!read.ok) return refused([{ line: read.line, column: '', sentence: read.sentence }]);
  const errors: ImportError[] = [];
  const sheets = read.tables.flatMap((table) => readHeadings(table, errors) ?? []);
  if (sheets.length === 0) {
    return refused([
      {
        line: 1,
        column: '',
        sentence:
          'Aucune ligne de titres n’a été trouvée. La première ligne doit porter les colonnes ' +
          '«\u00a0Nom\u00a0», «\u00a0Prénom\u00a0», «\u00a0Adresse e-mail\u00a0» et «\u00a0Structure\u00a0».',
      },
    ]);
  }
  const rows = sheets.reduce((count, sheet) => count + sheet.rows.length, 0);
  if (rows === 0 || rows > maxImportRows) {
    const sentence =
      rows === 0
        ? 'Le fichier ne contient que des titres. Ajoutez une ligne par personne.'
        : `Le fichier compte plus de ${maxImportRows.toLocaleString('fr-FR')} lignes. Importez-le en plusieurs fois.`;
    errors.push({ line: 1, column: '', sentence });
  }
  // Without its columns a sheet would only give the same error on every line.
  if (errors.length > 0) return refused(errors);
  for (const sheet of sheets) checkPrivacy(sheet, errors);
  const { structures, known } = readStructures(sheets, names, errors);
  const people = sheets
    .filter((sheet) => sheet.kind === 'people')
    .flatMap((sheet) =>
      sheet.rows.flatMap(
        (row) => readPersonRow(sheet, row, { ...names, structures: known }, errors) ?? [],
      ),
    );
  if (errors.length > 0) return refused(errors);
  const ignoredColumns = [...new Set(sheets.flatMap((sheet) => sheet.ignored))];
  return { ok: true, entries: [...structures, ...people], ignoredColumns };
}

function refused(errors: readonly ImportError[]): PeopleFile {
  return { ok: false, errors };
}

/** The rows of a workbook or of a CSV file, whatever they say: the slow part of reading it. */
export async function readTables(bytes: Uint8Array, fileName: string): Promise<TablesResult> {
  const no = (sentence: string): TablesResult => ({ ok: false, line: 0, sentence });
  if (bytes.byteLength > maxImportBytes) {
    return no(
      'Le fichier dépasse 5\u00a0Mo. Gardez seulement les colonnes utiles, sans image, puis renvoyez-le.',
    );
  }
  if (bytes.byteLength === 0) return no('Le fichier est vide. Vérifiez-le, puis renvoyez-le.');
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const legacy = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (zip || legacy) return withinBounds(await readApart({ format: 'xlsx', bytes }));
  if (!/\.(csv|txt|tsv)$/iu.test(fileName)) {
    return no(
      'Ce format de fichier n’est pas lu. Enregistrez le tableau au format XLSX (Excel) ou CSV, puis renvoyez-le.',
    );
  }
  return withinBounds(await readApart({ format: 'csv', bytes }));
}

/** A cell that no list of people has, before anything is looked for in it. */
function withinBounds(read: TablesResult): TablesResult {
  if (!read.ok) return read;
  for (const { rows } of read.tables)
    for (const { line, cells } of rows)
      if (cells.some((cell) => cellText(cell).length > maxCellLength))
        return {
          ok: false,
          line,
          sentence: `Une cellule compte plus de ${maxCellLength.toLocaleString('fr-FR')} caractères. Raccourcissez-la, puis renvoyez le fichier.`,
        };
  return read;
}

/** Looks at every cell, read or not: a file that holds such a number must not circulate. */
function checkPrivacy(sheet: Sheet, errors: ImportError[]): void {
  for (const row of sheet.rows) {
    row.cells.forEach((cell, index) => {
      const heading = sheet.headings[index] ?? '';
      if (!holdsPrivateNumber(cellText(cell), heading)) return;
      errors.push({
        line: row.line,
        ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }),
        column: heading,
        sentence:
          'Cette cellule contient ce qui ressemble à un numéro de sécurité sociale, d’allocataire ' +
          'ou de matricule. Retirez-le du fichier\u00a0: aucune donnée sur les personnes ' +
          'accompagnées ne doit y figurer.',
      });
    });
  }
}
