/** Files and long work that come with an answer: the real adapter against a Slack of its own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, OutFile } from '../../../src/conversation/exchange.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { type Harness, payload, startHarness } from './harness.ts';

let slack: Harness;
beforeEach(async () => {
  slack = await startHarness();
  slack.api.answer('conversations.open', ({ users }) => ({
    ok: true,
    channel: { id: `D${users}` },
  }));
});
afterEach(async () => {
  await slack[Symbol.asyncDispose]();
});

const review: OutFile = {
  name: 'bilan-2027.docx',
  title: 'Bilan 2027',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  content: new Uint8Array([80, 75, 3, 4, 0, 255]),
};
const picture: OutFile = {
  name: 'actions.png',
  title: 'Actions par statut',
  mediaType: 'image/png',
  content: new Uint8Array([137, 80, 78, 71]),
  alt: '12 actions en cours, 4 réalisées',
};
const withFiles = (words: string, ...files: OutFile[]): Answer => ({
  ...(cardAnswer(words) as Extract<Answer, { kind: 'card' }>),
  files,
});
const answers = (answer: Answer) => {
  slack.conversation.decide = () => ({ kind: 'answer', answer });
};
const completed = () => slack.api.of('files.completeUploadExternal').map(({ args }) => args);
const logged = () => slack.log.join('');
const reference = /Référence\u00a0: ([2-9A-Z]{6})/;
/** Waits for the work that goes on after the answer. */
const settle = () => slack.platform[Symbol.asyncDispose]();

describe('files', () => {
  test('arrive in one message beside the card, with the description of the picture', async () => {
    answers(withFiles('Voici le bilan.', review, picture));
    await slack.deliver(payload.event(payload.message('bilan 2027')));
    expect(slack.api.of('chat.postMessage').map(({ args }) => args.text)).toEqual([
      'Voici le bilan.',
    ]);
    expect(completed()).toEqual([
      {
        files: [
          { id: 'F1', title: 'Bilan 2027' },
          { id: 'F2', title: 'Actions par statut' },
        ],
        channel_id: 'D1',
      },
    ]);
    expect(slack.api.uploads.get('F1')).toEqual({
      type: review.mediaType,
      content: Buffer.from(review.content),
    });
    const tickets = slack.api.of('files.getUploadURLExternal').map(({ args }) => args);
    expect(tickets).toEqual([
      { filename: 'bilan-2027.docx', length: '6' },
      { filename: 'actions.png', length: '4', alt_txt: '12 actions en cours, 4 réalisées' },
    ]);
    expect(slack.api.of('conversations.open')).toHaveLength(0);
  });

  test('come after the card', async () => {
    answers(withFiles('Voici le bilan.', review));
    await slack.deliver(payload.event(payload.message('bilan 2027')));
    const methods = slack.api.calls.map(({ method }) => method);
    expect(methods.indexOf('chat.postMessage')).toBeLessThan(
      methods.indexOf('files.getUploadURLExternal'),
    );
  });

  test('asked for in a channel go to the direct conversation, and the private card says so', async () => {
    answers(withFiles('Voici le bilan.', review, picture));
    const acks = await slack.deliver(payload.command(slack.api.origin, 'bilan 2027'));
    expect(acks).toMatchObject([{ response_type: 'ephemeral' }]);
    expect(JSON.stringify(acks)).toContain(
      'Les fichiers arrivent dans votre conversation privée avec le bot.',
    );
    expect(completed()).toMatchObject([{ channel_id: 'DU1' }]);
    expect(completed()[0]).not.toHaveProperty('thread_ts');
  });

  test('asked for by a command in that conversation are not said to be elsewhere, once it is known', async () => {
    answers(withFiles('Voici le bilan.', review));
    const typed = payload.command(slack.api.origin, 'bilan', { channel_id: 'DU1' });
    const first = await slack.deliver(typed);
    const second = await slack.deliver({ ...typed, trigger_id: '2' });
    expect(JSON.stringify(first)).toContain('Le fichier arrive dans votre conversation privée');
    expect(JSON.stringify(second)).not.toContain('arrive dans');
    expect(slack.api.of('conversations.open')).toHaveLength(1);
    expect(completed()).toHaveLength(2);
  });

  test('asked for in a thread of that conversation stay in it', async () => {
    answers(withFiles('Voici le bilan.', review));
    await slack.deliver(payload.event(payload.message('bilan', { thread_ts: '5.1' })));
    expect(completed()).toMatchObject([{ channel_id: 'D1', thread_ts: '5.1' }]);
  });

  test.each([
    ['the upload', () => slack.api.refuse('/upload/F1', 500), 'http_500'],
    [
      'the scope',
      () => slack.api.answer('files.getUploadURLExternal', { ok: false, error: 'missing_scope' }),
      'missing_scope',
    ],
    [
      'the sharing',
      () => slack.api.answer('files.completeUploadExternal', { ok: false, error: 'is_archived' }),
      'is_archived',
    ],
  ])(
    'that Slack refuses (%s) are told beside the card, with a reference',
    async (_, refuse, code) => {
      refuse();
      answers(withFiles('Voici le bilan.', review));
      await slack.deliver(payload.event(payload.message('bilan')));
      const said = slack.api.of('chat.postMessage').map(({ args }) => String(args.text));
      expect(said[0]).toBe('Voici le bilan.');
      expect(said[1]).toMatch(/^Le fichier n’a pas pu vous être envoyé\./);
      expect(said).toHaveLength(2);
      expect(logged()).toContain(reference.exec(said[1] ?? '')?.[1]);
      expect(logged()).toContain(code);
      expect(logged()).not.toContain('bilan-2027');
    },
  );
});

