/** Reads a file in a thread of its own, which `read-apart.ts` starts and bounds. */
import { parentPort, workerData } from 'node:worker_threads';
import { readCsvTable } from './csv-table.ts';
import type { FileToRead } from './read-apart.ts';
import { readXlsxTables } from './xlsx-table.ts';

const { format, bytes } = workerData as FileToRead;
parentPort?.postMessage(format === 'csv' ? readCsvTable(bytes) : await readXlsxTables(bytes));
