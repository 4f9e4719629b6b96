/** Logs of the adapter: never the text of a message, never a token. */
import { randomInt } from 'node:crypto';
import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** No letter or digit that can be taken for another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What the person can quote and the log also holds. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

/**
 * What may be logged of an error: its name, its code, where it happened. Not its message, which may
 * quote what was typed (a JSON error does).
 */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) {
    return { name: typeof error, frames: [] };
  }
  const code = slackErrorCode(error) ?? codeOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** `channel_not_found`, `expired_trigger_id`…: what Slack's Web API answered. */
export function slackErrorCode(error: unknown): string | undefined {
  if (error instanceof Error && 'data' in error) {
    const { data } = error;
    if (data !== null && typeof data === 'object' && 'error' in data) {
      return typeof data.error === 'string' ? data.error : undefined;
    }
  }
  return undefined;
}

/** Bolt's own lines, without its debug level: that one quotes whole messages. */
export function boltLogger(logger: Logger): BoltLogger {
  const line = (messages: unknown[]): string =>
    messages
      .map((message) => (typeof message === 'string' ? message : errorFacts(message).name))
      .join(' ');
  return {
    debug: () => {},
    info: (...messages) => logger.debug(line(messages)),
    warn: (...messages) => logger.warn(line(messages)),
    error: (...messages) => logger.error(line(messages)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
