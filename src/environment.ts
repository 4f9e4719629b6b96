/** What is needed of the environment before anything is read in. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const defaultDatabasePath = 'var/relais.sqlite';

/** Adds what the `.env` file of the working directory says; the process's own variables win. */
export function loadDotEnv(): void {
  const file = resolve('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
