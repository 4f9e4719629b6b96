/**
 * Stands for a Slack that enforces its limits, in a thread of its own: one message a second and
 * channel, 300 a minute in all.
 */
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { startFakeSlackApi } from '../test/support/fake-slack-api.ts';

const second = 1000;
const perMinute = 300;

const api = await startFakeSlackApi();
const lastOf = new Map<string, number>();
const times: number[] = [];
let refused = 0;
api.answer('chat.postMessage', ({ channel }) => {
  const now = performance.now();
  const where = String(channel);
  const tooSoon = now - (lastOf.get(where) ?? Number.NEGATIVE_INFINITY) < second;
  const minuteAgo = times.at(-perMinute) ?? Number.NEGATIVE_INFINITY;
  if (tooSoon || now - minuteAgo < 60 * second) {
    refused += 1;
    return { ok: false, error: 'ratelimited', retryAfter: 1 };
  }
  lastOf.set(where, now);
  times.push(now);
  return { ok: true, channel, ts: `${times.length}.1` };
});
parentPort?.on('message', () => {
  parentPort?.postMessage({
    sent: times.length,
    refused,
    ms: (times.at(-1) ?? 0) - (times[0] ?? 0),
  });
});
parentPort?.postMessage({ apiUrl: api.apiUrl });
