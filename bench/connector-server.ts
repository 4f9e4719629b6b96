/** Stands for the Bot Connector in a thread of its own, so that what it does is not counted. */
import { parentPort } from 'node:worker_threads';
import { startFakeBotConnector } from '../test/support/fake-bot-connector.ts';

const connector = await startFakeBotConnector();
connector.onPosted = () => {
  // Nobody reads them here.
  connector.messages.length = 0;
  connector.calls.length = 0;
};
parentPort?.postMessage(connector.serviceUrl);
