/** `relais restore FILE`: puts a backup back in place of the database, which is kept beside. */
import {
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import {
  type Alone,
  copyDatabase,
  openAsItIs,
  type SchemaState,
  schemaStateOf,
  syncToDisk,
  takeAlone,
} from '../store/backup.ts';
import { type Db, openDatabase } from '../store/database.ts';
import { latestEntryAt } from '../store/journal.ts';
import { newId } from '../store/new-id.ts';
import { type Restoration, recordRestoration } from '../use-cases/record-restoration.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { instantNow } from './open-store.ts';
import { describeRestoration } from './restore-words.ts';
import { faultsOf, readSettings, whyNotWritten } from './whole-store.ts';

export async function restore(console: Console, file: string): Promise<ExitStatus> {
  const read = readSettings(console);
  if (!read.ok) return read.status;
  const { config } = read;
  const refusal = await faultOfBackup(file, config.databasePath);
  if (refusal) {
    say(console.complain, refusal);
    return 1;
  }
  const former = await takeFormer(config);
  if (former === 'inUse') {
    say(
      console.complain,
      `La base « ${config.databasePath} » est en service : arrêtez le bot (et tout programme qui la lit), puis relancez cette commande.`,
    );
    return 1;
  }
  try {
    return await replace(console, config.databasePath, file, former);
  } catch (error) {
    say(console.complain, whyNotWritten(error, config.databasePath));
    return 1;
  } finally {
    if (former?.kind === 'alone') await former.db.destroy();
  }
}

async function faultOfBackup(file: string, databasePath: string): Promise<string | undefined> {
  if (!existsSync(file)) return `Le fichier « ${file} » n’existe pas.`;
  if (resolve(file) === resolve(databasePath))
    return 'Ce fichier est la base elle-même : indiquez une sauvegarde.';
  const words: Readonly<Record<SchemaState, string | undefined>> = {
    current: undefined,
    // Brought up to date while it is put back.
    older: undefined,
    newer: `« ${file} » vient d’une version plus récente du bot : mettez d’abord le programme à jour.`,
    foreign: `« ${file} » n’est pas une sauvegarde de Relais PTI, ou ne se lit plus.`,
  };
  return words[await stateOf(file)];
}

async function stateOf(file: string): Promise<SchemaState> {
  let db: Db;
  try {
    db = openAsItIs(file);
  } catch {
    // A folder, or a file that may not be read.
    return 'foreign';
  }
  try {
    return await schemaStateOf(db);
  } finally {
    await db.destroy();
  }
}

type Former = Exclude<Alone, { kind: 'inUse' }>;

/** @returns `undefined` when there is no database to replace */
async function takeFormer(config: Config): Promise<Former | 'inUse' | undefined> {
  if (!existsSync(config.databasePath)) return undefined;
  const taken = takeAlone(config.databasePath);
  if (taken.kind === 'inUse') return 'inUse';
  // Of a damaged file SQLite tells nothing: the bot itself is asked.
  if (taken.kind === 'damaged' && (await isBotAlive(config))) return 'inUse';
  return taken;
}

async function isBotAlive({ host, port }: Config): Promise<boolean> {
  try {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`;
    return (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

async function replace(
  console: Console,
  databasePath: string,
  file: string,
  former: Former | undefined,
): Promise<ExitStatus> {
  mkdirSync(dirname(databasePath), { recursive: true, mode: 0o700 });
  const prepared = `${databasePath}.${process.pid}.restauration`;
  try {
    copyDatabase(file, prepared);
    const readable = former?.kind === 'alone' ? former.db : undefined;
    const done = await prepare(prepared, readable);
    if ('faults' in done) {
      say(console.complain, ...done.faults, 'Cette sauvegarde est abîmée : rien n’est remplacé.');
      return 1;
    }
    const kept = former && keepAside(databasePath, prepared, former.kind);
    renameSync(prepared, databasePath);
    syncToDisk(databasePath);
    say(console.write, ...describeRestoration(done, kept));
    return 0;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${prepared}${end}`, { force: true });
  }
}

/** Brings the copy up to date, tells it what it cannot know, and checks it. */
async function prepare(
  path: string,
  former: Db | undefined,
): Promise<Restoration | { readonly faults: readonly string[] }> {
  const db = await openDatabase(path);
  try {
    const readable = former && (await schemaStateOf(former)) === 'current' ? former : undefined;
    const restoration = await db.transaction().execute(async (tx) => {
      const latest = await latestEntryAt(tx);
      const now = instantNow();
      // The clock of local mode may be ahead: nothing is written before what is there.
      return recordRestoration(tx, readable, latest && latest > now ? latest : now, newId);
    });
    const faults = await faultsOf(db);
    return faults.length > 0 ? { faults } : restoration;
  } finally {
    // The last connection puts the log away: the file is whole.
    await db.destroy();
  }
}

/** Keeps the former database under a name of its own; at no time is there no database at all. */
function keepAside(databasePath: string, prepared: string, former: Former['kind']): string {
  const { uid, gid } = statSync(databasePath);
  if (process.getuid?.() === 0) chownSync(prepared, uid, gid);
  const stamp = instantNow().slice(0, 19).replaceAll(':', '-');
  const kept = `${databasePath.replace(/\.sqlite$/, '')}.avant-restauration-${stamp}.sqlite`;
  try {
    linkSync(databasePath, kept);
  } catch {
    copyFileSync(databasePath, kept, constants.COPYFILE_EXCL);
  }
  if (former === 'alone') return kept;
  // Left by a damaged database: the new one must not take them for its own.
  for (const end of ['-wal', '-shm', '-journal'])
    if (existsSync(`${databasePath}${end}`)) renameSync(`${databasePath}${end}`, `${kept}${end}`);
  return kept;
}
