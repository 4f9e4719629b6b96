/**
 * The Slack workspace of local mode: local-slack, a real server with its page in the browser, to
 * which the ordinary Slack adapter connects. It is a child process that never outlives this one.
 *
 * What it does not know: which slash commands exist (every `/word` goes to the app), who may see a
 * direct message or an ephemeral answer (the page shows all to everybody), whether a token is
 * right, shortcuts, one modal per person (there is one for the whole page).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface LocalUser {
  /** Slack's form: `U` and capitals or digits. */
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email: string;
  readonly isGuest?: boolean;
}

export interface LocalChannel {
  readonly id: string;
  readonly name: string;
  /** Ids of users; everybody when absent. The bot is always a member. */
  readonly members?: readonly string[];
}

export interface LocalWorkspace {
  readonly name?: string;
  /** What the bot is called on the page. */
  readonly botName?: string;
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
}

export interface LocalSlackOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly workspace: LocalWorkspace;
  /** Signed HTTP to this address instead of Socket Mode: it is one or the other. */
  readonly requestUrl?: string;
  /** One line of its output, for the log. */
  readonly onLine?: (line: string) => void;
}

export interface LocalSlack extends AsyncDisposable {
  readonly missing?: never;
  readonly url: string;
  readonly apiUrl: string;
  readonly teamId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Settles when the workspace ends, wanted or not. */
  readonly exited: Promise<void>;
}

export interface NoLocalSlack {
  readonly missing: true;
  readonly reason: 'notInstalled' | 'portInUse' | 'failed';
  /** French, for the person at the terminal. */
  readonly sentence: string;
}

const botUserId = 'URELAIS';
const teamId = 'TRELAIS';
const version = '0.1.8';
/** The systems local-slack is built for. */
const builtFor = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
const startTimeout = 20_000;

/** The system's name as local-slack's packages spell it. */
function systemName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/** Path of local-slack's binary for this system, or undefined when it is not installed. */
export function findLocalSlack(system = systemName()): string | undefined {
  try {
    const packageFile = createRequire(import.meta.url).resolve(
      `local-slack-${system}/package.json`,
    );
    const binary = system.startsWith('windows') ? 'local-slack.exe' : 'local-slack';
    return join(dirname(packageFile), 'bin', binary);
  } catch {
    return undefined;
  }
}

