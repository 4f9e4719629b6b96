import { describe, expect, it } from 'vitest';
import { accountsOf, findAccount, waitingAccounts } from '../../src/store/accounts.ts';
import { updatePerson } from '../../src/store/people.ts';
import { decideAccount } from '../../src/use-cases/decide-account.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { type DirectoryFacts, tieAccount } from '../../src/use-cases/tie-account.ts';
import { openWorld, refusal, value, type World } from '../support/world.ts';

const account = { platform: 'p', tenant: 'T1', user: 'U1' };
const second = { ...account, user: 'U2' };
const email = 'claire.vidal@exemple.fr';
const plain: DirectoryFacts = {
  ...{ email, isBot: false, isDeleted: false, isExternal: false, isGuest: false },
};

const tie = (world: World, facts: Partial<DirectoryFacts> = {}, to = account, automatic = false) =>
  world.actAs(null, (context) =>
    tieAccount(context, to, { ...plain, ...facts }, { confirmAutomatically: automatic }),
  );

describe('tying a chat account', () => {
  it('goes by the exact address of the directory, whatever its capitals', async () => {
    await using world = await openWorld();
    const claire = await world.person({ email });
    expect(await tie(world, { email: 'Claire.Vidal@Exemple.FR' })).toMatchObject({
      ...{ kind: 'tied', person: { id: claire.id } },
    });
    const near = await tie(world, { email: 'claire.vidal2@exemple.fr' }, second);
    expect(near).toEqual({ kind: 'unknown', email: 'claire.vidal2@exemple.fr' });
    expect(await accountsOf(world.db, claire.id)).toMatchObject([{ user: 'U1', state: 'tied' }]);
  });

  it.each([
    ['bot', { isBot: true }],
    ['deleted', { isDeleted: true }],
    ['external', { isExternal: true }],
  ] as const)('never ties a %s account', async (why, facts) => {
    await using world = await openWorld();
    const claire = await world.person({ email });
    expect(await tie(world, facts)).toEqual({ kind: 'refused', why });
    expect(await tie(world, facts, account, true)).toEqual({ kind: 'refused', why });
    expect(await accountsOf(world.db, claire.id)).toEqual([]);
  });

  it('knows nobody without an address', async () => {
    await using world = await openWorld();
    await world.person({ email });
    const { email: _, ...silent } = plain;
    const result = await world.actAs(null, (context) =>
      tieAccount(context, account, silent, { confirmAutomatically: true }),
    );
    expect(result).toEqual({ kind: 'unknown' });
  });

  it('makes a guest wait for the chargée de mission, whose word is kept', async () => {
    await using world = await openWorld();
    await world.person({ email });
    const officer = await world.person({ role: 'programmeOfficer' });
    expect((await tie(world, { isGuest: true })).kind).toBe('waiting');
    expect((await tie(world)).kind).toBe('waiting');
    expect(await waitingAccounts(world.db)).toMatchObject([account]);
    value(await world.actAs(officer, (context) => decideAccount(context, account, 'refused')));
    expect(await tie(world)).toEqual({ kind: 'refused', why: 'refusedBefore' });
    value(await world.actAs(officer, (context) => decideAccount(context, account, 'tied')));
    expect((await tie(world, { isGuest: true })).kind).toBe('tied');
  });

  it('makes a second account of a platform wait, not one of another platform', async () => {
    await using world = await openWorld();
    const claire = await world.person({ email });
    await tie(world);
    expect((await tie(world, {}, second)).kind).toBe('waiting');
    expect((await tie(world, {}, { ...account, platform: 'q' })).kind).toBe('tied');
    const states = (await accountsOf(world.db, claire.id)).map(({ state }) => state);
    expect(states.sort()).toEqual(['tied', 'tied', 'waiting']);
  });

  it('confirms guests and second accounts where the installation says so', async () => {
    await using world = await openWorld();
    await world.person({ email });
    expect((await tie(world, { isGuest: true }, account, true)).kind).toBe('tied');
    expect((await tie(world, {}, second, true)).kind).toBe('tied');
  });

  it('is done once: a changed address ties to nobody else', async () => {
    await using world = await openWorld();
    const claire = await world.person({ email });
    const luc = await world.person({ email: 'luc@exemple.fr' });
    await tie(world);
    expect(await tie(world, { email: 'luc@exemple.fr' })).toMatchObject({
      person: { id: claire.id },
    });
    await world.actAs(null, (context) =>
      updatePerson(context.db, claire.id, { email: 'c.v@exemple.fr' }),
    );
    expect(await tie(world)).toMatchObject({ kind: 'tied', person: { id: claire.id } });
    expect(await accountsOf(world.db, luc.id)).toEqual([]);
  });

  it('leaves with the person', async () => {
    await using world = await openWorld();
    const claire = await world.person({ email });
    await tie(world);
    value(await world.actAs(null, (context) => departPerson(context, claire.id)));
    expect(await findAccount(world.db, account)).toBeUndefined();
    expect((await tie(world)).kind).toBe('unknown');
  });

  it('is decided by the chargée de mission alone', async () => {
    await using world = await openWorld();
    const claire = await world.person({ email, role: 'referent' });
    await tie(world, { isGuest: true });
    const result = await world.actAs(claire, (context) => decideAccount(context, account, 'tied'));
    expect(refusal(result)).toMatchObject({ kind: 'notAllowed', act: 'managePeople' });
    expect(await findAccount(world.db, account)).toMatchObject({ state: 'waiting' });
  });

  it('journals no account name and no address', async () => {
    await using world = await openWorld();
    await world.person({ email });
    await tie(world);
    expect(JSON.stringify(await world.journal())).not.toMatch(/U1|exemple\.fr/);
  });
});
