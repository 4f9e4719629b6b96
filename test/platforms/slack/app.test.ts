import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Form } from '../../../src/conversation/form.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { brokenLimits } from './block-limits.ts';
import { type Harness, payload, startHarness } from './harness.ts';

let slack: Harness;
beforeEach(async () => {
  slack = await startHarness();
});
afterEach(async () => {
  await slack[Symbol.asyncDispose]();
});

const account = { platform: 'slack', tenant: 'T1', user: 'U1' };
const form: Form = {
  name: 'update',
  title: 'Déclarer une avancée',
  submit: 'Enregistrer',
  fields: [{ kind: 'text', name: 'comment', label: 'Commentaire', required: true, value: 'prêt' }],
  state: { action: 'a1' },
};
const answers = (answer: Parameters<typeof slack.conversation.decide>[0] | object) => {
  slack.conversation.decide = () => ({
    kind: 'answer',
    answer: answer as ReturnType<typeof cardAnswer>,
  });
};
const texts = (method: string) => slack.api.of(method).map(({ args }) => args.text);

const barrier = () => Promise.withResolvers<void>();
/** Whatever waits for nothing from outside has run. */
const everythingReady = () => new Promise((resolve) => setImmediate(resolve));

describe('a command', () => {
  test('is answered in its acknowledgement, for the person only', async () => {
    const acks = await slack.deliver(
      payload.command(slack.api.origin, 'maj THA-3 : l&lt;b &amp; fin'),
    );
    expect(slack.conversation.inbounds).toEqual([
      {
        key: 'command:111.222.abc',
        account,
        place: { kind: 'channel', id: 'C1' },
        request: { kind: 'words', words: 'maj THA-3 : l<b & fin' },
      },
    ]);
    expect(acks).toMatchObject([{ response_type: 'ephemeral', text: 'Bien reçu.' }]);
    expect(brokenLimits((acks[0] as { blocks: unknown[] }).blocks)).toEqual([]);
  });

  test('is answered only once the conversation has committed', async () => {
    const [begun, committed] = [barrier(), barrier()];
    slack.conversation.decide = async () => {
      begun.resolve();
      await committed.promise;
      return { kind: 'answer', answer: cardAnswer('Fait.') };
    };
    const acks: unknown[] = [];
    const delivered = slack.platform.processEvent({
      body: payload.command(slack.api.origin, 'maj'),
      ack: async (response?: unknown) => {
        acks.push(response);
      },
    });
    await begun.promise;
    await everythingReady();
    expect(acks).toEqual([]);
    committed.resolve();
    await delivered;
    expect(acks).toHaveLength(1);
  });

  test('calls Slack for nothing: the identity is asked once, at start', async () => {
    for (let index = 0; index < 5; index += 1) {
      await slack.deliver(payload.command(slack.api.origin, 'actions'));
    }
    expect(slack.api.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('opens the form it asks for, after an empty acknowledgement', async () => {
    answers({ kind: 'form', form });
    const acks = await slack.deliver(payload.command(slack.api.origin, 'maj'));
    expect(acks).toEqual([undefined]);
    const [opened] = slack.api.of('views.open');
    expect(opened?.args).toMatchObject({
      trigger_id: '111.222.abc',
      view: { title: { text: 'Déclarer une avancée' }, callback_id: 'relais.form' },
    });
  });

  test('offers the form when its moment has passed, with what was typed', async () => {
    answers({ kind: 'form', form });
    slack.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    await slack.deliver(payload.command(slack.api.origin, 'maj THA-3 : la navette'));
    expect(slack.api.of('views.open')).toHaveLength(1);
    const [offer] = slack.api.responded;
    expect(offer).toMatchObject({ path: '/respond/command', body: { response_type: 'ephemeral' } });
    expect(JSON.stringify(offer)).toContain('Ouvrir le formulaire');
    expect(offeredPress(offer)).toEqual({ do: 'say', words: 'maj THA-3 : la navette' });
  });

  test('offers the form alone when what was asked cannot be asked again', async () => {
    answers({ kind: 'form', form });
    slack.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    const choice = JSON.stringify({ do: 'resume', draft: 'd1', choice: '0' });
    await slack.deliver(payload.press(slack.api.origin, choice));
    const [offer] = slack.api.responded;
    expect(offeredPress(offer)).toEqual({ do: 'form', form: 'update', params: { action: 'a1' } });
  });

  test('goes to a direct message when nothing else works', async () => {
    answers({ kind: 'form', form });
    slack.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    slack.api.answer('chat.postEphemeral', { ok: false, error: 'not_in_channel' });
    slack.api.refuse('/respond/command', 404);
    await slack.deliver(payload.command(slack.api.origin, 'maj'));
    expect(slack.api.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'U1' });
  });
});

/** The press of the one button of a card that offers a form. */
function offeredPress(offer: { body: Record<string, unknown> } | undefined): unknown {
  const blocks = offer?.body.blocks as { elements?: { value: string }[] }[] | undefined;
  return JSON.parse(blocks?.[1]?.elements?.[0]?.value ?? '');
}

describe('a button', () => {
  const value = JSON.stringify({ do: 'say', words: 'valider' });

  test('hands its value over, not trusted, and answers privately', async () => {
    const acks = await slack.deliver(payload.press(slack.api.origin, value));
    expect(slack.conversation.inbounds[0]).toEqual({
      key: 'press:333.444.def',
      account,
      place: { kind: 'channel', id: 'C1' },
      request: { kind: 'press', value: { do: 'say', words: 'valider' } },
    });
    expect(acks).toEqual([undefined]);
    expect(slack.api.responded).toMatchObject([
      {
        path: '/respond/press',
        body: { response_type: 'ephemeral', replace_original: false, text: 'Bien reçu.' },
      },
    ]);
  });

  test.each([
    ['not json', 'not json'],
    ['"text"', 'text'],
    ['{"do":', '{"do":'],
  ])('hands over what is not one of ours: %s', async (raw, seen) => {
    await slack.deliver(payload.press(slack.api.origin, raw));
    expect(slack.conversation.inbounds[0]?.request).toEqual({ kind: 'press', value: seen });
  });

  test('rewrites the ephemeral card it was on', async () => {
    answers(cardAnswer('Validé.', true));
    await slack.deliver(payload.press(slack.api.origin, value));
    expect(slack.api.responded).toMatchObject([
      { body: { replace_original: true, text: 'Validé.' } },
    ]);
    expect(slack.api.of('chat.update')).toEqual([]);
  });

  const lasting = {
    container: { type: 'message', message_ts: '10.1', channel_id: 'D1', is_ephemeral: false },
    channel: { id: 'D1', name: 'directmessage' },
    message: { type: 'message', ts: '10.1', user: 'UBOT' },
  };

  test('rewrites the lasting card it was on, whenever that was', async () => {
    answers(cardAnswer('Validé.', true));
    await slack.deliver(payload.press(slack.api.origin, value, lasting));
    expect(slack.api.of('chat.update')[0]?.args).toMatchObject({
      channel: 'D1',
      ts: '10.1',
      text: 'Validé.',
    });
    expect(slack.conversation.inbounds[0]?.place).toEqual({ kind: 'direct', id: 'D1' });
  });

  test('in the direct conversation, answers there', async () => {
    await slack.deliver(payload.press(slack.api.origin, value, lasting));
    expect(slack.api.of('chat.postMessage')[0]?.args).toMatchObject({
      channel: 'D1',
      text: 'Bien reçu.',
    });
    expect(slack.api.responded).toEqual([]);
  });

  test('in the Home, answers in the direct conversation and refreshes the Home', async () => {
    await slack.deliver(
      payload.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }),
    );
    slack.conversation.onHome = () => cardAnswer('Accueil à jour');
    const {
      channel: _c,
      response_url: _r,
      ...home
    } = payload.press(slack.api.origin, value, {
      container: { type: 'view', view_id: 'V9' },
      view: { id: 'V9', type: 'home' },
    });
    await slack.deliver(home);
    expect(slack.conversation.inbounds[1]?.place).toEqual({ kind: 'home', id: 'U1' });
    expect(slack.api.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'U1' });
    await vi.waitFor(() => expect(slack.api.of('views.publish')).toHaveLength(2));
    expect(JSON.stringify(slack.api.of('views.publish')[1])).toContain('Accueil à jour');
  });
});

