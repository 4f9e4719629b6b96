import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, payload, SIGNING_SECRET, startHarness } from './harness.ts';

let slack: Harness;
let server: Server;
beforeEach(async () => {
  slack = await startHarness();
  server = slack.http.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await slack[Symbol.asyncDispose]();
});

interface Sending {
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Record<string, string>;
}

function send(
  body: string,
  type: string,
  { secret = SIGNING_SECRET, ageSeconds = 0, headers = {} }: Sending = {},
) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, {
    method: 'POST',
    headers: {
      'Content-Type': type,
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': signature,
      ...headers,
    },
    body,
  });
}

const FORM = 'application/x-www-form-urlencoded';
const command = () =>
  new URLSearchParams(
    payload.command(slack.api.origin, 'maj THA-3 : été') as Record<string, string>,
  ).toString();

test('a well signed command is answered in the response', async () => {
  const response = await send(command(), FORM);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ response_type: 'ephemeral', text: 'Bien reçu.' });
  expect(slack.conversation.inbounds[0]?.request).toEqual({
    kind: 'words',
    words: 'maj THA-3 : été',
  });
  expect(slack.platform.ready()).toBe(true);
});

test.each<[string, Sending]>([
  ['another secret', { secret: 'another' }],
  ['a stale timestamp', { ageSeconds: 600 }],
  ['no signature', { headers: { 'X-Slack-Signature': '' } }],
])('refuses %s', async (_name, sending) => {
  const response = await send(command(), FORM, sending);
  expect(response.status).toBe(401);
  expect(slack.conversation.inbounds).toEqual([]);
});

test('answers the verification of the address', async () => {
  const response = await send('{"type":"url_verification","challenge":"c"}', 'application/json');
  expect(await response.json()).toEqual({ challenge: 'c' });
});

test('an interaction comes in a form', async () => {
  const press = payload.press(slack.api.origin, '{"do":"say","words":"aide"}');
  const response = await send(
    new URLSearchParams({ payload: JSON.stringify(press) }).toString(),
    FORM,
  );
  expect(response.status).toBe(200);
  expect(slack.conversation.inbounds[0]?.request).toEqual({
    kind: 'press',
    value: { do: 'say', words: 'aide' },
  });
});

test('an event delivered again has the same key and is answered once', async () => {
  const event = JSON.stringify(payload.event(payload.message('bonjour')));
  await send(event, 'application/json');
  const retry = { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' };
  const again = await send(event, 'application/json', { headers: retry });
  expect(again.status).toBe(200);
  expect(slack.conversation.inbounds.map(({ key }) => key)).toEqual(['event:Ev1']);
  expect(slack.api.of('chat.postMessage')).toHaveLength(1);
});

test('while stopping, says to come back later', async () => {
  await slack.platform[Symbol.asyncDispose]();
  const response = await send(command(), FORM);
  expect(response.status).toBe(503);
});
