/** Files in the person's own conversation: received, shown, offered. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutFile } from '../../../src/conversation/exchange.ts';
import { saveAccount } from '../../../src/store/accounts.ts';
import { startFakeAuthority } from '../../support/fake-authority.ts';
import type { TeamsMessage } from '../../support/fake-bot-connector.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { openWorld } from '../../support/world.ts';
import { cardOf, type Harness, startHarness, TENANT, wordsOf } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(async () => {
  await harness[Symbol.asyncDispose]();
  for (const end of ends.splice(0)) await end();
  header = {};
});

const appId = '22222222-2222-4222-8222-222222222222';
const ends: (() => PromiseLike<void>)[] = [];
let header: Record<string, string> = {};
const post = (activity: unknown) => harness.post(activity, header);
const own = 'a:29:camille';
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

describe('a file given to the bot', () => {
  const given = (names: readonly string[]) =>
    harness.activities.message('admin import', 'camille', {
      attachments: [
        ...names.map((name) => ({
          contentType: DOWNLOAD,
          name,
          contentUrl: 'https://contoso.sharepoint.com/x',
          content: { downloadUrl: `${harness.connector.serviceUrl}/files/${name}`, uniqueId: name },
        })),
        { contentType: 'text/html', content: '<div>admin import</div>' },
      ],
    });

  it('reaches the conversation with the words that came with it, one request each', async () => {
    const { conversation, connector } = harness;
    connector.files.set('a.csv', Buffer.from('nom;prénom'));
    connector.files.set('b.csv', Buffer.from('b'));
    await post(given(['a.csv', 'b.csv']));
    expect(conversation.inbounds.map(({ request }) => request)).toEqual([
      {
        kind: 'file',
        words: 'admin import',
        fileName: 'a.csv',
        content: new Uint8Array(Buffer.from('nom;prénom')),
      },
      { kind: 'file', words: '', fileName: 'b.csv', content: new Uint8Array(Buffer.from('b')) },
    ]);
    expect(new Set(conversation.inbounds.map(({ key }) => key)).size).toBe(2);
  });

  it.each([
    [
      'too large',
      'dépasse 5 Mo',
      () => harness.connector.files.set('a.csv', Buffer.alloc(6_000_000)),
    ],
    ['gone', 'n’a pas pu être lu', () => harness.connector.files.clear()],
  ])('%s is said not to have been read', async (_what, words, prepare) => {
    prepare();
    await post(given(['a.csv']));
    expect(harness.conversation.inbounds).toEqual([]);
    expect(wordsOf(harness.connector.in(own)[0])).toContain(words);
  });
});

describe('a file of an answer', () => {
  const picture: OutFile = {
    name: 'bilan.png',
    title: 'Avancement',
    mediaType: 'image/png',
    content: new Uint8Array([137, 80, 78, 71]),
    alt: 'Douze actions réalisées sur quarante.',
  };
  const document: OutFile = {
    name: 'bilan.docx',
    title: 'Bilan 2027',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: new Uint8Array([1, 2, 3]),
  };
  const answerWith = (files: readonly OutFile[]) => {
    harness.conversation.decide = () => ({
      kind: 'answer',
      answer: {
        ...cardAnswer('Voici.'),
        kind: 'card',
        card: { summary: 'Voici.', blocks: [] },
        files,
      },
    });
  };
  /** Makes the harness's person one of a pact: files wait under a name. */
  async function known(where: 'local mode' | 'Teams' = 'Teams'): Promise<void> {
    await harness[Symbol.asyncDispose]();
    const world = await openWorld();
    const person = await world.person();
    const account = { platform: 'teams', tenant: TENANT, user: 'aad-camille' };
    await world.actAs(null, ({ db, now }) =>
      saveAccount(db, { ...account, personId: person.id, state: 'tied', since: now }),
    );
    harness = await startHarness(async (_conversation, connector) => {
      const localUrl = 'http://127.0.0.1:3978';
      if (where === 'local mode') return { db: world.db, localUrl };
      const fake = await startFakeAuthority(appId, connector.serviceUrl);
      ends.push(() => fake[Symbol.asyncDispose]());
      header = { authorization: fake.header() };
      const credentials = { appId, appPassword: 'secret', tenantId: TENANT };
      return { db: world.db, credentials, authority: fake.authority };
    });
  }
  const consent = (action: string, context: unknown, more: object = {}) =>
    harness.activities.invoke('fileConsent/invoke', {
      type: 'fileUpload',
      action,
      context,
      uploadInfo: {
        contentUrl: 'https://contoso-my.sharepoint.com/bilan.docx',
        name: 'bilan.docx',
        uploadUrl: `${harness.connector.serviceUrl}/files/bilan.docx`,
        uniqueId: 'u1',
        fileType: 'docx',
      },
      ...more,
    });

  /** The question that Teams puts before it takes a file. */
  function offeredIn(message: TeamsMessage | undefined) {
    const [attachment] = (message?.activity.attachments ?? []) as {
      contentType: string;
      content: { acceptContext: unknown; declineContext: unknown };
    }[];
    if (!attachment) throw new Error('nothing is offered');
    return attachment;
  }

  it('that is a small picture is shown, with what it shows in words', async () => {
    answerWith([picture]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const [, shown] = harness.connector.in(own);
    expect(cardOf(shown).body).toEqual([
      {
        type: 'Image',
        url: 'data:image/png;base64,iVBORw==',
        altText: 'Douze actions réalisées sur quarante.',
      },
    ]);
  });

  it('is offered, and put where the person accepts it', async () => {
    await known();
    answerWith([document]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const asked = harness.connector.in(own)[1];
    const attachment = offeredIn(asked);
    expect(attachment).toMatchObject({
      contentType: CONSENT,
      name: 'bilan.docx',
      content: { description: 'Bilan 2027', sizeInBytes: 3 },
    });
    const { acceptContext } = attachment.content;
    const accepted = { ...consent('accept', acceptContext), replyToId: asked?.id };
    expect((await post(accepted)).status).toBe(200);
    await harness.idle();
    expect(harness.connector.files.get('bilan.docx')).toEqual(Buffer.from([1, 2, 3]));
    expect(JSON.stringify(asked?.activity)).toContain('file.info');
    // Accepted once: it waits no longer.
    await post(consent('accept', acceptContext));
    await harness.idle();
    expect(wordsOf(harness.connector.in(own).at(-1))).toContain('n’est plus gardé');
  });

  it('is fetched from this computer in local mode, whose stand-in takes no files', async () => {
    await known('local mode');
    answerWith([document]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const shown = harness.connector.in(own)[1];
    expect(wordsOf(shown)).toContain('bilan.docx');
    const path = JSON.stringify(shown?.activity).match(
      /127\.0\.0\.1:3978(\/local\/files\/[\w-]+)/,
    )?.[1];
    const fetched = await fetch(new URL(path ?? '/', harness.url));
    expect(fetched.status).toBe(200);
    expect(fetched.headers.get('content-disposition')).toContain('bilan.docx');
    expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(document.content);
    expect((await fetch(new URL('/local/files/autre', harness.url))).status).toBe(404);
  });

  it('of somebody else is not given', async () => {
    await known();
    answerWith([document]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const attachment = offeredIn(harness.connector.in(own)[1]);
    const other = {
      ...consent('accept', attachment.content.acceptContext),
      from: { id: '29:autre', aadObjectId: 'aad-autre' },
    };
    await post(other);
    await harness.idle();
    expect(harness.connector.files.size).toBe(0);
  });

  it('that is declined is forgotten', async () => {
    await known();
    answerWith([document]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const drafts = () => harness.db.selectFrom('draft').select('id').execute();
    expect(await drafts()).toHaveLength(1);
    const attachment = offeredIn(harness.connector.in(own)[1]);
    await post(consent('decline', attachment.content.declineContext));
    await harness.idle();
    expect(await drafts()).toEqual([]);
    expect(harness.connector.files.size).toBe(0);
  });

  it('that somebody else declines still waits for its owner', async () => {
    await known();
    answerWith([document]);
    await post(harness.activities.message('bilan'));
    await harness.idle();
    const attachment = offeredIn(harness.connector.in(own)[1]);
    await post({
      ...consent('decline', attachment.content.declineContext),
      from: { id: '29:autre', aadObjectId: 'aad-autre' },
    });
    await harness.idle();
    await post(consent('accept', attachment.content.acceptContext));
    await harness.idle();
    expect(harness.connector.files.size).toBe(1);
  });

  it('asked for in a channel arrives in the person’s own conversation', async () => {
    answerWith([picture]);
    await post(harness.activities.mention('bilan'));
    await harness.idle();
    const elsewhere = harness.connector.messages.filter(({ conversation }) => conversation !== own);
    expect(elsewhere.map(wordsOf)).toEqual(['Je vous ai répondu en conversation privée.']);
    expect(harness.connector.in(own)).toHaveLength(2);
  });

  it('that takes long comes once the card is given', async () => {
    harness.conversation.decide = () => ({
      kind: 'answer',
      answer: {
        kind: 'card',
        card: { summary: 'Je prépare.', blocks: [] },
        after: async () => cardAnswer('C’est prêt.'),
      },
    });
    await post(harness.activities.message('bilan'));
    await harness.idle();
    expect(harness.connector.in(own).map(wordsOf)).toEqual(['Je prépare.', 'C’est prêt.']);
  });

  it('that cannot be prepared is told with a reference', async () => {
    harness.conversation.decide = () => ({
      kind: 'answer',
      answer: {
        kind: 'card',
        card: { summary: 'Je prépare.', blocks: [] },
        after: () => Promise.reject(new Error('plus de place')),
      },
    });
    await post(harness.activities.message('bilan'));
    await harness.idle();
    expect(harness.connector.in(own).map(wordsOf).at(-1)).toContain(
      'La suite n’a pas pu être préparée',
    );
  });
});
