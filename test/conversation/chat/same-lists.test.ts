/** What is counted in one place and listed in another is the same; a list never outgrows a message. */
import { describe, expect, it } from 'vitest';
import { silentActions } from '../../../src/domain/obligations/silent-action.ts';
import { vacantSeatsOn } from '../../../src/domain/obligations/vacant-seat.ts';
import { saveAccount } from '../../../src/store/accounts.ts';
import { readObligations } from '../../../src/use-cases/read-obligations.ts';
import { openChat, wordsOf } from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

describe('the actions of a structure', () => {
  it('are those it is named in, and those its people pilot that name nobody', async () => {
    await using world = await openWorld();
    const chat = openChat(world);
    const group = await world.group();
    const pilot = await world.person({ structure: 'ML', role: 'pilot', group });
    await world.action(group, { title: 'Sans structure', structures: [] });
    await world.action(group, { title: 'De la CAF', structures: ['CAF'] });
    const listed = wordsOf(await chat.say(pilot, 'actions ML'));
    expect(listed).toContain('Sans structure');
    expect(listed).not.toContain('De la CAF');
    const told = wordsOf(await chat.say(pilot, 'relais ML'));
    expect(told).toContain('Sans structure');
    expect(told).not.toContain('De la CAF');
  });
});

describe('silent actions', () => {
  async function counted(world: World) {
    const pact = await world.pact();
    const facts = await readObligations(world.db, pact);
    return silentActions(pact.definition, facts, world.today).length;
  }

  it('are as many in the list as in the digest, whatever the day and the news', async () => {
    await using world = await openWorld({ circuits: true });
    const chat = openChat(world);
    const group = await world.group();
    const pilot = await world.person({ role: 'pilot', group });
    await world.person({ role: 'referent' });
    for (let day = 26; day <= 31; day += 1) {
      const action = await world.action(group, { title: `Atelier ${day}` });
      await world.db
        .updateTable('action')
        .set({ lastNewsAt: `2027-10-${day}T10:00:00.000Z`, status: 'inProgress' })
        .where('id', '=', action.id)
        .execute();
    }
    const seen = new Set<number>();
    for (const day of ['26', '27', '28', '29']) {
      world.now = `2028-02-${day}T09:00:00.000Z`;
      const number = await counted(world);
      seen.add(number);
      const words = wordsOf(await chat.say(pilot, 'actions mes sans nouvelles'));
      expect(words).toContain(number === 0 ? 'Aucune action' : `: ${number}`);
    }
    expect(seen.size).toBeGreaterThan(2);
    await chat.say(pilot, 'maj THA-1 réalisée : tout est en place');
    await world.db
      .updateTable('action')
      .set({ lastNewsAt: '2027-10-26T10:00:00.000Z' })
      .where('code', '=', 'THA-1')
      .execute();
    expect(await counted(world)).toBe(5);
    expect(wordsOf(await chat.say(pilot, 'actions mes sans nouvelles'))).toContain(': 5');
  });
});

it('counts as many vacant seats in the list as in the digest, absences without a substitute too', async () => {
  await using world = await openWorld();
  const chat = openChat(world);
  const group = await world.group();
  const officer = await world.person({ role: 'programmeOfficer' });
  const pilot = await world.person({ role: 'pilot', group });
  await chat.say(pilot, 'absence du 1er au 15 mars 2027');
  const pact = await world.pact();
  const facts = await readObligations(world.db, pact);
  const vacant = vacantSeatsOn(pact.definition, facts, world.today);
  expect(vacant.map(({ kind }) => kind)).toContain('substitute');
  expect(wordsOf(await chat.say(officer, 'qui vacants'))).toContain(
    `${vacant.length} sièges vacants`,
  );
});

describe('a list longer than a message', () => {
  it('shows the first answers awaited, and says how many more there are', async () => {
    await using world = await openWorld({ circuits: true });
    const chat = openChat(world);
    const group = await world.group();
    const pilot = await world.person({ structure: 'ML', role: 'pilot', group });
    const referent = await world.person({ role: 'referent' });
    const officer = await world.person({ structure: 'DEPARTEMENT', role: 'programmeOfficer' });
    for (let index = 1; index <= 55; index += 1)
      await world.action(group, { title: `Atelier ${index}` });
    await world.db.updateTable('action').set({ status: 'inProgress' }).execute();
    for (let index = 1; index <= 55; index += 1)
      await chat.say(pilot, `maj THA-${index} réalisée : tout est en place`);
    const awaited = wordsOf(await chat.say(referent, 'valider'));
    expect(awaited).toContain('55 réponses sont attendues de vous');
    expect(awaited).toContain('Et 43 de plus.');
    expect(wordsOf(await chat.say(referent, 'accueil'))).toContain('Et 50 de plus.');
    expect(wordsOf(await chat.say(officer, 'admin annuler'))).toContain('Et 45 de plus.');
  });

  it('shows the first people of a structure, and the first accounts to confirm', async () => {
    await using world = await openWorld();
    const chat = openChat(world);
    const officer = await world.person({ role: 'programmeOfficer' });
    for (let index = 0; index < 55; index += 1) {
      const one = await world.person({ structure: 'ML', role: 'referent' });
      const account = { platform: 'test', tenant: 'T1', user: `U${index}`, personId: one.id };
      await world.actAs(null, ({ db, now }) =>
        saveAccount(db, { ...account, state: 'waiting', since: now }),
      );
    }
    expect(wordsOf(await chat.say(officer, 'qui ML'))).toContain('Et 43 de plus.');
    expect(wordsOf(await chat.say(officer, 'admin comptes'))).toContain('Et 43 de plus.');
  });
});