describe('what takes long', () => {
  const later = (after: () => Promise<Answer>): Answer => ({
    ...(cardAnswer('Le bilan se prépare.') as Extract<Answer, { kind: 'card' }>),
    after,
  });

  test('begins once the card is given, holds nothing up, and its answer comes with its files', async () => {
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<Answer>();
    answers(
      later(() => {
        expect(slack.api.of('chat.postMessage')).toHaveLength(1);
        begun.resolve();
        return done.promise;
      }),
    );
    await slack.deliver(payload.event(payload.message('bilan')));
    await begun.promise;
    expect(completed()).toHaveLength(0);
    done.resolve(withFiles('Voici le bilan.', review));
    await settle();
    expect(slack.api.of('chat.postMessage').map(({ args }) => args.text)).toEqual([
      'Le bilan se prépare.',
      'Voici le bilan.',
    ]);
    expect(completed()).toMatchObject([{ channel_id: 'D1' }]);
  });

  test('stays private where others read', async () => {
    answers(later(async () => withFiles('Voici le bilan.', review)));
    await slack.deliver(payload.command(slack.api.origin, 'bilan'));
    await settle();
    expect(slack.api.responded).toMatchObject([
      { path: '/respond/command', body: { text: 'Voici le bilan.', response_type: 'ephemeral' } },
    ]);
    expect(completed()).toMatchObject([{ channel_id: 'DU1' }]);
  });

  test('is waited for by a stop', async () => {
    const done = Promise.withResolvers<Answer>();
    answers(later(() => done.promise));
    await slack.deliver(payload.event(payload.message('bilan')));
    const stopped = settle();
    done.resolve(cardAnswer('Voici le bilan.'));
    await stopped;
    expect(slack.api.of('chat.postMessage')).toHaveLength(2);
  });

  test('that fails is told with a reference', async () => {
    answers(later(() => Promise.reject(new RangeError('secret'))));
    await slack.deliver(payload.event(payload.message('bilan')));
    await settle();
    const said = slack.api.of('chat.postMessage').map(({ args }) => String(args.text));
    expect(said[1]).toMatch(/^La suite de la réponse n’a pas pu être préparée\./);
    expect(logged()).toContain(reference.exec(said[1] ?? '')?.[1]);
    expect(logged()).toContain('RangeError');
    expect(logged()).not.toContain('secret');
  });
});
