import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAuthority, startFakeAuthority } from '../../support/fake-authority.ts';
import { type Harness, startHarness, TENANT } from './harness.ts';

const appId = '22222222-2222-4222-8222-222222222222';
const credentials = { appId, appPassword: 'secret-of-the-tests', tenantId: TENANT };

let harness: Harness;
let authority: FakeAuthority;

beforeEach(async () => {
  const later: { authority?: FakeAuthority } = {};
  harness = await startHarness(async (_conversation, connector) => {
    later.authority = await startFakeAuthority(appId, connector.serviceUrl);
    return { credentials, authority: later.authority.authority };
  });
  if (!later.authority) throw new Error('no authority');
  authority = later.authority;
});
afterEach(async () => {
  await harness[Symbol.asyncDispose]();
  await authority[Symbol.asyncDispose]();
});

function post(authorization?: string, more: object = {}) {
  const activity = harness.activities.message('aide', 'camille', more);
  return harness.post(activity, authorization === undefined ? {} : { authorization });
}

describe('with credentials', () => {
  it('a call of the Bot Connector is taken, and answered with the bot’s own token', async () => {
    expect((await post(authority.header())).status).toBe(200);
    expect(harness.conversation.inbounds).toHaveLength(1);
    const [sent] = harness.connector.calls;
    expect(sent?.authorization).toBe('Bearer token-of-the-bot');
  });

  it.each([
    ['no token', () => undefined],
    ['something else than a token', () => 'Bearer not.a.token'],
    ['another scheme', () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['a token signed by somebody else', () => authority.header({}, 'other')],
    ['a token for another bot', () => authority.header({ aud: 'another' })],
    ['a token of another issuer', () => authority.header({ iss: 'https://evil.example' })],
    ['a token that has run out', () => authority.header({ exp: 1_000_000 })],
    ['a token for another service', () => authority.header({ serviceurl: 'https://evil.example' })],
  ])('a call with %s gets 401, and reaches nobody', async (_what, header) => {
    const { status, body } = await post(header());
    expect(status).toBe(401);
    expect(body).toEqual({ error: 'Cette demande n’est pas authentifiée.' });
    expect(harness.conversation.inbounds).toEqual([]);
    expect(harness.connector.calls).toEqual([]);
  });

  it.each([
    ['of another channel, whose client says who writes', { channelId: 'directline' }],
    ['of somebody without an account of the organisation', { from: { id: 'aad-karim' } }],
  ])('an activity %s is refused', async (_what, more) => {
    const { status, body } = await post(authority.header(), more);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).toContain('ne se parle que dans Teams');
    expect(harness.conversation.inbounds).toEqual([]);
  });

  it.each([
    ['of another tenant', { channelData: { tenant: { id: 'autre' } } }],
    ['that names no tenant', { channelData: {}, conversation: { id: 'a:29:camille' } }],
  ])('an activity %s is refused', async (_what, more) => {
    const { status, body } = await post(authority.header(), more);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).toContain('ne sert qu’une organisation');
    expect(harness.conversation.inbounds).toEqual([]);
  });

  it('a sign-in that is down is no fault of a message: the platform is held', async () => {
    await post(authority.header());
    authority.isDown = true;
    const camille = { kind: 'person', tenant: TENANT, user: 'aad-camille' } as const;
    const card = { summary: 'Rappel', blocks: [] };
    const { messenger } = harness.platform;
    expect(await messenger.send(camille, card, 'k1')).toEqual({
      ...{ kind: 'later', error: 'sign_in_failed', platform: 'silent' },
    });
    authority.isDown = false;
    expect((await messenger.send(camille, card, 'k1')).kind).toBe('sent');
  });

  it('nothing that is logged holds a token or the secret', async () => {
    await post(authority.header({}, 'other'));
    await post(authority.header());
    expect(harness.log.join('')).not.toMatch(/eyJ|secret-of-the-tests|token-of-the-bot/);
  });
});

describe('without credentials', () => {
  it('an activity that would be answered elsewhere than on this computer is refused', async () => {
    await using local = await startHarness();
    const activity = { ...local.activities.message('aide'), serviceUrl: 'https://smba.example' };
    expect(await local.post(activity)).toMatchObject({ status: 403 });
    expect(local.conversation.inbounds).toEqual([]);
  });

  it.each(['{', '[]', '"texte"', '{}', JSON.stringify({ type: 'message' })])(
    'what is no activity (%s) gets 400',
    async (posted) => {
      await using local = await startHarness();
      expect((await local.post(posted)).status).toBe(400);
    },
  );
});
