/** The life of the process: from a start that may fail to a signal that stops everything. */
import { frenchSpaces } from './french/typography.ts';
import { StartFailure } from './start-failure.ts';

/** A stop that lasts longer is broken: the database keeps whatever was acknowledged. */
const stopPatienceMs = 20_000;
const orphanCheckMs = 500;

/**
 * Starts, then runs until SIGINT or SIGTERM; what was started is stopped in the opposite order.
 * @param start adds to the stack whatever it starts
 */
export async function run(start: (running: AsyncDisposableStack) => Promise<void>): Promise<void> {
  const running = new AsyncDisposableStack();
  let stopping = false;
  const stop = async (): Promise<void> => {
    // A terminal and npm may both send the signal.
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopPatienceMs).unref();
    await running.disposeAsync();
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  stopWithParent(stop);
  try {
    await start(running);
  } catch (error) {
    // What was still starting finds everything stopped.
    if (stopping) return;
    stopping = true;
    await running.disposeAsync();
    if (!(error instanceof StartFailure)) throw error;
    fail(error.sentences, error.what);
  }
}

/**
 * Started by npm, the bot is the child of a shell, and that shell is what npm passes a SIGTERM to:
 * it ends without telling the bot, which finds itself with another parent.
 */
function stopWithParent(stop: () => Promise<void>): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, orphanCheckMs).unref();
}

/** Says why the bot, or another program of the project, does not start; ends with status 1. */
export function fail(
  sentences: readonly string[],
  what = 'Relais PTI ne peut pas démarrer',
): never {
  const lines = sentences.map((sentence) => `- ${sentence}`);
  const title = frenchSpaces(`${what} :`);
  process.stderr.write(`\n${[title, ...lines].join('\n')}\n\n`);
  process.exit(1);
}
