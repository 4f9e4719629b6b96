import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startSlack } from '../../../src/platforms/slack/app.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { type Harness, payload, startHarness } from './harness.ts';

let slack: Harness;
afterEach(async () => {
  await slack[Symbol.asyncDispose]();
});
const firstContact = (key = 'k1') => ({ kind: 'firstContact', key }) as const;
const person = {
  id: 'U1',
  team_id: 'T1',
  real_name: 'Camille Martin',
  deleted: false,
  is_bot: false,
  profile: { email: 'camille.martin@exemple.fr', real_name: 'Camille Martin' },
};

describe('a failure', () => {
  test('is told with a reference that the log also holds, without what was typed', async () => {
    slack = await startHarness((conversation) => {
      conversation.decide = () => JSON.parse('{"secret words"');
    });
    const acks = await slack.deliver(payload.command(slack.api.origin, 'secret words'));
    const { text } = acks[0] as { text: string };
    expect(text).toMatch(
      /^Une erreur est survenue, rien n’a été enregistré\. Référence\u00a0: [2-9A-Z]{6}\u202f; vous pouvez réessayer\.$/,
    );
    const reference = /: ([2-9A-Z]{6})/.exec(text)?.[1] ?? '-';
    const log = slack.log.join('');
    expect(log).toContain(reference);
    expect(log).toContain('SyntaxError');
    expect(log).not.toContain('secret');
    expect(log).not.toContain('xoxb-test');
  });

  test('after the change is recorded does not say that nothing was', async () => {
    slack = await startHarness((conversation) => {
      conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Fait.') });
    });
    slack.api.answer('chat.postMessage', ({ text }) =>
      text === 'Fait.' ? { ok: false, error: 'invalid_blocks' } : { ok: true },
    );
    const acks = await slack.deliver(payload.event(payload.message('maj THA-3 rien de neuf')));
    expect(acks).toEqual([undefined]);
    const said = slack.api.of('chat.postMessage').map(({ args }) => String(args.text));
    expect(said.at(-1)).toMatch(
      /^Votre demande a été traitée, mais la réponse n’a pas pu s’afficher\./,
    );
  });

  test('an answer too late for the acknowledgement takes the other road', async () => {
    slack = await startHarness((conversation) => {
      conversation.decide = () => {
        const now = performance.now();
        vi.spyOn(performance, 'now').mockReturnValue(now + 3100);
        return { kind: 'answer', answer: cardAnswer('Fait.') };
      };
    });
    const acks = await slack.deliver(payload.command(slack.api.origin, 'maj'));
    vi.restoreAllMocks();
    expect(acks).toEqual([undefined]);
    expect(slack.api.responded).toMatchObject([
      { path: '/respond/command', body: { text: 'Fait.' } },
    ]);
  });

  test('of something overheard stays quiet', async () => {
    slack = await startHarness((conversation) => {
      conversation.decide = () => {
        throw new Error('down');
      };
    });
    const overheard = payload.message('ok', {
      channel: 'C1',
      channel_type: 'channel',
      thread_ts: '1.1',
      parent_user_id: 'UBOT',
    });
    const acks = await slack.deliver(payload.event(overheard));
    expect(acks).toEqual([undefined]);
    expect(slack.api.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('of the Home stays quiet too', async () => {
    slack = await startHarness((_conversation, api) => {
      api.answer('views.publish', { ok: false, error: 'internal_error' });
    });
    await slack.deliver(
      payload.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }),
    );
    expect(slack.log.join('')).toContain('an answer could not be given');
    expect(slack.api.of('chat.postMessage')).toEqual([]);
  });

  test('a payload that is not as documented is logged, not fatal', async () => {
    slack = await startHarness();
    await slack.deliver(payload.press(slack.api.origin, 'x', { trigger_id: 12 }));
    expect(slack.log.join('')).toContain('a listener failed');
    await slack.deliver(payload.command(slack.api.origin, 'aide'));
    expect(slack.conversation.inbounds).toHaveLength(1);
  });
});

describe('a first contact', () => {
  test('is acknowledged, looked up, introduced and answered', async () => {
    slack = await startHarness((conversation, api) => {
      conversation.decide = () => firstContact();
      api.answer('users.info', { ok: true, user: person });
    });
    const acks = await slack.deliver(payload.command(slack.api.origin, 'maj'));
    expect(acks).toMatchObject([
      { response_type: 'ephemeral', text: 'Un instant, je vérifie votre inscription…' },
    ]);
    expect(slack.conversation.introduced).toEqual([
      {
        key: 'k1',
        entry: {
          email: 'camille.martin@exemple.fr',
          displayName: 'Camille Martin',
          isBot: false,
          isDeleted: false,
          isExternal: false,
          isGuest: false,
        },
      },
    ]);
    expect(slack.api.responded).toMatchObject([
      { path: '/respond/command', body: { text: 'Bonjour Camille.' } },
    ]);
  });

  test.each([
    ['a bot', { is_bot: true }, { isBot: true }],
    ['deleted', { deleted: true }, { isDeleted: true }],
    ['a stranger', { is_stranger: true }, { isExternal: true }],
    ['of another workspace', { team_id: 'T2' }, { isExternal: true }],
    [
      'of the same organisation',
      { team_id: 'E1', enterprise_user: { teams: ['T1'] } },
      { isExternal: false },
    ],
    ['a guest', { is_restricted: true }, { isGuest: true }],
    ['a guest of one channel', { is_ultra_restricted: true }, { isGuest: true }],
  ])('says what the directory knows: %s', async (_name, more, expected) => {
    slack = await startHarness((conversation, api) => {
      conversation.decide = () => firstContact();
      api.answer('users.info', { ok: true, user: { ...person, ...more } });
    });
    await slack.deliver(payload.event(payload.message('bonjour')));
    expect(slack.conversation.introduced[0]?.entry).toMatchObject(expected);
    expect(slack.api.of('chat.postMessage').map(({ args }) => args.text)).toEqual([
      'Un instant, je vérifie votre inscription…',
      'Bonjour Camille.',
    ]);
  });

  test('whom the directory does not know is introduced as unknown', async () => {
    slack = await startHarness((conversation, api) => {
      conversation.decide = () => firstContact();
      api.answer('users.info', { ok: false, error: 'user_not_found' });
    });
    await slack.deliver(payload.command(slack.api.origin, 'aide'));
    expect(slack.conversation.introduced).toEqual([{ key: 'k1', entry: undefined }]);
  });

  test('is kept when the directory cannot be asked, and says so', async () => {
    slack = await startHarness((conversation, api) => {
      conversation.decide = () => firstContact();
      api.answer('users.info', { ok: false, error: 'internal_error' });
    });
    await slack.deliver(payload.command(slack.api.origin, 'aide'));
    expect(slack.conversation.introduced).toEqual([]);
    expect(String(slack.api.responded[0]?.body.text)).toMatch(
      /^Votre inscription n’a pas pu être vérifiée pour le moment\. Votre demande est gardée/,
    );
  });

  test('stored before a restart is answered after it, where it was asked', async () => {
    slack = await startHarness((conversation, api) => {
      api.answer('users.info', { ok: true, user: person });
      const inbound = (key: string) =>
        ({
          key,
          account: { platform: 'slack', tenant: 'T1', user: 'U1' },
          place: { kind: 'direct', id: 'D1' },
          request: { kind: 'words', words: 'mes' },
        }) as const;
      conversation.pending = [
        { inbound: inbound('k7'), replyTo: '{"via":"message","user":"U1","channel":"D1"}' },
        { inbound: inbound('k8'), replyTo: 'of an older version' },
      ];
    });
    await slack.platform[Symbol.asyncDispose]();
    expect(slack.conversation.introduced.map(({ key }) => key)).toEqual(['k7', 'k8']);
    expect(slack.api.of('chat.postMessage').map(({ args }) => args.channel)).toEqual(['D1', 'U1']);
  });

  test('of the Home publishes the answer there', async () => {
    slack = await startHarness((conversation, api) => {
      conversation.decide = () => firstContact();
      api.answer('users.info', { ok: true, user: person });
    });
    await slack.deliver(
      payload.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }),
    );
    expect(JSON.stringify(slack.api.of('views.publish'))).toContain('Bonjour Camille.');
    expect(slack.api.of('chat.postMessage')).toEqual([]);
  });
});

