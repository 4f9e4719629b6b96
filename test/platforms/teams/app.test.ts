import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

/** All that a message says. */
function wordsOf(activity: unknown): string {
  return JSON.stringify(activity);
}

describe('words in the person’s own conversation', () => {
  it('reach the conversation with account, place and words, and are answered by a card', async () => {
    const { post, activities, conversation, connector } = harness;
    const said = activities.message('maj THA-3 : texte');
    const { status } = await post(said);
    expect(harness.log).toEqual([]);
    expect(status).toBe(200);
    expect(conversation.inbounds).toEqual([
      {
        key: `activity:a:29:camille:${said.id}`,
        account: {
          platform: 'teams',
          tenant: '11111111-1111-4111-8111-111111111111',
          user: 'aad-camille',
        },
        place: { kind: 'direct', id: 'a:29:camille' },
        request: { kind: 'words', words: 'maj THA-3 : texte' },
      },
    ]);
    const [message] = connector.in('a:29:camille');
    expect(message?.activity).toMatchObject({
      type: 'message',
      summary: 'Bien reçu.',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
    expect(wordsOf(message?.activity)).toContain('Bien reçu.');
  });
});

describe('a button', () => {
  it('rewrites its card and answers with it when the answer replaces', async () => {
    const { post, activities, conversation, connector } = harness;
    await post(activities.message('accueil'));
    const [card] = connector.in('a:29:camille');
    conversation.decide = () => ({ kind: 'answer', answer: cardAnswer('C’est fait.', true) });
    const { status, body } = await post(
      activities.press({ do: 'say', words: 'aide' }, card?.id ?? ''),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
    expect(connector.messages).toHaveLength(1);
    expect(card?.rewrites).toBe(1);
    expect(wordsOf(card?.activity)).toContain('C’est fait.');
    expect(conversation.inbounds.at(-1)?.request).toEqual({
      kind: 'press',
      value: { do: 'say', words: 'aide' },
    });
  });
});
