/** What is lent to a substitute lasts as long as the absence: nobody takes a role for good by it. */
import { describe, expect, it } from 'vitest';
import { everyMandateOf } from '../../../src/store/mandates.ts';
import { openChat, wordsOf } from '../../support/chat.ts';
import { openWorld } from '../../support/world.ts';

async function away() {
  const world = await openWorld();
  const officer = await world.person({ role: 'programmeOfficer', lastName: 'Officier' });
  const sam = await world.person({ firstName: 'Sam', lastName: 'Suppleant' });
  const xavier = await world.person({ firstName: 'Xavier', lastName: 'Tiers' });
  const chat = openChat(world);
  for (const person of [officer, sam, xavier]) await chat.say(person, 'accueil');
  await chat.say(officer, 'absence du 1er mars au 5 mars suppléant Sam Suppleant');
  const submit = (person: typeof sam, form: string, state: object, values: object) =>
    chat.send(person, { kind: 'submit', form, state: { ...state }, values: { ...values } });
  return { world, officer, sam, xavier, chat, submit };
}

describe('whoever stands in for the chargée de mission', () => {
  it('does what cannot wait, and gives no role nor ends one', async () => {
    const { world, officer, sam, chat, submit } = await away();
    await using _ = world;
    expect(wordsOf(await chat.say(sam, 'copil intermédiaire 22/06/2027'))).not.toContain('réservé');
    const taken = await submit(
      sam,
      'newMandate',
      { person: sam.id },
      { role: 'programmeOfficer', startsOn: '2027-03-01' },
    );
    const gone = await submit(sam, 'departure', { person: officer.id }, { sure: 'yes' });
    for (const answer of [taken, gone, await chat.say(sam, 'admin canal')])
      expect(wordsOf(answer)).toContain('vous la remplacez pendant son absence');
    expect(wordsOf(await chat.say(sam, 'admin'))).toContain('Administration');
    expect(await everyMandateOf(world.db, sam.id)).toEqual([]);
    expect((await everyMandateOf(world.db, officer.id)).map(({ endsOn }) => endsOn)).toEqual([
      null,
    ]);
  });

  it('does not hand her role on to somebody she did not name', async () => {
    const { world, sam, xavier, chat } = await away();
    await using _ = world;
    await chat.say(sam, 'absence du 1er mars au 31 décembre suppléant Xavier Tiers');
    expect(wordsOf(await chat.say(xavier, 'admin'))).toContain('réservé à la chargée de mission');
  });
});
