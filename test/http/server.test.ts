import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type HttpServer, startHttp } from '../../src/http/server.ts';

function start(
  options: { missing?: string[]; local?: boolean; port?: number; log?: string[] } = {},
): Promise<HttpServer> {
  const { missing = [], local = false, port = 0, log = [] } = options;
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) });
  return startHttp({ host: '127.0.0.1', port, local, missing: () => missing, logger });
}

async function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = httpRequest(url, { headers, method });
  asked.end();
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(text) };
}

describe('the HTTP server', () => {
  it('says that it is alive, and nothing about how it is made', async () => {
    await using server = await start();
    const answer = await ask(`${server.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is ready once nothing is missing, and names what is', async () => {
    const missing = ['migrations', 'slack'];
    await using server = await start({ missing });
    expect(await ask(`${server.url}/readyz`)).toMatchObject({ status: 503, body: { missing } });
    missing.length = 0;
    expect((await ask(`${server.url}/readyz`)).status).toBe(200);
  });

  it('knows no other address, nor Teams before it is there', async () => {
    await using server = await start();
    expect((await ask(`${server.url}/`)).status).toBe(404);
    expect((await ask(`${server.url}/api/messages`, {}, 'POST')).status).toBe(404);
    expect((await ask(`${server.url}/local/clock`, {}, 'POST')).status).toBe(404);
  });

  it('serves routes mounted after it has started', async () => {
    await using server = await start();
    server.routes.get('/later', (_request, response) => void response.json({ here: true }));
    expect((await ask(`${server.url}/later`)).body).toEqual({ here: true });
  });

  it('answers a body that cannot be read, or is too large, as the client’s fault', async () => {
    const log: string[] = [];
    await using server = await start({ log });
    server.routes.post('/json', express.json({ limit: '1kb' }), (_request, response) => {
      response.json({});
    });
    const post = (body: string) =>
      fetch(`${server.url}/json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await post('{"a":')).status).toBe(400);
    expect((await post(JSON.stringify('x'.repeat(2000)))).status).toBe(413);
    expect(log).toEqual([]);
  });

  it('answers its own failure with a reference that is in the log, and no detail', async () => {
    const log: string[] = [];
    await using server = await start({ log });
    server.routes.get('/broken', () => {
      throw new Error('Nadia a écrit ceci');
    });
    const answer = await ask(`${server.url}/broken`);
    expect(answer.status).toBe(500);
    const [reference] = /[0-9a-f]{8}/.exec(answer.body.error) ?? [];
    expect(log.join()).toContain(reference);
    expect(`${log.join()}${JSON.stringify(answer.body)}`).not.toContain('Nadia');
  });

  it('finishes the requests in flight when it stops', async () => {
    const server = await start();
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    server.routes.get('/slow', async (_request, response) => {
      arrived.resolve();
      await go.promise;
      response.json({ done: true });
    });
    const answer = ask(`${server.url}/slow`);
    await arrived.promise;
    const stopped = server[Symbol.asyncDispose]();
    await expect(ask(`${server.url}/healthz`)).rejects.toThrow(/ECONNREFUSED/);
    go.resolve();
    expect((await answer).body).toEqual({ done: true });
    await stopped;
    await server[Symbol.asyncDispose]();
  });

  it('cuts off a client that takes its time to ask', async () => {
    await using server = await start();
    const slow = connect(Number(new URL(server.url).port), '127.0.0.1');
    slow.write('GET /healthz HTTP/1.1\r\n');
    let answer = '';
    slow.on('data', (data) => {
      answer += data;
    });
    await once(slow, 'close');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('does not wait for idle connections when it stops', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    const closed = once(idle, 'close');
    idle.resume();
    await server[Symbol.asyncDispose]();
    await closed;
  });

  it('rejects when the port is taken', async () => {
    await using server = await start();
    const port = Number(new URL(server.url).port);
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the guard of local mode', () => {
  it.each([
    ['Forwarded', 'for=10.0.0.1'],
    ['X-Forwarded-For', '10.0.0.1'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Forwarded-Anything', 'x'],
    ['Host', 'relais.exemple.fr'],
    ['Host', '127.0.0.1.exemple.fr'],
    ['Host', '192.168.1.10:3978'],
    ['Origin', 'https://ailleurs.exemple.fr'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
  ])('refuses %s: %s and says why', async (name, value) => {
    await using server = await start({ local: true });
    const answer = await ask(`${server.url}/healthz`, { [name]: value });
    expect(answer).toMatchObject({
      status: 403,
      body: { error: expect.stringMatching(/^Refusé\u00A0: .*mode local/) },
    });
  });

  it.each([
    ['Host', 'localhost:3978'],
    ['Host', '[::1]:3978'],
    ['Host', '127.0.0.1'],
    ['Origin', 'http://localhost:3100'],
  ])('lets %s: %s through', async (name, value) => {
    await using server = await start({ local: true });
    expect((await ask(`${server.url}/healthz`, { [name]: value })).status).toBe(200);
  });

  it('stands in local mode only', async () => {
    await using server = await start();
    const headers = { Host: 'relais.exemple.fr', 'X-Forwarded-For': '10.0.0.1' };
    expect((await ask(`${server.url}/healthz`, headers)).status).toBe(200);
  });
});
