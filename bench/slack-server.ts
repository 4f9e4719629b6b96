/** Stands for Slack in a thread of its own, so that what it does is not counted. */
import { parentPort } from 'node:worker_threads';
import { startFakeSlackApi } from '../test/support/fake-slack-api.ts';

const api = await startFakeSlackApi();
parentPort?.postMessage(api.apiUrl);
