/** What Teams refuses, and what becomes of it: tried again, shortened, put off, or given up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/conversation/card.ts';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { brokenCard } from '../../support/teams-cards.ts';
import { cardOf, type Harness, startHarness, TENANT, wordsOf } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

const own = 'a:29:camille';
const posting = /POST .*activities$/;
const camille = { kind: 'person', tenant: TENANT, user: 'aad-camille' } as const;
const card: Card = { summary: 'Rappel', blocks: [{ kind: 'text', text: ['Rappel'] }] };
const blocked = { kind: 'impossible', reason: 'blocked' };
const posts = () => harness.connector.calls.filter(({ path }) => path.endsWith('/activities'));

describe('an answer', () => {
  it.each([412, 429, 502, 503, 504])('refused with %i is tried again soon', async (status) => {
    const { post, activities, connector } = harness;
    connector.refuse(posting, [{ status }]);
    await post(activities.message('accueil'));
    expect(posts()).toHaveLength(2);
    expect(wordsOf(connector.in(own)[0])).toContain('Bien reçu.');
  });

  it('refused again and again is told in the log alone, and what was said is not', async () => {
    const { post, activities, connector, log } = harness;
    connector.refuse(
      posting,
      Array.from({ length: 9 }, () => ({ status: 502 })),
    );
    expect((await post(activities.message('maj THA-3 : secret'))).status).toBe(200);
    expect(connector.messages).toEqual([]);
    expect(log.join('')).toContain('an answer could not be given');
    expect(log.join('')).not.toContain('secret');
  });

  it('is not waited for longer than a person waits', async () => {
    const { post, activities, connector } = harness;
    connector.refuse(posting, [{ status: 429, retryAfter: 120 }]);
    await post(activities.message('accueil'));
    // The second says that the answer could not be shown.
    expect(posts()).toHaveLength(2);
    expect(wordsOf(connector.in(own)[0])).toContain('n’a pas pu s’afficher');
  });

  it('found too large is shortened, and says so', async () => {
    const { post, activities, conversation, connector } = harness;
    const long = cardAnswer('x'.repeat(1000));
    const blocks = Array.from({ length: 30 }, () => ({
      kind: 'text' as const,
      text: ['Une ligne de mille caractères. '.repeat(32)],
    }));
    conversation.decide = () => ({
      kind: 'answer',
      answer: { ...long, kind: 'card', card: { summary: 'Liste', blocks } },
    });
    connector.refuse(posting, [{ status: 413, code: 'MessageSizeTooBig' }]);
    await post(activities.message('actions'));
    const [sent] = connector.in(own);
    expect(wordsOf(sent)).toContain('La suite ne tient pas dans ce message.');
    expect(brokenCard(cardOf(sent))).toEqual([]);
    const [first, second] = posts().map(({ body }) => JSON.stringify(body).length);
    expect(second).toBeLessThan((first ?? 0) / 2);
  });
});

describe('a message sent unasked', () => {
  beforeEach(() => harness.post(harness.activities.message('accueil')));

  it.each([
    [412, { kind: 'later', error: 'Refused', platform: 'failing' }],
    [502, { kind: 'later', error: 'Refused', platform: 'failing' }],
    [504, { kind: 'later', error: 'Refused', platform: 'failing' }],
    [500, { kind: 'later', error: 'Refused', platform: 'failing' }],
    [401, { kind: 'later', error: 'Refused', platform: 'silent' }],
    [404, { kind: 'impossible', error: 'Refused', reason: 'gone' }],
    [400, { kind: 'impossible', error: 'Refused' }],
  ])('refused with %i is tried once, and the outbox told %j', async (status, result) => {
    harness.connector.refuse(posting, [{ status }]);
    const before = posts().length;
    expect(await harness.platform.messenger.send(camille, card, 'k1')).toEqual(result);
    expect(posts()).toHaveLength(before + 1);
  });

  it('refused as one too many waits as long as Teams says', async () => {
    harness.connector.refuse(posting, [{ status: 429, retryAfter: 42 }]);
    expect(await harness.platform.messenger.send(camille, card, 'k1')).toEqual({
      kind: 'later',
      error: 'Refused',
      afterSeconds: 42,
      of: 'conversation',
    });
  });

  it('refused as one too many to be opened holds all the others too', async () => {
    const { platform, connector, post, activities } = harness;
    connector.members.set('29:karim', {
      ...connector.members.get('29:camille'),
      ...{ id: '29:karim', aadObjectId: 'aad-karim', email: 'karim@exemple.fr' },
    });
    await post(activities.mention('aide'));
    await platform.messenger.findAccount('karim@exemple.fr');
    connector.refuse(/conversations$/, [{ status: 429, retryAfter: 42 }]);
    const to = { ...camille, user: 'aad-karim' };
    expect(await platform.messenger.send(to, card, 'k1')).toEqual({
      kind: 'later',
      error: 'Refused',
      afterSeconds: 42,
    });
  });

  it('to somebody who blocked the bot is not tried again until they write', async () => {
    const { platform, connector, post, activities } = harness;
    connector.refuse(posting, [{ status: 403, code: 'MessageWritesBlocked' }]);
    expect(await platform.messenger.send(camille, card, 'k1')).toMatchObject(blocked);
    const before = posts().length;
    expect(await platform.messenger.send(camille, card, 'k2')).toMatchObject(blocked);
    expect(posts()).toHaveLength(before);
    await post(activities.message('me revoilà'));
    expect((await platform.messenger.send(camille, card, 'k3')).kind).toBe('sent');
  });

  it('to somebody never met there is impossible', async () => {
    const { messenger } = harness.platform;
    expect((await messenger.send({ ...camille, user: 'aad-autre' }, card, 'k1')).kind).toBe(
      'impossible',
    );
    expect((await messenger.send({ ...camille, tenant: 'autre' }, card, 'k1')).kind).toBe(
      'impossible',
    );
  });

  it('can be rewritten, and says so when it no longer can', async () => {
    const { platform, connector } = harness;
    const sent = await platform.messenger.send(camille, card, 'k1');
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    const now = { summary: 'Décidé', blocks: [] };
    expect((await platform.messenger.rewrite(sent.reference, now)).kind).toBe('sent');
    expect(wordsOf(connector.in(own).at(-1))).toContain('Décidé');
    connector.messages.length = 0;
    expect((await platform.messenger.rewrite(sent.reference, now)).kind).toBe('impossible');
  });

  it('reaches somebody that a roster knows, in a conversation opened for it', async () => {
    const { platform, connector, post, activities } = harness;
    connector.members.set('29:karim', {
      ...connector.members.get('29:camille'),
      id: '29:karim',
      aadObjectId: 'aad-karim',
      email: 'Karim.Haddad@exemple.fr',
    });
    await post(activities.mention('aide'));
    const found = await platform.messenger.findAccount('karim.haddad@exemple.fr');
    expect(found).toMatchObject({
      account: { platform: 'teams', tenant: TENANT, user: 'aad-karim' },
      entry: { email: 'Karim.Haddad@exemple.fr', isGuest: false },
    });
    const to = { ...camille, user: 'aad-karim' };
    expect((await platform.messenger.send(to, card, 'k1')).kind).toBe('sent');
    expect(wordsOf(connector.in('a:29:karim')[0])).toContain('Rappel');
  });
});
