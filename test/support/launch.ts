/** The bot as a process of its own, as people start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');

export interface LaunchedBot {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

/**
 * Starts the bot with nothing of this process's environment but the path.
 * @param preload a module that it reads in first
 */
export function launch(environment: Record<string, string>, preload?: string): LaunchedBot {
  const child = spawn(process.execPath, [...(preload ? ['--import', preload] : []), main], {
    cwd: root,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'close').then(() => child.exitCode);
  return { process: child, ended, output: () => output };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** 0 when nobody answers. */
export async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (response) => response.status,
    () => 0,
  );
}
