/** The journal forgets nothing: no text and no number that somebody typed or forged enters it. */
import { expect, it } from 'vitest';
import { indicatorsOf } from '../../../src/store/actions.ts';
import { openChat } from '../../support/chat.ts';
import { openWorld } from '../../support/world.ts';

const nir = '1850578006084';
const forged = 'Mme Benali';

it('keeps out what is forged or is the number of somebody', async () => {
  await using world = await openWorld();
  const group = await world.group();
  const action = await world.action(group);
  const pilot = await world.person({ role: 'pilot', group });
  const plain = await world.person();
  const chat = openChat(world);
  const [indicator] = await indicatorsOf(world.db, [action.id]);
  const state = { action: action.code, year: '2027', actions: action.code, shown: '' };
  const form = (person: typeof pilot, name: string, of: object, values: object) =>
    chat.send(person, { kind: 'submit', form: name, state: { ...of }, values: { ...values } });
  const act = (name: string, id: string) => chat.press(plain, { do: 'act', act: name, id });
  await chat.say(pilot, `indicateurs ${action.code} 2027 : ${nir}`);
  await chat.say(pilot, `indicateurs ${action.code} 2027 : 1850578,006084`);
  await form(pilot, 'indicators', state, { [`${indicator?.id}/2027`]: nir });
  await form(
    pilot,
    'newAction',
    { group: group.code },
    { title: 'T', axes: ['A1'], indicators: `Participants ; objectif ${nir}` },
  );
  await act('snoozeReminder', `alert:${forged}`);
  await act('snoozeFor', `7 pact-end:${forged}`);
  await act('retryMessage', forged);
  await form(plain, 'endMandate', {}, { mandate: forged, endsOn: '2027-04-01' });
  await form(plain, 'departure', { person: forged }, { sure: 'yes' });
  await form(plain, 'newMandate', { person: forged }, { role: 'pilot', startsOn: '2027-04-01' });
  const kept = JSON.stringify([
    await world.journal(),
    await world.db.selectFrom('inbound').select('answer').execute(),
  ]);
  expect(kept).not.toContain(forged);
  expect(kept.replace(/[\s\u00A0\u202F.,]/g, '')).not.toContain(nir);
  const refused = (await world.journal()).filter(({ act: done }) => done === 'refused');
  expect(refused.length).toBeGreaterThan(1);
  expect(new Set(refused.map(({ subjectId }) => subjectId))).toEqual(new Set(['']));
});
