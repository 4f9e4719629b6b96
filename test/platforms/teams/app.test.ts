import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/conversation/form.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { brokenCard } from '../../support/teams-cards.ts';
import { cardOf, type Harness, startHarness, TENANT, wordsOf } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

const own = 'a:29:camille';
const channel = '19:canal@thread.tacv2';
const thread = `${channel};messageid=1700`;
const MESSAGE = 'application/vnd.microsoft.activity.message';
const CARD = 'application/vnd.microsoft.card.adaptive';

const form: Form = {
  name: 'update',
  title: 'Déclarer une avancée',
  submit: 'Enregistrer',
  state: { action: 'THA-3' },
  fields: [
    { kind: 'text', name: 'comment', label: 'Ce qui a avancé', required: true, hint: 'Bref.' },
    {
      kind: 'choices',
      name: 'themes',
      label: 'Thèmes',
      required: false,
      choices: [
        { value: 'mobilité, transport', label: 'Mobilité' },
        { value: 'numérique', label: 'Numérique' },
      ],
    },
  ],
};

describe('words in the person’s own conversation', () => {
  it('reach the conversation with account, place and words, and are answered by a card', async () => {
    const { post, activities, conversation, connector, log } = harness;
    const said = activities.message('maj THA-3 : texte');
    expect(await post(said)).toEqual({ status: 200, body: undefined });
    expect(conversation.inbounds).toEqual([
      {
        key: `activity:${own}:${said.id}`,
        account: { platform: 'teams', tenant: TENANT, user: 'aad-camille' },
        place: { kind: 'direct', id: own },
        request: { kind: 'words', words: 'maj THA-3 : texte' },
      },
    ]);
    const [message] = connector.in(own);
    expect(message?.activity).toMatchObject({ type: 'message', summary: 'Bien reçu.' });
    expect(brokenCard(cardOf(message))).toEqual([]);
    expect(log).toEqual([]);
  });

  it('delivered twice are heard and answered once', async () => {
    const { post, activities, conversation, connector } = harness;
    const said = activities.message('maj THA-3 : texte');
    const answers = await Promise.all([post(said), post(said)]);
    await post(said);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(conversation.inbounds).toHaveLength(1);
    expect(connector.messages).toHaveLength(1);
  });

  it('are told when they could not be kept, with a reference that the log also holds', async () => {
    const { post, activities, conversation, connector, log } = harness;
    conversation.decide = () => {
      throw new Error('disque plein : maj THA-3');
    };
    expect((await post(activities.message('maj THA-3 : secret'))).status).toBe(200);
    const words = wordsOf(connector.in(own)[0]);
    const reference = words.match(/Référence : ([A-Z0-9]{6})/)?.[1];
    expect(words).toContain('rien n’a été enregistré');
    expect(log.join('')).toContain(reference);
    expect(log.join('')).not.toMatch(/secret|THA-3|disque plein/);
  });
});

describe('a mention in a channel', () => {
  it('is stripped, answered in private, and the channel is told only that', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Très privé.') });
    await post(activities.mention('actions thau'));
    expect(conversation.inbounds[0]).toMatchObject({
      place: { kind: 'channel', id: channel, thread: '1700' },
      request: { kind: 'words', words: 'actions thau' },
    });
    expect(connector.in(own).map(wordsOf).join()).toContain('Très privé.');
    expect(connector.in(thread).map(wordsOf)).toEqual([
      'Je vous ai répondu en conversation privée.',
    ]);
    const opened = connector.calls.find(({ path }) => path === '/v3/conversations');
    expect(opened?.body).toMatchObject({
      members: [{ id: '29:camille' }],
      tenantId: TENANT,
      isGroup: false,
    });
  });

  it('says in the channel how to be answered when nothing may be written in private', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Très privé.') });
    connector.refuse(/POST \/v3\/conversations$/, [{ status: 403, code: 'Forbidden' }]);
    await post(activities.mention('actions thau'));
    expect(connector.messages).toHaveLength(1);
    expect(wordsOf(connector.in(thread)[0])).toContain('ouvrez une conversation avec Relais PTI');
    expect(JSON.stringify(connector.calls)).not.toContain('Très privé');
  });

  it('of somebody else keeps their name, without the marks around it', async () => {
    const { post, activities, conversation } = harness;
    await post(activities.mention('absence suppléant <at id="1">Karim&nbsp;Haddad</at> &amp; co'));
    expect(conversation.inbounds[0]?.request).toEqual({
      kind: 'words',
      words: 'absence suppléant @Karim Haddad & co',
    });
  });

  it('that is none leaves what people say among themselves alone', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'silence' } });
    await post(activities.message('ok', 'camille', activities.inChannel));
    expect(conversation.inbounds[0]?.request).toEqual({
      kind: 'words',
      words: 'ok',
      overheard: true,
    });
    expect(connector.messages).toEqual([]);
  });

  it('opens a form in the person’s own conversation', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    await post(activities.mention('maj'));
    expect(wordsOf(connector.in(own)[0])).toContain('Ce qui a avancé');
    expect(connector.in(thread).map(wordsOf)).toEqual([
      'Je vous ai répondu en conversation privée.',
    ]);
  });
});

