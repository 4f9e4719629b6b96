/** What `backup`, `restore` and `doctor` need of a database that they do not open as the bot does. */
import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import { damagesOf, schemaStateOf } from '../store/backup.ts';
import type { Db } from '../store/database.ts';
import { verifyStore } from '../use-cases/verify-store.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { describeFault } from './verify.ts';

type ReadSettings =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly status: ExitStatus };

export function readSettings(console: Console): ReadSettings {
  const read = readConfig(console.environment);
  if (read.ok) return read;
  say(console.complain, ...read.errors);
  return { ok: false, status: 2 };
}

export function noDatabase(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  return `La base « ${path} » n’existe pas encore : démarrez le bot, ou indiquez-la dans DATABASE_PATH.`;
}

/** Everything that is wrong with a database; of another version, its file alone can be checked. */
export async function faultsOf(db: Db): Promise<readonly string[]> {
  const state = await schemaStateOf(db);
  if (state === 'foreign') return ['Ce fichier n’est pas une base de Relais PTI.'];
  if (state === 'current') return (await verifyStore(db)).faults.map(describeFault);
  return (await damagesOf(db)).map((told) => `Fichier de la base : ${told}.`);
}

/** In words for whoever types the command; the code is that of the system or of SQLite. */
export function whyNotWritten(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL')
    return `Il n’y a plus de place sur le disque de « ${path} ».`;
  return `« ${path} » ne peut pas être écrit (${code}) : vérifiez le dossier et vos droits, sur lui et sur la base.`;
}
