/** Files that people give, read apart: a hostile or careless one does not stop the bot. */
import { Worker } from 'node:worker_threads';
import type { TablesResult } from './table.ts';

export interface FileToRead {
  readonly format: 'csv' | 'xlsx';
  readonly bytes: Uint8Array;
}

/** One stray cell at the end of a sheet makes a table of thousands of millions of cells. */
const maxHeapMb = 256;
const patienceMs = 5000;

const tooLarge = {
  csv: 'Ce fichier est trop étendu\u00a0: il contient bien plus de lignes ou de colonnes qu’une liste de personnes. Copiez seulement les lignes utiles dans un fichier neuf, puis renvoyez-le.',
  xlsx: 'Ce classeur est trop étendu\u00a0: une cellule ou une mise en forme se trouve très loin des autres lignes. Copiez seulement les lignes utiles dans un classeur neuf, puis renvoyez-le.',
} as const;

const unreadable =
  'Ce fichier est illisible. Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis renvoyez-le.';

/** In a thread of its own, with little memory and time. Never rejects. */
export async function readApart(file: FileToRead): Promise<TablesResult> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const { promise, resolve } = Promise.withResolvers<TablesResult>();
  const giveUp = () => resolve({ ok: false, line: 0, sentence: tooLarge[file.format] });
  const timer = setTimeout(giveUp, patienceMs);
  worker.once('message', resolve);
  // Out of memory comes here as well.
  worker.once('error', giveUp);
  worker.once('exit', () => resolve({ ok: false, line: 0, sentence: unreadable }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