describe('stopping', () => {
  test('takes nothing new and finishes what runs', async () => {
    slack = await startHarness();
    const release = Promise.withResolvers<void>();
    slack.conversation.decide = async () => {
      await release.promise;
      return { kind: 'answer', answer: cardAnswer('Fait.') };
    };
    const running = slack.deliver(payload.command(slack.api.origin, 'maj'));
    const stopped = slack.platform[Symbol.asyncDispose]();
    expect(slack.platform.ready()).toBe(false);
    await expect(slack.deliver(payload.command(slack.api.origin, 'aide'))).rejects.toThrow(
      'stopping',
    );
    release.resolve();
    await stopped;
    expect(await running).toMatchObject([{ text: 'Fait.' }]);
    expect(slack.conversation.inbounds).toHaveLength(1);
  });
});

describe('starting', () => {
  test.each([
    ['the bot token', 'auth.test', {}],
    ['the app token', 'apps.connections.open', { appToken: 'xapp-1' }],
  ])('rejects when Slack refuses %s', async (_name, method, more) => {
    slack = await startHarness();
    slack.api.answer(method, { ok: false, error: 'invalid_auth' });
    const starting = startSlack({
      botToken: 'xoxb-test',
      apiUrl: slack.api.apiUrl,
      conversation: slack.conversation,
      logger: pino({ level: 'silent' }),
      ...more,
    });
    await expect(starting).rejects.toThrow('invalid_auth');
  });

  test('rejects when there is no way to receive', async () => {
    slack = await startHarness();
    const starting = startSlack({
      botToken: 'xoxb-test',
      apiUrl: slack.api.apiUrl,
      conversation: slack.conversation,
      logger: pino({ level: 'silent' }),
    });
    await expect(starting).rejects.toThrow('signing secret');
  });
});
