/** CSV as spreadsheets write it in France: comma, semicolon or tab, UTF-8 or Windows-1252. */
import { CsvError, parse } from 'csv-parse/sync';
import { type TablesResult, tidy } from './table.ts';

/** Those without anything count: a spreadsheet may export a million of them. */
const maxLines = 20_000;
const tooManyLines =
  'Ce fichier compte plus de 20\u202f000 lignes, vides comprises. Copiez seulement les lignes utiles dans un fichier neuf, puis renvoyez-le.';

export function readCsvTable(bytes: Uint8Array): TablesResult {
  const text = decode(bytes);
  if (text === undefined) {
    return {
      ok: false,
      line: 0,
      sentence:
        'Ce fichier n’est pas un tableau lisible. Enregistrez-le au format CSV ou XLSX, puis renvoyez-le.',
    };
  }
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: maxLines + 1,
      bom: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    if (records.length > maxLines) return { ok: false, line: maxLines, sentence: tooManyLines };
    const rows = records.map(({ record }, index) => ({
      // A record ends on `lines`; it begins after the one before it.
      line: (records[index - 1]?.info.lines ?? 0) + 1,
      cells: record.map(tidy),
    }));
    return { ok: true, tables: [{ rows }] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      ok: false,
      line: typeof error.lines === 'number' ? error.lines : 0,
      sentence:
        'Un guillemet est ouvert et n’est pas refermé. Corrigez la ligne, ou enregistrez le fichier au format XLSX.',
    };
  }
}

/** Undefined for what is not text. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator most used on the first line that has one, quoted text apart. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  for (const line of bare.split(/\r\n|\r|\n/)) {
    const [best] = [';', ',', '\t']
      .map((delimiter) => ({ delimiter, count: line.split(delimiter).length - 1 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    if (best) return best.delimiter;
  }
  return ';';
}