describe('a button', () => {
  const press = { do: 'say', words: 'aide' } as const;

  it('whose answer replaces rewrites its card, and shows it at once', async () => {
    const { post, activities, conversation, connector } = harness;
    await post(activities.message('accueil'));
    const [card] = connector.in(own);
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('C’est fait.', true) });
    const { status, body } = await post(activities.press(press, card?.id ?? ''));
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: CARD, value: { type: 'AdaptiveCard' } });
    expect(connector.messages).toHaveLength(1);
    expect(card?.rewrites).toBe(1);
    expect(wordsOf(card)).toContain('C’est fait.');
    expect(conversation.inbounds.at(-1)?.request).toEqual({ kind: 'press', value: press });
  });

  it('whose card can no longer be rewritten is answered by a message', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('C’est fait.', true) });
    const { body } = await post(activities.press(press, 'removed'));
    expect(body).toMatchObject({ type: MESSAGE, value: 'La réponse est dans le message suivant.' });
    expect(connector.in(own).map(wordsOf).join()).toContain('C’est fait.');
  });

  it('in a channel is answered in private, and leaves the card as it is', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Très privé.') });
    const { body } = await post(activities.press(press, 'm9', 'camille', activities.inChannel));
    expect(body).toMatchObject({
      type: MESSAGE,
      value: 'Je vous ai répondu en conversation privée.',
    });
    expect(connector.messages.map(({ conversation: where }) => where)).toEqual([own]);
  });

  it('sent by `Action.Submit` does the same, by messages', async () => {
    const { post, activities, conversation, connector } = harness;
    await post(activities.message('accueil'));
    const [card] = connector.in(own);
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('C’est fait.', true) });
    const more = { text: undefined, value: { verb: 'press', press }, replyToId: card?.id };
    expect((await post(activities.message('', 'camille', more))).status).toBe(200);
    expect(conversation.inbounds.at(-1)?.request).toEqual({ kind: 'press', value: press });
    expect(wordsOf(card)).toContain('C’est fait.');
  });

  it.each([{}, null, { press: 12 }, 'texte', { form: 12 }])(
    'that is not of the bot (%j) goes on as it is, to be refused with a sentence',
    async (data) => {
      const { post, activities, conversation } = harness;
      const { status } = await post(activities.execute('press', data as object));
      expect(status).toBe(200);
      expect(conversation.inbounds.at(-1)?.request.kind).toBe('press');
    },
  );
});

