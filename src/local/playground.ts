/**
 * Microsoft's Agents Playground, which imitates Teams in the browser and talks to the bot of local
 * mode. npx fetches it: its licence forbids that it comes with the project.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const tool = '@microsoft/m365agentsplayground@0.2.28';
const configurationFile = new URL('../../.m365agentsplayground.yml', import.meta.url);
/** npx may have to fetch the tool first. */
const startTimeout = 120_000;

const userSchema = z.looseObject({ id: z.string(), name: z.string(), email: z.string() });
const configurationSchema = z.looseObject({
  currentUser: userSchema,
  users: z.array(userSchema),
  personalChat: z.looseObject({ id: z.string() }),
});
type Configuration = z.output<typeof configurationSchema>;

export interface PlaygroundOptions {
  readonly port: number;
  /** Where the bot answers, without a path. */
  readonly botUrl: string;
  /** E-mail address of whoever is played; the one of the file otherwise. */
  readonly as?: string;
}

export interface Playground extends AsyncDisposable {
  readonly missing?: never;
  readonly url: string;
  /** Name of whoever is played. */
  readonly name: string;
  /** Settles when it ends, wanted or not. */
  readonly exited: Promise<void>;
}

export interface NoPlayground {
  readonly missing: true;
  readonly reason: 'unknownPerson' | 'portInUse' | 'notFetched' | 'failed';
  /** French, for the person at the terminal. */
  readonly sentence: string;
}

export function readPlaygroundConfiguration(): Configuration {
  return configurationSchema.parse(parse(readFileSync(configurationFile, 'utf8')));
}

/**
 * Somebody else of the file takes the place of the person played. Their conversation with the bot
 * is their own: the bot remembers whose each is.
 * @returns `undefined` when nobody of the file has that address
 */
export function playedAs(configuration: Configuration, email: string): Configuration | undefined {
  const { currentUser, users, personalChat } = configuration;
  if (currentUser.email === email) return configuration;
  const played = users.find((user) => user.email === email);
  if (!played) return undefined;
  return {
    ...configuration,
    currentUser: played,
    users: users.map((user) => (user === played ? currentUser : user)),
    personalChat: { ...personalChat, id: `chat-${played.id}` },
  };
}

/** Starts it and resolves once it answers, or says in French why it cannot. */
export async function startPlayground(
  options: PlaygroundOptions,
): Promise<Playground | NoPlayground> {
  const everybody = readPlaygroundConfiguration();
  const configuration =
    options.as === undefined ? everybody : playedAs(everybody, options.as.toLowerCase());
  if (!configuration) return unknownPerson(options.as ?? '', everybody);
  // The bot writes back to this port: another one, taken silently, would be deaf to it.
  if (!(await isFree(options.port))) return portInUse(options.port);
  const directory = mkdtempSync(join(tmpdir(), 'relais-playground-'));
  writeFileSync(join(directory, 'people.yml'), stringify(configuration), { mode: 0o600 });
  const child = spawnIn(directory, options);
  const exited = once(child, 'close').then(
    () => {},
    () => {},
  );
  const stop = async (): Promise<void> => {
    await end(child, exited);
    rmSync(directory, { recursive: true, force: true });
  };
  const sign = await firstSign(child, exited);
  if (!sign.listening) {
    await stop();
    return notStarted(sign.output);
  }
  return {
    url: `http://127.0.0.1:${options.port}`,
    name: configuration.currentUser.name,
    exited,
    [Symbol.asyncDispose]: stop,
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  probe.close();
  return free;
}

function spawnIn(directory: string, { port, botUrl }: PlaygroundOptions): ChildProcess {
  const guard = new URL('./playground-guard.ts', import.meta.url).href;
  const own = `http://127.0.0.1:${port}`;
  return spawn(
    'npx',
    [
      ...['--yes', `--package=${tool}`, '--', 'agentsplayground', 'start'],
      ...['--app-endpoint', `${botUrl}/api/messages`],
      ...['--channel-id', 'msteams', '--port', String(port)],
      ...['--service-url', `${own}/_connector`, '--disable-telemetry'],
    ],
    {
      cwd: directory,
      env: {
        ...process.env,
        // The Node that runs this reads TypeScript, as the guard needs.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        NODE_OPTIONS: `--import=${guard}`,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(directory, 'people.yml'),
        M365_AGENTS_PLAYGROUND_LOGFILE: join(directory, 'playground.log'),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group: npx, its shell and the tool end together.
      detached: true,
    },
  );
}

interface FirstSign {
  readonly listening: boolean;
  readonly output: string;
}

async function firstSign(child: ChildProcess, exited: Promise<void>): Promise<FirstSign> {
  const lines: string[] = [];
  const listening = new Promise<true>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (lines.length < 50) lines.push(line);
        if (/^Listening on \d+$/.test(line)) resolve(true);
      });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, startTimeout);
  });
  const first = await Promise.race([listening, exited, late]);
  clearTimeout(timer);
  return { listening: first === true, output: lines.join('\n') };
}

/** Closing its input asks it to end; after two seconds the group is ended. */
async function end(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.stdin?.end();
  const insist = setTimeout(() => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }, 2000);
  await exited;
  clearTimeout(insist);
}

function unknownPerson(email: string, { currentUser, users }: Configuration): NoPlayground {
  const known = [currentUser, ...users].map((user) => user.email).join(', ');
  return {
    missing: true,
    reason: 'unknownPerson',
    sentence: `« ${email} » n’est pas parmi les personnes de .m365agentsplayground.yml. Choisissez parmi : ${known}.`,
  };
}

function portInUse(port: number): NoPlayground {
  return {
    missing: true,
    reason: 'portInUse',
    sentence: `Le port ${port} est déjà pris. Fermez le programme qui l’occupe, ou choisissez un autre port avec --port.`,
  };
}

/** npx says by itself that it could not fetch; the tool would say anything else. */
function notStarted(output: string): NoPlayground {
  const lines = output.trim().split('\n');
  const detail = lines.slice(-3).join(' ').trim();
  const notFetched = lines.some((line) => /^npm (?:error|ERR!)/.test(line));
  const why = notFetched
    ? 'n’a pas pu être téléchargé par npx. Vérifiez que cet ordinateur peut joindre le registre npm.'
    : 'n’a pas démarré.';
  return {
    missing: true,
    reason: notFetched ? 'notFetched' : 'failed',
    sentence: `L’Agents Playground (${tool}) ${why}${detail ? ` Ce qui a été dit : ${detail}` : ''}`,
  };
}
