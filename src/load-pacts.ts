/** Reads pact files and loads them: the current one, and in local mode the past ones beside it. */
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parisDay } from './domain/paris-time.ts';
import { type PactFileError, type PactFileResult, readPactFile } from './files/pact-file.ts';
import { StartFailure } from './start-failure.ts';
import type { Db } from './store/database.ts';
import { loadPact } from './use-cases/load-pact.ts';

export interface PactsToLoad {
  readonly db: Db;
  /** UTC instant. */
  readonly now: string;
  readonly file: string;
  /** The other files of the same directory enter as past pacts. */
  readonly withPast: boolean;
  /** Since when the bot follows the current pact, when its file does not say. */
  readonly trackedFrom?: string;
}

/** All the files or none. @throws {StartFailure} when one cannot be read, with every error */
export async function loadPacts({
  db,
  now,
  file,
  withPast,
  trackedFrom,
}: PactsToLoad): Promise<void> {
  const files = [file, ...(withPast ? neighbours(file) : [])].map((path) => ({
    current: path === file,
    read: readPactFile(path),
  }));
  const errors = files.flatMap(({ read }) => (read.ok ? [] : read.errors));
  if (errors.length > 0) throw new StartFailure(errors.map(sayError));
  await db.transaction().execute(async (tx) => {
    const context = { db: tx, now, today: parisDay(now) };
    for (const { current, read } of files)
      await loadPact(context, {
        ...whole(read),
        current,
        ...(current && trackedFrom && { trackedFrom }),
      });
  });
}

function neighbours(file: string): readonly string[] {
  const directory = dirname(resolve(file));
  return readdirSync(directory)
    .filter((name) => /\.ya?ml$/.test(name) && join(directory, name) !== resolve(file))
    .sort()
    .map((name) => join(directory, name));
}

function whole(read: PactFileResult) {
  if (!read.ok) throw new Error('a pact file with errors cannot be loaded');
  return { definition: read.pact, hash: read.hash };
}

function sayError({ file, line, path, message }: PactFileError): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return `${place}${path ? ` (${path})` : ''}\u00a0: ${message}`;
}
