/** Opens the SQLite file: durable commits, immediate transactions, migrations inside one each. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import type { Schema } from './schema.ts';

/** A connection or a transaction: repositories take either. */
export type Db = Kysely<Schema>;
/** A transaction under way: whatever writes takes this. */
export type Tx = Transaction<Schema>;

/** Writers take their place at once: a deferred transaction could fail on its first write. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class RelaisDialect extends SqliteDialect {
  readonly #database: PreparedDatabase;

  constructor(database: PreparedDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** The connection with its statements kept: preparing is most of the cost of a short query. */
class PreparedDatabase {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(sqlite: Sqlite.Database) {
    this.#sqlite = sqlite;
  }

  prepare(sql: string): Sqlite.Statement {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const statement = this.#sqlite.prepare(sql);
    // Lists of ids make texts of many lengths: the cache starts afresh rather than grow for ever.
    if (this.#statements.size >= 500) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  /** At once: for a query that is compiled, whose text never changes. */
  run(sql: string, parameters: readonly unknown[]): readonly unknown[] {
    const statement = this.prepare(sql);
    if (statement.reader) return statement.all(parameters);
    statement.run(parameters);
    return [];
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }
}

/** Names and texts are for the bot alone; SQLite gives its other files the rights of this one. */
function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

/** Typed queries on a connection, which is closed with them. */
export function wrapConnection(sqlite: Sqlite.Database): Db {
  const connection = new PreparedDatabase(sqlite);
  const db = new Kysely<Schema>({ dialect: new RelaisDialect(connection) });
  connections.set(db, connection);
  return db;
}

/** How long another connection is waited for, in milliseconds. */
const busyTimeout = 5000;

const connections = new WeakMap<Db, PreparedDatabase>();

/** One transaction, whose compiled queries go straight to its connection (`compiled.ts`). */
export function transact<Value>(db: Db, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return db.transaction().execute(async (tx) => {
    const connection = connections.get(db);
    if (connection) connections.set(tx, connection);
    try {
      return await work(tx);
    } finally {
      connections.delete(tx);
    }
  });
}

/** The connection of a transaction that is under way: nobody else can be using it. */
export function connectionOf(db: Db): PreparedDatabase | undefined {
  return db.isTransaction ? connections.get(db) : undefined;
}

/**
 * Opens and migrates the database.
 * @param path a file (its directory is made) or `:memory:`
 * @throws when the file is not a database or a migration fails (nothing of it is then kept)
 */
export async function openDatabase(path: string): Promise<Db> {
  if (path !== ':memory:') makePrivate(path);
  const sqlite = new Sqlite(path);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma(`busy_timeout = ${busyTimeout}`);
  sqlite.pragma('secure_delete = ON');
  const db = wrapConnection(sqlite);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  // A bot that was killed may not have had the time.
  stillThere.add(db);
  return db;
}

/**
 * A second connection, for one long reading beside the bot: it writes nothing, and sees the file as
 * it is at its first query, whatever is written meanwhile. Close it as soon as all is read.
 */
export function openForReading(path: string): Db {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  sqlite.pragma('busy_timeout = 5000');
  sqlite.exec('BEGIN');
  return wrapConnection(sqlite);
}

/**
 * Brings the file up to its write-ahead log and empties that: pages that held something erased are
 * overwritten (`secure_delete`) only then. Outside any transaction. Waits for nobody: while anything
 * else reads, it is left to `forgetWhatWaits`.
 * @returns whether it is done
 */
export async function forgetErasedBytes(db: Db): Promise<boolean> {
  stillThere.add(db);
  const { rows } = await withoutWaiting(db, (one) =>
    sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(one),
  );
  if (rows[0]?.busy === 0) stillThere.delete(db);
  return !stillThere.has(db);
}

/** Databases whose log may still hold something erased. */
const stillThere = new WeakSet<Db>();

/** What could not be forgotten at once, because something was being read. */
export async function forgetWhatWaits(db: Db): Promise<void> {
  if (stillThere.has(db)) await forgetErasedBytes(db);
}

async function withoutWaiting<Value>(db: Db, work: (one: Db) => Promise<Value>): Promise<Value> {
  return db.connection().execute(async (one) => {
    await sql`PRAGMA busy_timeout = 0`.execute(one);
    try {
      return await work(one);
    } finally {
      await sql.raw(`PRAGMA busy_timeout = ${busyTimeout}`).execute(one);
    }
  });
}
