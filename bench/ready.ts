/** Time and memory until the bot is ready: the real program, in a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { activitiesOf } from '../test/platforms/teams/harness.ts';

export interface Readiness {
  readonly milliseconds: number;
  /** Resident memory of the bot once ready, in megabytes (10⁶ bytes). */
  readonly megabytes: number;
}

/** As `npm start` runs it, its flags included. */
const { scripts } = z
  .object({ scripts: z.object({ start: z.string().startsWith('node ') }) })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
const startArgs = scripts.start.split(' ').slice(1);
const root = fileURLToPath(new URL('..', import.meta.url));
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

/** With credentials for Teams, and no network: Microsoft's sign-in is not counted. */
export const withTeams: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_APP_PASSWORD: 'secret-of-the-bench',
  TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
};

const offline = fileURLToPath(new URL('../test/support/tell-libraries.ts', import.meta.url));

/** Without credentials: the sample, and the local workspace where it is installed. */
export const inLocalMode: Readonly<Record<string, string>> = {};

/**
 * From the start of the process to `GET /readyz` answering 200; with Teams, which is ready once
 * Microsoft has signed it in, to `POST /api/messages` answering 401.
 */
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
    // Without a network, Microsoft's sign-in fails, and says so.
    LOG_LEVEL: 'TEAMS_APP_ID' in settings ? 'fatal' : 'warn',
  };
  const begun = performance.now();
  const teams = 'TEAMS_APP_ID' in settings;
  const args = [...(teams ? ['--import', offline] : []), ...startArgs];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    while (!(await (teams ? servesTeams(port) : isReady(port)))) {
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

async function servesTeams(port: number): Promise<boolean> {
  const headers = { 'Content-Type': 'application/json' };
  const { message } = activitiesOf('http://127.0.0.1:9');
  const body = JSON.stringify(message('aide'));
  try {
    const url = `http://127.0.0.1:${port}/api/messages`;
    return (await fetch(url, { method: 'POST', headers, body })).status === 401;
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
