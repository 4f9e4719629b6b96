/** XLSX, every sheet. Formulas are not computed: what the spreadsheet last showed is read. */
import readExcelFile, { InvalidInputError } from 'read-excel-file/node';
import { type Cell, type TablesResult, tidy } from './table.ts';

/** Unpacked, a workbook of 5,000 lines is well under this. */
const maxUnpacked = 60 * 1024 * 1024;

/** May take all the memory it is given: see `read-apart.ts`. Never rejects. */
export async function readXlsxTables(bytes: Uint8Array): Promise<TablesResult> {
  if (unpackedSize(bytes) > maxUnpacked) {
    return refused(
      'Ce classeur est trop lourd une fois décompressé. Gardez seulement les feuilles à importer.',
    );
  }
  try {
    const sheets = await readExcelFile(Buffer.from(bytes));
    return {
      ok: true,
      tables: sheets.map(({ sheet, data }) => ({
        sheet,
        rows: data.map((row, index) => ({
          line: index + 1,
          cells: row.map((value: unknown) => toCell(value)),
        })),
      })),
    };
  } catch (error) {
    // A damaged or foreign archive: the library throws many kinds of errors, none of them ours.
    const legacy = error instanceof InvalidInputError && error.code === 'XLS_FILE_NOT_SUPPORTED';
    return refused(
      legacy
        ? 'Ce classeur est à l’ancien format XLS, ou protégé par un mot de passe. Enregistrez-le au format XLSX, sans mot de passe.'
        : 'Ce classeur est illisible. Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis renvoyez-le.',
    );
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  // Dates of a spreadsheet have no time zone: the library gives them in UTC.
  if (value instanceof Date) return { day: value.toISOString().slice(0, 10) };
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return tidy(String(value));
}

function refused(sentence: string): TablesResult {
  return { ok: false, line: 0, sentence };
}

/** What the archive's own directory says it holds once unpacked, in bytes. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = 0; at + 46 <= bytes.byteLength; at += 1) {
    // «PK» 01 02: one entry of the central directory; its unpacked size is at 24.
    if (view.getUint8(at) === 0x50 && view.getUint32(at, true) === 0x02014b50) {
      total += view.getUint32(at + 24, true);
    }
  }
  return total;
}
