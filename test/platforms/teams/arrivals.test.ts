/** The bot comes and goes: where people and channels are written to is kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardAnswer } from '../../support/fake-conversation.ts';
import { type Harness, startHarness, TENANT, wordsOf } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

const own = 'a:29:camille';
const channel = '19:canal@thread.tacv2';

const kept = async () =>
  harness.db.selectFrom('conversationReference').selectAll().orderBy('kind').execute();

const install = (action: string, more: object = {}) => ({
  ...harness.activities.message('', 'camille', more),
  type: 'installationUpdate',
  action,
});

describe('somebody', () => {
  it('who writes is remembered once: tenant, account, address', async () => {
    const { post, activities, connector } = harness;
    await post(activities.message('accueil'));
    await post(activities.message('accueil'));
    expect(await kept()).toEqual([
      {
        platform: 'teams',
        tenant: TENANT,
        kind: 'person',
        id: 'aad-camille',
        serviceUrl: connector.serviceUrl,
        conversation: own,
        reference: JSON.stringify({ bot: '28:bot', member: '29:camille' }),
        since: '2027-03-01T09:00:00.000Z',
        blockedAt: null,
      },
    ]);
  });

  it('who left and writes again is remembered again', async () => {
    await harness.post(harness.activities.message('accueil'));
    await harness.db.deleteFrom('conversationReference').execute();
    await harness.post(harness.activities.message('accueil'));
    expect(await kept()).toHaveLength(1);
  });

  it('of the pact who is given the bot sees what waits for them', async () => {
    const { post, conversation, connector } = harness;
    const met: unknown[] = [];
    conversation.meet = async (account, entry) => {
      met.push(account, entry.email);
      return true;
    };
    conversation.onHome = () => cardAnswer('Ce qui vous attend.');
    const activity = install('add');
    await post(activity);
    await post(activity);
    expect(met).toEqual([
      { platform: 'teams', tenant: TENANT, user: 'aad-camille' },
      'camille@exemple.fr',
    ]);
    expect(connector.in(own).map(wordsOf)).toEqual([
      expect.stringContaining('Ce qui vous attend.'),
    ]);
  });

  it('unknown who is given the bot is not disturbed, and may be written to later', async () => {
    harness.conversation.meet = async () => false;
    await harness.post(install('add'));
    expect(harness.connector.messages).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });

  it('who removes the bot is not written to until they write again', async () => {
    const { post, activities, platform, connector } = harness;
    await post(activities.message('accueil'));
    await post(install('remove'));
    const to = { kind: 'person', tenant: TENANT, user: 'aad-camille' } as const;
    const card = { summary: 'Rappel', blocks: [] };
    const before = connector.calls.length;
    expect((await platform.messenger.send(to, card, 'k1')).kind).not.toBe('sent');
    expect(connector.calls).toHaveLength(before);
    await post(activities.message('me revoilà'));
    expect((await platform.messenger.send(to, card, 'k1')).kind).toBe('sent');
  });
});

describe('a channel', () => {
  it('where the bot is called is remembered, with its team, and whoever called', async () => {
    const { post, activities } = harness;
    await post(activities.mention('admin canal'));
    expect((await kept()).map(({ kind, id, conversation }) => [kind, id, conversation])).toEqual([
      ['channel', channel, channel],
      // The answer opened it.
      ['person', 'aad-camille', own],
      ['team', '19:equipe@thread.tacv2', '19:equipe@thread.tacv2'],
    ]);
  });

  it('whose team removes the bot is no longer searched for people', async () => {
    const { post, activities, platform, connector } = harness;
    const update = {
      ...activities.message('', 'camille', activities.inChannel),
      type: 'conversationUpdate',
    };
    const bot = [{ id: '28:bot' }];
    await post({ ...update, id: 'u1', membersAdded: bot });
    expect((await platform.messenger.findAccount('camille@exemple.fr'))?.account.user).toBe(
      'aad-camille',
    );
    expect(await platform.messenger.findAccount('personne@exemple.fr')).toBeUndefined();
    await post({ ...update, id: 'u2', membersRemoved: bot });
    const before = connector.calls.length;
    await platform.messenger.findAccount('camille@exemple.fr');
    const asked = connector.calls.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path.includes('equipe'))).toEqual([]);
  });
});
