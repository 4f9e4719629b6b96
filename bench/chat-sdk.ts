/**
 * (c) The same command in Vercel's Chat SDK, whose packages are installed apart: what is declared
 * stays in memory, and Slack is answered before it is.
 *
 * It is shown at its best: no signature is checked (nor is it in the others), and without its answer
 * too, which takes a call to Slack where the others answer in the acknowledgement.
 */
import { type Contender, slashCommand } from './contender.ts';

/** What is used of `chat`: its own types are there only once it is installed. */
interface ChatModule {
  Chat: new (
    options: object,
  ) => {
    initialize(): Promise<void>;
    shutdown(): Promise<void>;
    onSlashCommand(command: string, handler: (event: SlashEvent) => Promise<void>): void;
    getState(): State;
    webhooks: {
      slack(
        request: Request,
        options: { waitUntil(task: Promise<unknown>): void },
      ): Promise<Response>;
    };
  };
}

interface SlashEvent {
  readonly text: string;
  readonly triggerId?: string;
  readonly user: { readonly userId: string };
  readonly channel: {
    postEphemeral(user: string, text: string, options: object): Promise<unknown>;
  };
}

interface State {
  set(key: string, value: unknown): Promise<void>;
  setIfNotExists(key: string, value: unknown): Promise<boolean>;
}

type Factory = (options: object) => unknown;

interface Modules {
  readonly chat: ChatModule;
  readonly slack: { createSlackAdapter: Factory };
  readonly memory: { createMemoryState: Factory };
}

const quiet = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

/** Undefined when its packages are not installed. */
export async function chatSdk(
  apiUrl: string,
  { answers }: { answers: boolean },
): Promise<Contender | undefined> {
  const modules = await load();
  if (!modules) return undefined;
  const bot = new modules.chat.Chat({
    userName: 'pti',
    logger: quiet,
    state: modules.memory.createMemoryState({}),
    adapters: {
      slack: modules.slack.createSlackAdapter({
        botToken: 'xoxb-test',
        apiUrl,
        logger: quiet,
        webhookVerifier: () => true,
      }),
    },
  });
  let kept = 0;
  bot.onSlashCommand('/pti', async ({ text, triggerId, user, channel }) => {
    const [, code, words] = /^maj ([A-Z]+-\d+) : (.+)$/.exec(text) ?? [];
    const state = bot.getState();
    if (!code || !(await state.setIfNotExists(`inbound:${triggerId}`, true))) return;
    const entry = { words, by: user.userId, at: new Date().toISOString() };
    await state.set(`entry:${code}:${triggerId}`, entry);
    await state.set(`action:${code}`, { lastNewsAt: entry.at });
    if (answers)
      await channel.postEphemeral(user.userId, `${code} mise à jour.`, { fallbackToDM: false });
    kept += 1;
  });
  await bot.initialize();
  return {
    name: answers ? '(c) Chat SDK, answering' : '(c) Chat SDK, saying nothing',
    async send(n) {
      const tasks: Promise<unknown>[] = [];
      const request = new Request('http://127.0.0.1/slack/events', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(slashCommand(n)).toString(),
      });
      const response = await bot.webhooks.slack(request, {
        waitUntil: (task) => tasks.push(task),
      });
      if (response.status !== 200) throw new Error(`the Chat SDK answered ${response.status}`);
      await Promise.all(tasks);
    },
    async check(sent) {
      if (kept !== sent) throw new Error(`${sent} commands were answered, ${kept} are kept`);
    },
    [Symbol.asyncDispose]: () => bot.shutdown(),
  };
}

async function load(): Promise<Modules | undefined> {
  try {
    return {
      chat: (await optional('chat')) as ChatModule,
      slack: (await optional('@chat-adapter/slack')) as Modules['slack'],
      memory: (await optional('@chat-adapter/state-memory')) as Modules['memory'],
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      return undefined;
    throw error;
  }
}

function optional(name: string): Promise<unknown> {
  return import(name);
}
