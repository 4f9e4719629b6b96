import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { App, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLocalSlack, type LocalSlack, startLocalSlack } from '../../src/local/local-slack.ts';
import { directChannels } from '../../src/platforms/slack/direct-channels.ts';
import { sendFiles } from '../../src/platforms/slack/send-files.ts';

const workspace = {
  users: [
    { id: 'U01', name: 'anne', realName: 'Anne Durand', email: 'anne.durand@exemple.fr' },
    { id: 'U02', name: 'luc', realName: 'Luc Petit', email: 'luc.petit@exemple.fr', isGuest: true },
  ],
  channels: [
    { id: 'C01', name: 'pacte' },
    { id: 'C02', name: 'mission', members: ['U01'] },
  ],
};

async function started(requestUrl?: string): Promise<LocalSlack> {
  const slack = await startLocalSlack({
    port: 0,
    workspace,
    ...(requestUrl === undefined ? {} : { requestUrl }),
  });
  if (slack.missing) throw new Error(slack.sentence);
  return slack;
}

async function control<T>(slack: LocalSlack, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${slack.url}/_control/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  return (await response.json()) as T;
}

interface Shown {
  readonly text: string;
  readonly subtype?: string;
  readonly ephemeral_to?: string;
}

async function shown(slack: LocalSlack, channel: string): Promise<readonly Shown[]> {
  return (await control<{ messages: Shown[] }>(slack, `messages/${channel}`)).messages;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe('findLocalSlack', () => {
  it('finds nothing for a system without a package', () => {
    expect(findLocalSlack('plan9-mips')).toBeUndefined();
  });
});

/** local-slack is an optional dependency, built for a few systems only. */
describe.runIf(findLocalSlack() !== undefined)('the local Slack workspace', () => {
  let slack: LocalSlack;
  let app: App;

  beforeAll(async () => {
    slack = await started();
    app = new App({
      token: slack.botToken,
      appToken: slack.appToken,
      socketMode: true,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    app.command('/pti', async ({ command, ack, respond }) => {
      await ack();
      await respond({ response_type: 'ephemeral', text: `Compris : ${command.text}` });
    });
    await app.start();
  });

  afterAll(async () => {
    await app.stop();
    await slack[Symbol.asyncDispose]();
    expect(await answers(slack.url)).toBe(false);
  });

  it('carries a slash command to the app, and its private answer back', async () => {
    const typed = { channel: 'C01', user: 'U01', command: '/pti', text: 'aide' };
    await control(slack, 'command', typed);
    await expect
      .poll(() => shown(slack, 'C01'))
      .toMatchObject([{ text: 'Compris : aide', subtype: 'ephemeral', ephemeral_to: 'U01' }]);
  });

  it('tells the app who a user is: e-mail, guest or not', async () => {
    const anne = await app.client.users.info({ user: 'U01' });
    expect(anne.user).toMatchObject({ is_bot: false, deleted: false, is_restricted: false });
    expect(anne.user?.profile?.email).toBe('anne.durand@exemple.fr');
    const luc = await app.client.users.lookupByEmail({ email: 'luc.petit@exemple.fr' });
    expect(luc.user).toMatchObject({ id: 'U02', is_restricted: true });
  });

  it('has the channels with everybody in them, or only those named, and the bot', async () => {
    const everybody = await app.client.conversations.members({ channel: 'C01' });
    const some = await app.client.conversations.members({ channel: 'C02' });
    expect(everybody.members).toEqual(['U01', 'U02', 'URELAIS']);
    expect(some.members).toEqual(['U01', 'URELAIS']);
  });

  it('delivers a file given in a direct conversation', async () => {
    const opened = await app.client.conversations.open({ users: 'U01' });
    const received = new Promise<unknown>((resolve) => {
      app.event('message', async ({ event }) => resolve(event));
    });
    const form = new FormData();
    form.set('channel', opened.channel?.id ?? '');
    form.set('user', 'U01');
    form.set('text', 'import');
    form.set('file', new File(['Nom;Prénom'], 'personnes.csv'));
    await fetch(`${slack.url}/_control/upload`, { method: 'POST', body: form });
    const event = (await received) as { files: { name: string; url_private_download: string }[] };
    expect(event).toMatchObject({
      subtype: 'file_share',
      channel_type: 'im',
      text: 'import',
      files: [{ name: 'personnes.csv' }],
    });
    const content = await fetch(event.files[0]?.url_private_download ?? '', {
      headers: { authorization: `Bearer ${slack.botToken}` },
    });
    expect(await content.text()).toBe('Nom;Prénom');
  });

  it('takes files from the bot into a direct conversation, pictures with their description', async () => {
    const { client } = app;
    await sendFiles({ client, direct: directChannels(client) }, { via: 'command', user: 'U02' }, [
      {
        name: 'bilan.xlsx',
        title: 'Bilan 2027',
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        content: new Uint8Array([80, 75, 3, 4, 0, 255]),
      },
      {
        name: 'actions.png',
        title: 'Actions',
        mediaType: 'image/png',
        content: new Uint8Array([137, 80]),
        alt: '4 actions réalisées',
      },
    ]);
    const opened = await client.conversations.open({ users: 'U02' });
    const [message] = (await shown(slack, opened.channel?.id ?? '')) as readonly {
      files?: readonly { title: string; alt_txt?: string; url_private: string }[];
    }[];
    expect(message?.files).toMatchObject([
      { name: 'bilan.xlsx', title: 'Bilan 2027' },
      { name: 'actions.png', title: 'Actions', alt_txt: '4 actions réalisées' },
    ]);
    const content = await fetch(message?.files?.[0]?.url_private ?? '', {
      headers: { authorization: `Bearer ${slack.botToken}` },
    });
    expect([...(await content.bytes())]).toEqual([80, 75, 3, 4, 0, 255]);
  });

  it('is refused to a page of another site, a foreign host and a proxy', async () => {
    const status = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(slack.url, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status({})).toBe(200);
    expect(await status({ origin: slack.url })).toBe(200);
    expect(await status({ origin: 'https://ailleurs.exemple.fr' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ host: 'ailleurs.exemple.fr' })).toBe(403);
    expect(await status({ 'x-forwarded-for': '10.0.0.1' })).toBe(403);
  });

  it('listens on the loopback address only', async () => {
    const port = new URL(slack.url).port;
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4');
    for (const { address } of others) {
      expect(await answers(`http://${address}:${port}`)).toBe(false);
    }
    // Whatever the machine's interfaces, the same port is still free on another address.
    const probe = createServer().listen(Number(port), '127.0.0.2');
    await once(probe, 'listening');
    probe.close();
  });

  it('says in French that the port is taken', async () => {
    const second = await startLocalSlack({ port: Number(new URL(slack.url).port), workspace });
    expect(second).toMatchObject({ missing: true, reason: 'portInUse' });
    expect(second.missing && second.sentence).toContain('LOCAL_SLACK_PORT');
  });
});

describe.runIf(findLocalSlack() !== undefined)('the local Slack workspace over HTTP', () => {
  it('posts signed requests that Bolt accepts', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const address = free.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => free.close(resolve));
    await using slack = await started(`http://127.0.0.1:${port}/slack/events`);
    const app = new App({
      token: slack.botToken,
      signingSecret: slack.signingSecret,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    app.command('/pti', async ({ ack }) => {
      await ack({ response_type: 'ephemeral', text: 'Reçu' });
    });
    await app.start({ port, host: '127.0.0.1' });
    try {
      await control(slack, 'command', { channel: 'C01', user: 'U02', command: '/pti', text: '' });
      expect(await shown(slack, 'C01')).toMatchObject([{ text: 'Reçu', ephemeral_to: 'U02' }]);
    } finally {
      await app.stop();
    }
  });
});

describe.runIf(findLocalSlack() !== undefined)('when the parent is killed', () => {
  const module = fileURLToPath(new URL('../../src/local/local-slack.ts', import.meta.url));
  const script = `
    const { startLocalSlack } = await import(${JSON.stringify(module)});
    const slack = await startLocalSlack({ port: 0, workspace: { users: [], channels: [] } });
    console.log(slack.url);
    setInterval(() => {}, 1000);`;

  it.each(['SIGKILL', 'SIGINT'] as const)('the workspace ends with it (%s)', async (signal) => {
    const parent: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!parent.stdout) throw new Error('no output');
    const [url] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    expect(await answers(url)).toBe(true);
    parent.kill(signal);
    await once(parent, 'exit');
    await expect.poll(() => answers(url)).toBe(false);
  });
});

describe.runIf(findLocalSlack() !== undefined)('stopping', () => {
  it('leaves no file behind and can be asked twice', async () => {
    const slack = await started();
    await slack[Symbol.asyncDispose]();
    await slack[Symbol.asyncDispose]();
    await slack.exited;
    expect(await answers(slack.url)).toBe(false);
  });

  it('has a binary where the package says', () => {
    expect(existsSync(findLocalSlack() ?? '')).toBe(true);
  });
});