describe('a form', () => {
  const typed = (words: string) => ({
    Commentaire: { 'field:comment': { type: 'plain_text_input', value: words } },
  });
  async function opened(): Promise<object> {
    answers({ kind: 'form', form });
    await slack.deliver(payload.command(slack.api.origin, 'maj'));
    answers(cardAnswer('Enregistré.'));
    slack.conversation.inbounds.length = 0;
    return slack.api.of('views.open')[0]?.args.view as object;
  }

  test('comes back with its state, and answers where it was asked', async () => {
    const acks = await slack.deliver(payload.submission(await opened(), typed(' prêt ')));
    expect(slack.conversation.inbounds).toMatchObject([
      {
        account,
        place: { kind: 'channel', id: 'C1' },
        request: {
          kind: 'submit',
          form: 'update',
          state: { action: 'a1' },
          values: { comment: 'prêt' },
        },
      },
    ]);
    expect(acks).toEqual([undefined]);
    expect(slack.api.responded).toMatchObject([
      { path: '/respond/command', body: { text: 'Enregistré.' } },
    ]);
  });

  test('says what to mend and stays open', async () => {
    const view = await opened();
    answers({ kind: 'fieldErrors', errors: { comment: 'Ce texte contient un NIR.' } });
    const acks = await slack.deliver(payload.submission(view, typed('x')));
    expect(acks).toEqual([
      { response_action: 'errors', errors: { Commentaire: 'Ce texte contient un NIR.' } },
    ]);
  });

  test('sent twice the same is one request, mended is another', async () => {
    const view = await opened();
    await slack.deliver(payload.submission(view, typed('un')));
    await slack.deliver(payload.submission(view, typed('un'), { trigger_id: 'other' }));
    await slack.deliver(payload.submission(view, typed('deux')));
    const [first, second, third] = slack.conversation.inbounds.map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test('may lead to another form, in the same window', async () => {
    const view = await opened();
    answers({ kind: 'form', form: { ...form, title: 'Et ensuite' } });
    const acks = await slack.deliver(payload.submission(view, typed('un')));
    expect(acks).toMatchObject([
      { response_action: 'update', view: { title: { text: 'Et ensuite' } } },
    ]);
  });

  test('keeps what was typed when it could not be recorded', async () => {
    const view = await opened();
    slack.conversation.decide = () => {
      throw new Error('the text "secret words" broke something');
    };
    const acks = await slack.deliver(payload.submission(view, typed('secret words')));
    expect(acks).toMatchObject([{ response_action: 'errors' }]);
    expect(JSON.stringify(acks)).toContain('rien n’a été enregistré. Référence\u00a0: ');
    expect(slack.log.join('')).not.toContain('secret words');
  });
});

describe('a direct message', () => {
  test('is answered in the conversation, and in its thread', async () => {
    const acks = await slack.deliver(
      payload.event(payload.message('mes <https://exemple.fr|actions>', { thread_ts: '19.1' })),
    );
    expect(slack.conversation.inbounds[0]).toMatchObject({
      key: 'event:Ev1',
      account,
      place: { kind: 'direct', id: 'D1', thread: '19.1' },
      request: { kind: 'words', words: 'mes actions (https://exemple.fr)' },
    });
    expect(acks).toEqual([undefined]);
    expect(slack.api.of('chat.postMessage')[0]?.args).toMatchObject({
      channel: 'D1',
      thread_ts: '19.1',
    });
  });

  test('is acknowledged only once committed, so that a crash makes Slack deliver it again', async () => {
    const order: string[] = [];
    const [begun, committed] = [barrier(), barrier()];
    slack.conversation.decide = async () => {
      begun.resolve();
      await committed.promise;
      order.push('committed');
      return { kind: 'answer', answer: { kind: 'silence' } };
    };
    const delivered = slack.platform.processEvent({
      body: payload.event(payload.message('bonjour')),
      ack: async () => {
        order.push('acknowledged');
      },
    });
    await begun.promise;
    await everythingReady();
    expect(order).toEqual([]);
    committed.resolve();
    await delivered;
    expect(order).toEqual(['committed', 'acknowledged']);
  });

  test('delivered again has the same key and is answered once', async () => {
    const event = payload.event(payload.message('bonjour'));
    const [first, second] = await Promise.all([slack.deliver(event), slack.deliver(event, 1)]);
    await slack.deliver(event, 2);
    expect(first).toEqual([undefined]);
    expect(second).toEqual([undefined]);
    expect(new Set(slack.conversation.inbounds.map(({ key }) => key))).toEqual(
      new Set(['event:Ev1']),
    );
    expect(slack.api.of('chat.postMessage')).toHaveLength(1);
  });

  test.each([
    ['of a bot', { bot_id: 'B9' }],
    ['of the bot itself', { user: 'UBOT' }],
    ['edited', { subtype: 'message_changed' }],
    ['removed', { subtype: 'message_deleted' }],
    ['of a channel', { channel: 'C1', channel_type: 'channel' }],
  ])('%s is acknowledged and left alone', async (_name, more) => {
    const acks = await slack.deliver(payload.event(payload.message('bonjour', more)));
    expect(acks).toEqual([undefined]);
    expect(slack.conversation.inbounds).toEqual([]);
  });

  test('silence says nothing', async () => {
    answers({ kind: 'silence' });
    await slack.deliver(payload.event(payload.message('merci')));
    expect(slack.api.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });
});

describe('a file', () => {
  const shared = (more: object = {}) =>
    payload.event(
      payload.message('import', {
        subtype: 'file_share',
        files: [
          {
            id: 'F1',
            name: 'personnes.csv',
            size: 9,
            mimetype: 'text/csv',
            url_private_download: `${slack.api.origin}/files/personnes.csv`,
            ...more,
          },
        ],
      }),
    );

  test('is downloaded with the token and handed over', async () => {
    slack.api.files.set('personnes.csv', { type: 'text/csv', content: Buffer.from('nom;email') });
    await slack.deliver(shared());
    const [inbound] = slack.conversation.inbounds;
    expect(inbound?.key).toBe('event:Ev1:F1');
    expect(inbound?.request).toMatchObject({
      kind: 'file',
      words: 'import',
      fileName: 'personnes.csv',
    });
    expect(
      inbound?.request.kind === 'file' && Buffer.from(inbound.request.content).toString(),
    ).toBe('nom;email');
  });

  test('too large is refused, whatever size was announced', async () => {
    await slack.deliver(shared({ size: 6_000_000 }));
    slack.api.files.set('personnes.csv', { type: 'text/csv', content: new Uint8Array(6_000_000) });
    await slack.deliver({ ...shared(), event_id: 'Ev2' });
    expect(slack.conversation.inbounds).toEqual([]);
    expect(texts('chat.postMessage')).toEqual(
      Array(2).fill(
        'Le fichier «\u00a0personnes.csv\u00a0» dépasse 5\u00a0Mo\u00a0: il n’a pas été lu.',
      ),
    );
  });

  test('the sign-in page is not taken for the file, and the token goes to no other host', async () => {
    await slack.deliver(shared());
    await slack.deliver({
      ...shared({ url_private_download: 'http://192.0.2.1/x' }),
      event_id: 'Ev2',
    });
    expect(slack.conversation.inbounds).toEqual([]);
    expect(String(texts('chat.postMessage')[1])).toContain('n’a pas pu être lu');
  });
});

describe('a mention', () => {
  const mention = (text: string, more: object = {}) => ({
    type: 'app_mention',
    user: 'U1',
    text,
    ts: '20.1',
    channel: 'C1',
    event_ts: '20.1',
    ...more,
  });

  test('is stripped and answered privately, in its thread', async () => {
    await slack.deliver(payload.event(mention('<@UBOT> action THA-3', { thread_ts: '18.1' })));
    expect(slack.conversation.inbounds[0]).toMatchObject({
      place: { kind: 'channel', id: 'C1', thread: '18.1' },
      request: { kind: 'words', words: 'action THA-3' },
    });
    expect(slack.api.of('chat.postEphemeral')[0]?.args).toMatchObject({
      channel: 'C1',
      user: 'U1',
      thread_ts: '18.1',
    });
  });

  test('in a direct conversation is heard once, as a message', async () => {
    await slack.deliver(payload.event(mention('<@UBOT> aide', { channel: 'D1' })));
    expect(slack.conversation.inbounds).toEqual([]);
  });

  test('words under a message of the bot are overheard, others are not', async () => {
    answers({ kind: 'silence' });
    const under = { channel: 'C1', channel_type: 'channel', thread_ts: '18.1' };
    await slack.deliver(
      payload.event(payload.message('ok', { ...under, parent_user_id: 'UBOT' }), 'Ev1'),
    );
    await slack.deliver(
      payload.event(payload.message('ok', { ...under, parent_user_id: 'U2' }), 'Ev2'),
    );
    await slack.deliver(
      payload.event(payload.message('<@UBOT> ok', { ...under, parent_user_id: 'UBOT' }), 'Ev3'),
    );
    expect(slack.conversation.inbounds).toMatchObject([
      { place: { thread: '18.1' }, request: { kind: 'words', words: 'ok', overheard: true } },
    ]);
  });
});

describe('shortcuts', () => {
  test('«Déclarer une avancée» is the words «maj»', async () => {
    answers({ kind: 'form', form });
    await slack.deliver(payload.shortcut(slack.api.origin));
    expect(slack.conversation.inbounds[0]?.request).toEqual({ kind: 'words', words: 'maj' });
    expect(slack.api.of('views.open')[0]?.args.trigger_id).toBe('777.888.jkl');
  });

  test('«Rattacher à une action» hands the message over', async () => {
    await slack.deliver(
      payload.shortcut(slack.api.origin, {
        type: 'message',
        ts: '30.1',
        user: 'U2',
        text: 'Vu avec la &lt;MLI&gt;',
      }),
    );
    expect(slack.conversation.inbounds[0]?.request).toEqual({
      kind: 'attachMessage',
      text: 'Vu avec la <MLI>',
    });
    expect(slack.api.responded).toMatchObject([{ path: '/respond/shortcut' }]);
  });
});

describe('the Home', () => {
  const open = (id: string) =>
    payload.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }, id);

  test('shows the answer of the conversation', async () => {
    answers(cardAnswer('Ce qui vous attend'));
    await slack.deliver(open('Ev1'));
    const [published] = slack.api.of('views.publish');
    expect(published?.args).toMatchObject({ user_id: 'U1', view: { type: 'home' } });
    expect(JSON.stringify(published)).toContain('Ce qui vous attend');
  });

  test('the messages tab is not the Home', async () => {
    await slack.deliver(
      payload.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' }),
    );
    expect(slack.conversation.inbounds).toEqual([]);
  });

  test('follows an interaction, without delaying it, and only when it was opened', async () => {
    await slack.deliver(payload.command(slack.api.origin, 'maj'));
    expect(slack.api.of('views.publish')).toEqual([]);
    await slack.deliver(open('Ev1'));
    slack.api.answer('views.publish', { ok: false, error: 'internal_error' });
    const acks = await slack.deliver(payload.command(slack.api.origin, 'maj'));
    expect(acks).toMatchObject([{ text: 'Bien reçu.' }]);
    await vi.waitFor(() => expect(slack.log.join('')).toContain('a Home could not be refreshed'));
  });

  test('many changes at once publish a few times, the last state last', async () => {
    await slack.deliver(open('Ev1'));
    let count = 0;
    slack.conversation.onHome = () => {
      count += 1;
      return cardAnswer(`État ${count}`);
    };
    for (let index = 0; index < 20; index += 1) {
      slack.platform.refreshHome('U1');
    }
    await slack.platform[Symbol.asyncDispose]();
    const published = slack.api.of('views.publish').slice(1);
    expect(published).toHaveLength(2);
    expect(JSON.stringify(published.at(-1))).toContain(`État ${count}`);
  });
});
