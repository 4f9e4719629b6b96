/** Whether Microsoft knows the bot: said at the start, rather than at the first answer. */
import type { Logger } from 'pino';
import { errorFacts } from '../failure-facts.ts';

/** Microsoft answered, and refused the credentials. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`Microsoft refused the credentials (${code}).`, { cause });
    this.code = code;
  }
}

export interface SignIn {
  done(): boolean;
  stop(): void;
}

const RETRY_MS = 30_000;
const PATIENCE_MS = 5000;

/**
 * Signs in, and goes on trying while Microsoft cannot be reached: the bot then hears, but cannot
 * answer. Resolves after the first try.
 * @throws {SignInRefused}
 */
export async function keepSigningIn(attempt: () => Promise<void>, logger: Logger): Promise<SignIn> {
  let done = false;
  let timer: NodeJS.Timeout | undefined;
  const tryOnce = async (): Promise<void> => {
    try {
      await attempt();
      done = true;
    } catch (error) {
      const refused = refusalOf(error);
      logger.error({ error: errorFacts(error, refused) }, 'signing in to Microsoft failed');
      if (refused !== undefined) throw new SignInRefused(refused, error);
      again();
    }
  };
  const again = (): void => {
    timer = setTimeout(() => void tryOnce().catch(again), RETRY_MS).unref();
  };
  const { promise: patience, resolve } = Promise.withResolvers<void>();
  const limit = setTimeout(resolve, PATIENCE_MS);
  const first = tryOnce();
  // A refusal that comes later than anybody waits for has been logged.
  first.catch(() => {});
  await Promise.race([first, patience]);
  clearTimeout(limit);
  return {
    done: () => done,
    stop: () => clearTimeout(timer),
  };
}

/** What Microsoft's library calls a `ServerError` is an answer; the rest is a road that is cut. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ServerError') return undefined;
  return 'errorCode' in error ? String(error.errorCode) : 'refused';
}