/** Starts the workspace and resolves once it answers, or says in French why it cannot. */
export async function startLocalSlack(
  options: LocalSlackOptions,
): Promise<LocalSlack | NoLocalSlack> {
  const binary = findLocalSlack();
  if (binary === undefined) return notInstalled(systemName());
  const secrets = {
    botToken: `xoxb-local-${randomBytes(12).toString('hex')}`,
    appToken: `xapp-local-${randomBytes(12).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
  const directory = writeConfiguration(options, secrets);
  const child = spawnIn(directory, binary, options);
  const exited = once(child, 'close').then(
    () => rmSync(directory, { recursive: true, force: true }),
    () => rmSync(directory, { recursive: true, force: true }),
  );
  const start = await firstSign(child, exited, options.onLine);
  if (start.port === undefined) {
    await stop(child, exited);
    return start.output.includes('EADDRINUSE') ? portInUse(options.port) : failed(start.output);
  }
  const url = `http://127.0.0.1:${start.port}`;
  const answer = await fetch(`${url}/_control/state`);
  if (!answer.ok) {
    await stop(child, exited);
    return failed(`HTTP ${answer.status}`);
  }
  return {
    url,
    apiUrl: `${url}/api/`,
    teamId,
    ...secrets,
    exited,
    [Symbol.asyncDispose]: () => stop(child, exited),
  };
}

interface Secrets {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
}

/** Writes the workspace and what loads the guard (`bunfig.toml`, read from the working directory). */
function writeConfiguration(options: LocalSlackOptions, secrets: Secrets): string {
  const { workspace, requestUrl } = options;
  const everybody = workspace.users.map((user) => user.id);
  const configuration = {
    workspace: { name: workspace.name ?? 'Pacte (local)', domain: 'relais-local', teamId },
    apps: [
      {
        appId: 'ARELAIS',
        botUserId,
        botName: workspace.botName ?? 'Relais PTI',
        ...secrets,
        ...(requestUrl === undefined ? { mode: 'socket' } : { mode: 'events', requestUrl }),
      },
    ],
    users: workspace.users.map(({ id, name, realName, email }) => ({
      id,
      name,
      real_name: realName,
      email,
      tz: 'Europe/Paris',
    })),
    channels: workspace.channels.map(({ id, name, members }) => ({
      id,
      name,
      members: [...(members ?? everybody), botUserId],
    })),
  };
  const directory = mkdtempSync(join(tmpdir(), 'relais-slack-'));
  const guard = fileURLToPath(new URL('./local-slack-guard.ts', import.meta.url));
  writeFileSync(join(directory, 'workspace.json'), JSON.stringify(configuration), { mode: 0o600 });
  writeFileSync(join(directory, 'bunfig.toml'), `preload = [${JSON.stringify(guard)}]\n`);
  return directory;
}

function spawnIn(directory: string, binary: string, options: LocalSlackOptions): ChildProcess {
  const guests = options.workspace.users.filter((user) => user.isGuest).map((user) => user.id);
  return spawn(
    binary,
    [
      ...['--config', join(directory, 'workspace.json')],
      ...['--port', String(options.port)],
      // The address it writes in the socket and answer URLs; «localhost» could mean ::1.
      ...['--base-host', '127.0.0.1'],
      ...['--files-dir', join(directory, 'files')],
    ],
    {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        TMPDIR: tmpdir(),
        NO_COLOR: '1',
        LOCAL_SLACK_DIRECTORY: directory,
        LOCAL_SLACK_GUESTS: guests.join(','),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group: a Ctrl-C reaches the bot first, which ends it when it has finished.
      detached: true,
    },
  );
}

interface FirstSign {
  /** Absent when it ended, or said nothing, before it listened. */
  readonly port?: number;
  readonly output: string;
}

/** Waits for the guard to say on which port it listens, or for the end of the process. */
async function firstSign(
  child: ChildProcess,
  exited: Promise<void>,
  onLine: ((line: string) => void) | undefined,
): Promise<FirstSign> {
  const lines: string[] = [];
  const listening = new Promise<number>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (lines.length < 50) lines.push(line);
        if (line.trim()) onLine?.(line);
        const port = /^listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
        if (port) resolve(Number(port));
      });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, startTimeout);
  });
  const port = await Promise.race([listening, exited, late]);
  clearTimeout(timer);
  return { output: lines.join('\n'), ...(typeof port === 'number' ? { port } : {}) };
}

/** Asks it to end by closing its input, and insists after two seconds. */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.stdin?.end();
  const insist = setTimeout(() => child.kill('SIGKILL'), 2000);
  await exited;
  clearTimeout(insist);
}

function notInstalled(system: string): NoLocalSlack {
  const remedy = builtFor.includes(system)
    ? `Pour l’installer\u00a0: «\u00a0npm install --no-save local-slack-${system}@${version}\u00a0», puis relancez «\u00a0npm start\u00a0».`
    : 'Il n’existe pas pour ce système.';
  return {
    missing: true,
    reason: 'notInstalled',
    sentence:
      `L’espace Slack local (local-slack) n’est pas installé. ${remedy} ` +
      'Vous pouvez aussi essayer le bot dans Teams avec «\u00a0npm run playground:teams\u00a0», ' +
      'ou le relier à un véritable espace Slack en renseignant SLACK_BOT_TOKEN et SLACK_APP_TOKEN ' +
      'dans le fichier .env.',
  };
}

function portInUse(port: number): NoLocalSlack {
  return {
    missing: true,
    reason: 'portInUse',
    sentence:
      `L’espace Slack local ne peut pas démarrer\u00a0: le port ${port} est déjà pris. ` +
      'Fermez le programme qui l’occupe, ou choisissez un autre port avec LOCAL_SLACK_PORT.',
  };
}

function failed(output: string): NoLocalSlack {
  const detail = output.trim().split('\n').slice(-3).join(' ').trim();
  return {
    missing: true,
    reason: 'failed',
    sentence:
      'L’espace Slack local n’a pas démarré' +
      `${detail ? `\u00a0: ${detail}` : '.'} ` +
      'Vous pouvez relier le bot à un véritable espace Slack (SLACK_BOT_TOKEN et SLACK_APP_TOKEN ' +
      'dans le fichier .env).',
  };
}
