/** Opens the store that the environment names, and runs an act in it as the command line. */
import { existsSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { type Config, readConfig } from '../config.ts';
import { parisDay } from '../domain/paris-time.ts';
import { readPactFile } from '../files/pact-file.ts';
import { platformNames } from '../platforms/names.ts';
import { type Db, openDatabase, type Tx } from '../store/database.ts';
import { newId } from '../store/new-id.ts';
import { readPact } from '../store/pacts.ts';
import type { Context } from '../use-cases/context.ts';
import { loadPact } from '../use-cases/load-pact.ts';
import { type Console, type ExitStatus, say } from './console.ts';

export interface OpenedStore {
  readonly db: Db;
  readonly config: Config;
}

/**
 * Opens the store for one command and closes it after.
 * @param options `create`: a store that does not exist yet is made
 */
export async function withStore(
  console: Console,
  options: { create: boolean },
  act: (store: OpenedStore) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const read = readConfig(console.environment);
  if (!read.ok) {
    say(console.complain, ...read.errors);
    return 2;
  }
  const { config } = read;
  if (!options.create && !existsSync(config.databasePath)) {
    say(
      console.complain,
      `La base « ${config.databasePath} » n’existe pas encore : démarrez le bot, ou indiquez-la dans DATABASE_PATH.`,
    );
    return 1;
  }
  const db = await openDatabase(config.databasePath);
  try {
    return await act({ db, config });
  } finally {
    await db.destroy();
  }
}

export interface Moment {
  readonly db: Tx;
  readonly now: string;
  readonly today: string;
}

export function instantNow(): string {
  return Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
}

export function momentOf(db: Tx): Moment {
  const now = instantNow();
  return { db, now, today: parisDay(now) };
}

/** Loads the current pact of the environment into a store that has none; says what is wrong. */
export async function ensurePact({ db, config }: OpenedStore, console: Console): Promise<boolean> {
  if (await readPact(db)) return true;
  const file = readPactFile(config.pactFile);
  if (!file.ok) {
    for (const { path, line, message } of file.errors)
      say(console.complain, placed(config.pactFile, path, line, message));
    return false;
  }
  const { pact: definition, hash } = file;
  await db
    .transaction()
    .execute((trx) => loadPact(momentOf(trx), { definition, hash, current: true }));
  say(console.write, `Le pacte « ${definition.title} » est chargé (${config.pactFile}).`);
  return true;
}

export function placed(
  file: string,
  path: string,
  line: number | undefined,
  message: string,
): string {
  const where = [...(line === undefined ? [] : [`ligne ${line}`]), ...(path ? [path] : [])];
  return `${[file, ...where].join(', ')} : ${message}`;
}

/** Runs an act as the command line, which holds every right, in one transaction. */
export async function asCommandLine<Value>(
  db: Db,
  act: (context: Context) => Promise<Value>,
): Promise<Value> {
  return db.transaction().execute(async (trx) => {
    const pact = await readPact(trx);
    if (!pact) throw new Error('no current pact is loaded');
    const actor = { personId: null, mandates: [] };
    return act({ ...momentOf(trx), actor, pact, newId, platforms: platformNames });
  });
}
