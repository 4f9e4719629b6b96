/** Time and memory until the bot is ready: the real program, in a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Readiness {
  readonly milliseconds: number;
  /** Resident memory of the bot once ready, in megabytes (10⁶ bytes). */
  readonly megabytes: number;
}

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const address = z.object({ port: z.number() });
const pollMs = 5;
const patienceMs = 60_000;

/** Connected to the Slack at that address by signed HTTP, as on a server. */
export function onServer(apiUrl: string): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'secret-of-the-bench',
    SLACK_API_URL: apiUrl,
  };
}

/** Without credentials: the sample, and the local workspace where it is installed. */
export const inLocalMode: Readonly<Record<string, string>> = {};

/** From the start of the process to `GET /readyz` answering 200. */
export async function timeToReady(
  databasePath: string,
  settings: Readonly<Record<string, string>>,
): Promise<Readiness> {
  const port = await freePort();
  const env = {
    ...withoutPlatforms(process.env),
    ...settings,
    DATABASE_PATH: databasePath,
    PORT: String(port),
    LOCAL_SLACK_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  };
  const begun = performance.now();
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error('the bot ended before it was ready');
      if (performance.now() - begun > patienceMs) throw new Error('the bot is not ready');
      await wait(pollMs);
    }
    const milliseconds = performance.now() - begun;
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)]);
    return { milliseconds, megabytes: (Number(kilobytes) * 1024) / 1e6 };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = address.parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

function withoutPlatforms(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:SLACK|TEAMS|RELAIS)_/.test(name)),
  );
}
