/** The bot as a person starts it: `src/main.ts` in local mode, a new database, free ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningRelais extends AsyncDisposable {
  /** The workspace in the browser. */
  readonly url: string;
  /** Where the bot answers. */
  readonly botUrl: string;
}

/** @param clock Paris time at which the day starts, `YYYY-MM-DDTHH:MM` */
export async function startRelais(clock: string): Promise<RunningRelais> {
  const directory = mkdtempSync(join(tmpdir(), 'relais-browser-'));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const port = await freePort();
  // Run elsewhere than in the checkout, so that a developer's own `.env` is not read.
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      TMPDIR: tmpdir(),
      RELAIS_CLOCK: clock,
      DATABASE_PATH: join(directory, 'relais.sqlite'),
      PACT_FILE: join(root, 'pacts/herault-2022-2025.yaml'),
      PORT: String(port),
      LOCAL_SLACK_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const url = await printedAddress(child);
    return { url, botUrl: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** The first address that the start-up message tells the person to open. */
async function printedAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error('its output is not read');
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^ +(http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (!address) continue;
    // What it prints next is not wanted, but must not fill the pipe.
    child.stdout.resume();
    return address;
  }
  throw new Error(`it ended before it was ready:\n${complaints.join('\n')}`);
}
