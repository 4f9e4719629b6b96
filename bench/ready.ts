/** Time and memory until the bot is ready, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Readiness {
  readonly milliseconds: number;
  /** Resident memory once ready, in megabytes (10⁶ bytes). */
  readonly megabytes: number;
}

const told = z.object({ rss: z.number() });
const script = fileURLToPath(new URL('start.ts', import.meta.url));

/** From the start of the process to an adapter that takes messages. */
export async function timeToReady(path: string, apiUrl: string): Promise<Readiness> {
  const begun = performance.now();
  const child = spawn(process.execPath, [script, path, apiUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
  const milliseconds = performance.now() - begun;
  if (!line) throw new Error('the bot ended before it was ready');
  const { rss } = told.parse(JSON.parse(String(line[0])));
  child.stdin.end();
  await ended;
  return { milliseconds, megabytes: rss / 1e6 };
}