describe('a form', () => {
  async function opened(): Promise<{ id: string; data: Record<string, unknown> }> {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    await post(activities.message('maj'));
    const message = connector.in(own).at(-1);
    const card = cardOf(message);
    expect(brokenCard(card)).toEqual([]);
    const row = card.body.find((element) => element.type === 'ActionSet');
    const action = row?.type === 'ActionSet' ? row.actions[0] : undefined;
    return { id: message?.id ?? '', data: (action?.data ?? {}) as Record<string, unknown> };
  }

  it('is a card in the conversation, and what is sent reaches its handler', async () => {
    const { post, activities, conversation, connector } = harness;
    const { id, data } = await opened();
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Enregistré.') });
    const typed = {
      'f.comment': '  la navette démarre ',
      'm.themes': 'mobilit%C3%A9%2C%20transport',
    };
    const { body } = await post(activities.submit({ ...data, ...typed }, id));
    expect(conversation.inbounds.at(-1)?.request).toEqual({
      kind: 'submit',
      form: 'update',
      state: { action: 'THA-3' },
      values: { comment: 'la navette démarre', themes: ['mobilité, transport'] },
    });
    // The form is no longer there to be sent again.
    expect(body).toMatchObject({ type: CARD });
    expect(connector.messages).toHaveLength(1);
    expect(wordsOf(connector.messages[0])).toContain('Enregistré.');
  });

  it('with errors is shown again with what was typed, each error under its field', async () => {
    const { post, activities, conversation, connector } = harness;
    const { id, data } = await opened();
    conversation.decide = () => ({
      kind: 'answer',
      answer: { kind: 'fieldErrors', errors: { comment: 'Trop court.' }, form },
    });
    const typed = { 'f.comment': 'ok', 'm.themes': 'num%C3%A9rique' };
    const { body } = await post(activities.submit({ ...data, ...typed }, id));
    expect(body).toMatchObject({ type: CARD });
    const card = cardOf(connector.messages[0]);
    const at = card.body.findIndex((element) => 'id' in element && element.id === 'f.comment');
    expect(card.body[at]).toMatchObject({ value: 'ok' });
    expect(JSON.stringify(card.body[at + 1])).toContain('Trop court.');
    expect(card.body).toContainEqual(
      expect.objectContaining({ id: 'm.themes', value: 'num%C3%A9rique' }),
    );
  });

  it('that could not be kept stays as it is, and says so', async () => {
    const { post, activities, conversation, connector } = harness;
    const { id, data } = await opened();
    conversation.decide = () => Promise.reject(new Error('disque plein'));
    const { body } = await post(activities.submit({ ...data, 'f.comment': 'ok' }, id));
    expect(body).toMatchObject({ type: MESSAGE });
    expect(JSON.stringify(body)).toContain('rien n’a été enregistré');
    expect(connector.messages).toHaveLength(1);
    expect(connector.messages[0]?.rewrites).toBe(0);
  });
});

describe('somebody unknown', () => {
  it('is told to wait, looked up in the roster, then answered', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'firstContact', key: 'k1' });
    await post(activities.message('aide'));
    expect(conversation.introduced).toEqual([
      {
        key: 'k1',
        entry: {
          email: 'camille@exemple.fr',
          displayName: 'camille Exemple',
          isBot: false,
          isDeleted: false,
          isExternal: false,
          isGuest: false,
        },
      },
    ]);
    expect(connector.in(own).map(wordsOf)).toEqual([
      expect.stringContaining('Un instant'),
      expect.stringContaining('Bonjour Camille.'),
    ]);
  });

  it.each([
    ['a guest', { userRole: 'guest' }, { isGuest: true, isExternal: false }],
    ['from another tenant', { tenantId: 'autre' }, { isExternal: true }],
  ])('%s is said to be so', async (_who, more, expected) => {
    const { post, activities, conversation, connector } = harness;
    connector.members.set('29:camille', { ...connector.members.get('29:camille'), ...more });
    conversation.decide = () => ({ kind: 'firstContact', key: 'k1' });
    await post(activities.message('aide'));
    expect(conversation.introduced[0]?.entry).toMatchObject(expected);
  });

  it('in a channel is looked up in the roster of its team', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'firstContact', key: 'k1' });
    await post(activities.mention('aide'));
    const asked = connector.calls.filter(({ path }) => path.includes('/members/'));
    expect(asked.map(({ path }) => decodeURIComponent(path))).toEqual([
      '/v3/conversations/19:equipe@thread.tacv2/members/29:camille',
    ]);
    expect(connector.in(own).map(wordsOf).join()).toContain('Bonjour Camille.');
  });

  it('whose roster does not answer is told so, and answered when it does', async () => {
    const { activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'firstContact', key: 'k1' });
    connector.refuse(/members/, [{ status: 500 }]);
    const said = activities.message('aide');
    await harness.post(said);
    expect(conversation.introduced).toEqual([]);
    expect(connector.in(own).map(wordsOf).at(-1)).toContain('Votre demande est gardée');
    const [inbound] = conversation.inbounds;
    const [replyTo] = conversation.replies;
    if (!inbound || !replyTo) throw new Error('nothing was stored');
    await using again = await startHarness((next, fake) => {
      next.pending = [
        { inbound, replyTo: replyTo.replaceAll(connector.serviceUrl, fake.serviceUrl) },
      ];
    });
    await again.idle();
    expect(again.conversation.introduced[0]?.key).toBe(inbound.key);
    expect(again.connector.in(own).map(wordsOf).join()).toContain('Bonjour Camille.');
  });

  it('pressing a button is told to wait beside the card, then answered by a message', async () => {
    const { post, activities, conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'firstContact', key: 'k1' });
    const { body } = await post(activities.press({ do: 'say', words: 'aide' }, 'm1'));
    expect(JSON.stringify(body)).toContain('Un instant');
    expect(connector.in(own).map(wordsOf)).toEqual([expect.stringContaining('Bonjour Camille.')]);
  });
});
