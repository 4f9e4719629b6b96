/** Logs of the adapter: never the text of a message, never a token. */
import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';
import { type ErrorFacts, errorFacts as factsOf } from '../failure-facts.ts';

export function errorFacts(error: unknown): ErrorFacts {
  return factsOf(error, slackErrorCode(error));
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
