/** How what happens in Slack reaches the bot: a socket, or signed requests. */
import {
  ExpressReceiver,
  type ExpressReceiverOptions,
  HTTPModuleFunctions,
  type Logger,
  type Receiver,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt';
import type { Application, Router } from 'express';
import { Stopping } from './bolt-app.ts';

export interface Reception {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReceptionOptions {
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly httpRouter?: Application | Router;
}

/** Socket Mode when there is an app token, signed HTTP otherwise. Throws when there is neither. */
export function receive(
  { appToken, signingSecret, httpRouter }: ReceptionOptions,
  logger: Logger,
  clientOptions: webApi.WebClientOptions,
  onConnected: (connected: boolean) => void,
): Reception {
  if (appToken !== undefined) {
    return socketMode(appToken, logger, clientOptions, onConnected);
  }
  if (signingSecret === undefined || httpRouter === undefined) {
    throw new Error(
      'Slack needs an app token (Socket Mode), or a signing secret and a router (HTTP).',
    );
  }
  const receiver = new ExpressReceiver({
    signingSecret,
    logger,
    endpoints: '/slack/events',
    // Bolt only calls `use` on it, which a router has as well.
    app: httpRouter as NonNullable<ExpressReceiverOptions['app']>,
    processEventErrorHandler: async (args) => {
      if (args.error instanceof Stopping && !args.response.headersSent) {
        args.response.writeHead(503);
        args.response.end();
        return false;
      }
      return HTTPModuleFunctions.defaultProcessEventErrorHandler(args);
    },
  });
  return {
    receiver,
    start: async () => onConnected(true),
    stop: async () => onConnected(false),
  };
}

function socketMode(
  appToken: string,
  logger: Logger,
  clientOptions: webApi.WebClientOptions,
  onConnected: (connected: boolean) => void,
): Reception {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: { ...clientOptions } },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof Stopping)) {
        logger.error(error);
      }
      return false;
    },
  });
  const { client } = receiver;
  client.on('connected', () => onConnected(true));
  client.on('close', () => onConnected(false));
  client.on('disconnected', () => onConnected(false));
  const reopening = survivingReconnection(client, logger);
  return {
    receiver,
    start: async () => {
      await client.start();
      reopening.begin();
    },
    stop: async () => {
      reopening.end();
      await client.disconnect();
    },
  };
}

const REOPEN_MS = 60_000;

/**
 * When Slack refuses to open the socket again (a revoked token, say), the client lets a rejection
 * escape, which would end the process: it is logged and tried again instead, and the bot is not
 * ready meanwhile. The first opening still rejects.
 */
function survivingReconnection(
  client: SocketModeReceiver['client'],
  logger: Logger,
): { begin(): void; end(): void } {
  const open = client.start.bind(client);
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  client.start = async () => {
    try {
      return await open();
    } catch (error) {
      if (!running) {
        throw error;
      }
      logger.error('The socket could not be opened again; trying later.', error);
      timer = setTimeout(() => void client.start(), REOPEN_MS).unref();
      return new Promise(() => {});
    }
  };
  return {
    begin() {
      running = true;
    },
    end() {
      running = false;
      clearTimeout(timer);
    },
  };
}
