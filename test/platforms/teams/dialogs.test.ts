/** Dialogs and the message extension, which only a client of Teams opens. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/conversation/form.ts';
import { startFakeAuthority } from '../../support/fake-authority.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { brokenCard } from '../../support/teams-cards.ts';
import { cardOf, type Harness, startHarness, TENANT, wordsOf } from './harness.ts';

const appId = '22222222-2222-4222-8222-222222222222';
const credentials = { appId, appPassword: 'secret', tenantId: TENANT };
const own = 'a:29:camille';
const form: Form = {
  name: 'update',
  title: 'Déclarer une avancée',
  submit: 'Enregistrer',
  state: { action: 'THA-3' },
  fields: [{ kind: 'text', name: 'comment', label: 'Ce qui a avancé', required: true }],
};
const opening = { do: 'form', form: 'update', params: { action: 'THA-3' } } as const;

let harness: Harness;
let header: () => string;
let dispose: () => Promise<void>;

beforeEach(async () => {
  harness = await startHarness(async (_conversation, connector) => {
    const fake = await startFakeAuthority(appId, connector.serviceUrl);
    header = () => fake.header();
    dispose = async () => fake[Symbol.asyncDispose]();
    return { credentials, authority: fake.authority };
  });
});
afterEach(async () => {
  await harness[Symbol.asyncDispose]();
  await dispose();
});

interface Task {
  readonly task?: {
    readonly type: string;
    readonly value: { title: string; card: { content: Parameters<typeof brokenCard>[0] } };
  };
}

async function post(activity: unknown) {
  const { status, body } = await harness.post(activity, { authorization: header() });
  return { status, body, task: (body as Task | undefined)?.task };
}

const invoke = (name: string, value: unknown, more: object = {}) =>
  post(harness.activities.invoke(name, value, 'camille', more));

/** The data that the dialog shown would send back. */
function sentBy(task: Task['task'], typed: object): object {
  const card = task?.value.card.content;
  expect(card && brokenCard(card)).toEqual([]);
  const row = card?.body.find((element) => element.type === 'ActionSet');
  const action = row?.type === 'ActionSet' ? row.actions[0] : undefined;
  // A dialog knows no `Action.Execute`.
  expect(action?.type).toBe('Action.Submit');
  return { ...action?.data, ...typed };
}

describe('a form', () => {
  it('whose button was drawn asks for a dialog, which shows it', async () => {
    const { conversation, connector, activities } = harness;
    conversation.decide = () => ({
      kind: 'answer',
      answer: {
        kind: 'card',
        card: {
          summary: 'Action',
          blocks: [{ kind: 'buttons', buttons: [{ label: 'Mettre à jour', press: opening }] }],
        },
      },
    });
    await post(activities.message('action THA-3'));
    const [card] = connector.in(own);
    const [row] = cardOf(card).body;
    const action = row?.type === 'ActionSet' ? row.actions[0] : undefined;
    expect(action).toMatchObject({ data: { msteams: { type: 'task/fetch' } } });
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    const { task } = await invoke('task/fetch', { data: action?.data }, { replyToId: card?.id });
    expect(conversation.inbounds.at(-1)?.request).toEqual({ kind: 'press', value: opening });
    expect(task).toMatchObject({ type: 'continue', value: { title: 'Déclarer une avancée' } });
    expect(connector.messages).toHaveLength(1);

    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Enregistré.', true) });
    const data = sentBy(task, { 'f.comment': 'la navette démarre' });
    const sent = await invoke('task/submit', { data });
    expect(conversation.inbounds.at(-1)?.request).toMatchObject({
      kind: 'submit',
      values: { comment: 'la navette démarre' },
    });
    // The dialog closes, and the card whose button opened it says what came of it.
    expect(sent).toMatchObject({ status: 200, body: undefined });
    expect(wordsOf(card)).toContain('Enregistré.');
    expect(connector.messages).toHaveLength(1);
  });

  it('with errors stays open with what was typed', async () => {
    const { conversation } = harness;
    conversation.decide = () => ({
      kind: 'answer',
      answer: { kind: 'fieldErrors', errors: { comment: 'Trop court.' }, form },
    });
    const data = { verb: 'submit', form: 'update', state: form.state, 'f.comment': 'ok' };
    const { task } = await invoke('task/submit', { data });
    expect(task?.type).toBe('continue');
    const shown = JSON.stringify(task?.value.card);
    expect(shown).toContain('Trop court.');
    expect(shown).toContain('"value":"ok"');
  });

  it('answered by a card leaves it in the person’s own conversation', async () => {
    const { conversation, connector, activities } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Enregistré.') });
    const data = { verb: 'submit', form: 'update', state: form.state, 'f.comment': 'texte' };
    const { body } = await invoke('task/submit', { data }, activities.inChannel);
    expect(body).toBeUndefined();
    expect(connector.messages.map(({ conversation: where }) => where)).toEqual([own]);
  });

  it('that may not be opened says why in the dialog', async () => {
    const { conversation, connector } = harness;
    conversation.decide = () => ({
      kind: 'answer',
      answer: cardAnswer('Ce bouton n’est plus valable.'),
    });
    const { task } = await invoke('task/fetch', { data: { verb: 'press', press: opening } });
    expect(JSON.stringify(task)).toContain('plus valable');
    expect(connector.messages).toEqual([]);
  });

  it('that could not be kept says so in the dialog', async () => {
    harness.conversation.decide = () => Promise.reject(new Error('disque plein'));
    const data = { verb: 'submit', form: 'update', state: form.state };
    const { task } = await invoke('task/submit', { data });
    expect(task?.type).toBe('message');
    expect(JSON.stringify(task)).toContain('rien n’a été enregistré');
  });
});

