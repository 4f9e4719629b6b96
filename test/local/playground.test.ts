import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import {
  playedAs,
  readPlaygroundConfiguration,
  startPlayground,
} from '../../src/local/playground.ts';
import { readSample } from '../../src/local/sample/read-sample.ts';

const configuration = readPlaygroundConfiguration();
const { currentUser, users } = configuration;
const botUrl = 'http://127.0.0.1:3978';

describe('the people of the Agents Playground', () => {
  it('are those of the sample who are in Teams, five beside the one who is played', () => {
    const sample = readSample().people.filter(({ platforms }) => platforms.includes('teams'));
    const names = new Map(sample.map((one) => [one.email, `${one.firstName} ${one.lastName}`]));
    for (const { email, name } of [currentUser, ...users]) expect(names.get(email)).toBe(name);
    expect(users).toHaveLength(5);
    expect(new Set([currentUser, ...users].map(({ id }) => id)).size).toBe(6);
  });

  it('may each be played, in a conversation of their own', () => {
    const played = playedAs(configuration, 'karim.haddad@exemple.fr');
    expect(played?.currentUser.name).toBe('Karim Haddad');
    expect(played?.users.map(({ name }) => name)).toContain('Claire Vidal');
    expect(played?.users).toHaveLength(5);
    expect(played?.personalChat.id).not.toBe(configuration.personalChat.id);
    expect(playedAs(configuration, 'personne@exemple.fr')).toBeUndefined();
  });
});

describe('the Agents Playground does not start', () => {
  it('as somebody it does not show: those it shows are named', async () => {
    const none = await startPlayground({ port: 1, botUrl, as: 'personne@exemple.fr' });
    expect(none).toMatchObject({
      reason: 'unknownPerson',
      sentence: expect.stringContaining('claire.vidal@exemple.fr'),
    });
  });

  it('on a port that is taken: the bot would write to nobody', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await startPlayground({ port, botUrl })).toMatchObject({ reason: 'portInUse' });
    taken.close();
  });
});

describe('its guard', () => {
  async function guarded() {
    const guard = new URL('../../src/local/playground-guard.ts', import.meta.url).href;
    const server = `const s = require('node:http').createServer((q, r) => r.end('ok'));
      s.listen(0, () => console.log(JSON.stringify(s.address())));`;
    const child = spawn(process.execPath, [`--import=${guard}`, '--eval', server], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { address, port } = JSON.parse(String(line)) as { address: string; port: number };
    const ask = async (headers: Record<string, string>) => {
      const asked = request({ host: '127.0.0.1', port, headers });
      asked.end();
      const [response] = await once(asked, 'response');
      response.resume();
      return response.statusCode;
    };
    return { child, address, ask };
  }

  it('keeps it to this computer and its own page, and ends it with whoever started it', async () => {
    const { child, address, ask } = await guarded();
    expect(address).toBe('127.0.0.1');
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: 'https://ailleurs.exemple.fr' })).toBe(403);
    expect(await ask({ host: 'ailleurs.exemple.fr' })).toBe(403);
    expect(await ask({ 'x-forwarded-for': '10.0.0.1' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    const ended = once(child, 'exit');
    child.stdin.end();
    expect((await ended)[0]).toBe(0);
  });
});
