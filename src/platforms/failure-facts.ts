/** What is logged and told of a failure: never the text of a message, never a token. */
import { randomInt } from 'node:crypto';

/** No letter or digit that can be taken for another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What the person can quote and the log also holds. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

/**
 * What may be logged of an error: its name, its code, where it happened. Not its message, which may
 * quote what was typed (a JSON error does).
 */
export function errorFacts(error: unknown, code = codeOf(error)): ErrorFacts {
  if (!(error instanceof Error)) {
    return { name: typeof error, frames: [] };
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