describe('the message extension', () => {
  const chat = {
    conversation: {
      id: '19:autres@unq.gbl.spaces',
      conversationType: 'groupChat',
      tenantId: TENANT,
      isGroup: true,
    },
  };

  it('finds actions by words, each with its card', async () => {
    const { conversation } = harness;
    const asked: string[] = [];
    conversation.onQuote = (words) => {
      asked.push(words);
      const card = { summary: 'THA-3', title: 'THA-3 - Navette', blocks: [] };
      return [{ title: 'THA-3 - Navette', text: 'En cours.', card }];
    };
    const parameters = [{ name: 'words', value: 'navette' }];
    const { body } = await invoke(
      'composeExtension/query',
      { commandId: 'searchAction', parameters, queryOptions: { skip: 0, count: 25 } },
      chat,
    );
    expect(asked).toEqual(['navette']);
    expect(body).toMatchObject({
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [
          {
            content: { type: 'AdaptiveCard' },
            preview: { content: { title: 'THA-3 - Navette', text: 'En cours.' } },
          },
        ],
      },
    });
  });

  it('tells somebody unknown to write to the bot first', async () => {
    harness.conversation.onQuote = () => undefined;
    const parameters = [{ name: 'initialRun', value: 'true' }];
    const { body } = await invoke(
      'composeExtension/query',
      { commandId: 'searchAction', parameters },
      chat,
    );
    expect(body).toMatchObject({ composeExtension: { type: 'message' } });
    expect(JSON.stringify(body)).toContain('Écrivez d’abord');
  });

  it('declares an update in a dialog, and says there what came of it', async () => {
    const { conversation, connector } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    const { task } = await invoke(
      'composeExtension/fetchTask',
      { commandId: 'declareUpdate', commandContext: 'compose' },
      chat,
    );
    expect(conversation.inbounds.at(-1)?.request).toEqual({ kind: 'words', words: 'maj' });
    const data = sentBy(task, { 'f.comment': 'la navette démarre' });
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('Enregistré.') });
    const sent = await invoke(
      'composeExtension/submitAction',
      { commandId: 'declareUpdate', data },
      chat,
    );
    expect(conversation.inbounds.at(-1)?.request).toMatchObject({
      values: { comment: 'la navette démarre' },
    });
    expect(JSON.stringify(sent.task)).toContain('Enregistré.');
    expect(connector.messages).toEqual([]);
  });

  it('opened from a message makes a comment of its words', async () => {
    const { conversation } = harness;
    conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    const content =
      '<div><div>Bonjour&nbsp;<at id="0">Karim</at>,</div><div>la navette <b>démarre</b> &amp; roule<br>bien</div></div><script>x</script>';
    await invoke(
      'composeExtension/fetchTask',
      {
        commandId: 'declareUpdate',
        commandContext: 'message',
        messagePayload: { body: { contentType: 'html', content } },
      },
      chat,
    );
    expect(conversation.inbounds.at(-1)?.request).toEqual({
      kind: 'attachMessage',
      text: 'Bonjour @Karim,\nla navette démarre & roule\nbien',
    });
  });

  it('keeps nothing of a conversation where the bot is not', async () => {
    await invoke('composeExtension/query', { commandId: 'searchAction', parameters: [] }, chat);
    harness.conversation.decide = () => ({ kind: 'answer', answer: { kind: 'form', form } });
    await invoke('composeExtension/fetchTask', { commandId: 'declareUpdate' }, chat);
    const kept = await harness.db.selectFrom('conversationReference').selectAll().execute();
    expect(kept).toEqual([]);
  });
});
