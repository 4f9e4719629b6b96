/** XLSX, every sheet. Formulas are not computed: what the spreadsheet last showed is read. */
import { Worker } from 'node:worker_threads';
import type { TablesResult } from './table.ts';
import type { XlsxReading } from './xlsx-worker.ts';

/** Unpacked, a workbook of 5,000 lines is well under this. */
const maxUnpacked = 60 * 1024 * 1024;
/** One stray cell at the end of a sheet makes a table of thousands of millions of cells. */
const maxHeapMb = 256;
const patienceMs = 5000;

const tooLarge =
  'Ce classeur est trop étendu\u00a0: une cellule ou une mise en forme se trouve très loin des autres lignes. Copiez seulement les lignes utiles dans un classeur neuf, puis renvoyez-le.';

/** Read apart, with little memory and time: a hostile or careless workbook does not stop the bot. */
export async function readXlsxTables(bytes: Uint8Array): Promise<TablesResult> {
  if (unpackedSize(bytes) > maxUnpacked) {
    return refused(
      'Ce classeur est trop lourd une fois décompressé. Gardez seulement les feuilles à importer.',
    );
  }
  const reading = await readApart(bytes);
  switch (reading) {
    case 'tooLarge':
      return refused(tooLarge);
    case 'legacy':
      return refused(
        'Ce classeur est à l’ancien format XLS, ou protégé par un mot de passe. Enregistrez-le au format XLSX, sans mot de passe.',
      );
    case 'unreadable':
      return refused(
        'Ce classeur est illisible. Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis renvoyez-le.',
      );
    default:
      return { ok: true, tables: reading };
  }
}

async function readApart(bytes: Uint8Array): Promise<XlsxReading | 'tooLarge'> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const { promise, resolve } = Promise.withResolvers<XlsxReading | 'tooLarge'>();
  const timer = setTimeout(() => resolve('tooLarge'), patienceMs);
  worker.once('message', resolve);
  // Out of memory comes here as well.
  worker.once('error', () => resolve('tooLarge'));
  worker.once('exit', () => resolve('unreadable'));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
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
