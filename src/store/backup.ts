/** Whole copies of the database: made while the bot runs, and put back when it does not. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { type Db, wrapConnection } from './database.ts';

/**
 * Writes a copy as of one instant, write-ahead log included, while others may be writing. The copy
 * is a single file, readable by its owner alone, and on disk when this returns.
 * @param to a file that does not exist yet
 * @throws when the copy cannot be made; what was written of it is left to the caller
 */
export function copyDatabase(from: string, to: string): void {
  closeSync(openSync(to, 'wx', 0o600));
  const sqlite = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    sqlite.prepare('VACUUM INTO ?').run(to);
  } finally {
    sqlite.close();
  }
  syncToDisk(to);
}

/** A file written or renamed is there after a power cut only once it and its folder are synced. */
export function syncToDisk(path: string): void {
  for (const synced of [path, dirname(path)]) {
    const file = openSync(synced, 'r');
    fsyncSync(file);
    closeSync(file);
  }
}

/** Opens a database as it is: no migration is run, and nothing is written unless it is asked. */
export function openAsItIs(path: string, { write = false } = {}): Db {
  const sqlite = new Sqlite(path, { readonly: !write, fileMustExist: true, timeout: 5000 });
  if (write) {
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
  }
  return wrapConnection(sqlite);
}

/** What SQLite reproaches to the file; empty when it is whole. */
export async function damagesOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  return rows.map((row) => row.integrity_check).filter((told) => told !== 'ok');
}

/** `older`: migrations remain to be run; `newer`: made by a later version of the bot. */
export type SchemaState = 'current' | 'older' | 'newer' | 'foreign';

/** @returns `foreign` for whatever is not a database of the bot, a file that is no database too */
export async function schemaStateOf(db: Db): Promise<SchemaState> {
  const done = await migrationsDone(db);
  if (done === undefined || done.length === 0) return 'foreign';
  const known = Object.keys(migrations);
  if (done.some((name) => !known.includes(name))) return 'newer';
  return done.length === known.length ? 'current' : 'older';
}

async function migrationsDone(db: Db): Promise<readonly string[] | undefined> {
  try {
    const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return undefined;
    throw error;
  }
}

export type Alone =
  /** Nobody else reads or writes until `db` is destroyed; the log is gone, the file is whole. */
  | { readonly kind: 'alone'; readonly db: Db }
  | { readonly kind: 'inUse' }
  /** SQLite cannot tell: the file is damaged. */
  | { readonly kind: 'damaged' };

/**
 * Takes a database for oneself. A log can only be put away by the last connection, so that a bot
 * that is running, even idle, is seen.
 */
export function takeAlone(path: string): Alone {
  const sqlite = new Sqlite(path, { fileMustExist: true, timeout: 500 });
  try {
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = DELETE');
    // From its first lock on, the connection keeps it.
    sqlite.exec('BEGIN EXCLUSIVE; COMMIT');
    return { kind: 'alone', db: wrapConnection(sqlite) };
  } catch (error) {
    sqlite.close();
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    return error.code.startsWith('SQLITE_BUSY') ? { kind: 'inUse' } : { kind: 'damaged' };
  }
}
