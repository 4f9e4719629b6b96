/** `relais backup FILE`: a copy of the whole database, made while the bot runs, and checked. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatNumber } from '../french/format-number.ts';
import { copyDatabase, openAsItIs, syncToDisk } from '../store/backup.ts';
import { type JournalEnd, journalEnd } from '../store/journal.ts';
import { saveSetting } from '../store/settings.ts';
import { backupSetting, lastBackupSetting } from '../use-cases/record-restoration.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { instantNow } from './open-store.ts';
import { endWords } from './verify.ts';
import { faultsOf, noDatabase, readSettings, whyNotWritten } from './whole-store.ts';

export async function backup(console: Console, file: string): Promise<ExitStatus> {
  const read = readSettings(console);
  if (!read.ok) return read.status;
  const { databasePath } = read.config;
  const path = resolve(file);
  const refusal = noDatabase(databasePath) ?? alreadyThere(path);
  if (refusal) {
    say(console.complain, refusal);
    return 1;
  }
  // Under its own name only once it is whole: nobody takes half a copy for a backup.
  const unfinished = `${path}.${process.pid}.inacheve`;
  let last: JournalEnd | undefined;
  try {
    const at = instantNow();
    copyDatabase(databasePath, unfinished);
    const { faults, ...end } = await check(unfinished, at);
    last = end.last;
    if (faults.length > 0) {
      say(console.complain, ...faults, 'Cette base est abîmée : la copie n’est pas gardée.');
      return 1;
    }
    syncToDisk(unfinished);
    renameSync(unfinished, path);
    syncToDisk(path);
    await remember(databasePath, at, path);
  } catch (error) {
    say(console.complain, whyNotWritten(error, path));
    return 1;
  } finally {
    for (const end of ['', '-journal']) rmSync(`${unfinished}${end}`, { force: true });
  }
  const size = formatNumber(statSync(path).size / 1e6);
  say(
    console.write,
    `Sauvegarde écrite et vérifiée : ${path} (${size} Mo).`,
    endWords({ last }),
    'Elle contient des données personnelles : rangez-la ailleurs que sur ce serveur, à l’abri.',
  );
  return 0;
}

function alreadyThere(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return `« ${path} » existe déjà, et une sauvegarde ne remplace aucun fichier : indiquez un autre nom.`;
}

/** Checks the copy, once it says of which instant it is. */
async function check(
  copy: string,
  at: string,
): Promise<{ readonly faults: readonly string[]; readonly last: JournalEnd | undefined }> {
  const db = openAsItIs(copy, { write: true });
  try {
    const faults = await faultsOf(db);
    if (faults.length === 0)
      await db.transaction().execute((tx) => saveSetting(tx, backupSetting, { at }));
    return { faults, last: faults.length === 0 ? await journalEnd(db) : undefined };
  } finally {
    await db.destroy();
  }
}

/** For `doctor`, in the database itself: it then knows how old its last copy is. */
async function remember(databasePath: string, at: string, path: string): Promise<void> {
  const db = openAsItIs(databasePath, { write: true });
  try {
    await db.transaction().execute((tx) => saveSetting(tx, lastBackupSetting, { at, path }));
  } finally {
    await db.destroy();
  }
}
