/** What waits for a choice is on disk: no number of a person helped goes there either (SPEC §9). */
import { expect, it } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { openWorld } from '../../support/world.ts';

const nir = '1 85 05 78 006 084 91';

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  for (const title of ['Ateliers de mobilité', 'Ateliers de mobilité douce'])
    await world.action(group, { title });
  const kept = async () =>
    JSON.stringify([
      await world.db.selectFrom('draft').selectAll().execute(),
      await world.db.selectFrom('inbound').selectAll().execute(),
    ]);
  const close = () => world[Symbol.asyncDispose]();
  return { world, chat: openChat(world), group, pilot, kept, [Symbol.asyncDispose]: close };
}

it('refuses the number when it would ask which action is meant', async () => {
  await using s = await scene();
  const ask = await s.chat.say(s.pilot, 'maj ateliers en cours : usagère reçue');
  expect(JSON.stringify(ask)).toContain('Vouliez-vous dire');
  const refused = await s.chat.say(s.pilot, `maj ateliers en cours : usagère ${nir}`);
  expect(JSON.stringify(refused)).toContain('sécurité sociale');
  expect(await s.kept()).not.toContain(nir);
});

it('refuses the number when it would ask about an address in another field', async () => {
  await using s = await scene();
  const params = { group: s.group.code };
  const form = await s.chat.press(s.pilot, { do: 'form', form: 'newAction', params });
  if (form.kind !== 'form') throw new Error('a form was expected');
  const values = { title: 'Écrire à a.b@exemple.fr', axes: ['A1'], objectives: `Suivi de ${nir}` };
  const refused = await s.chat.submit(s.pilot, form.form, values);
  expect(JSON.stringify(refused)).toContain('sécurité sociale');
  expect(await s.kept()).not.toContain(nir);
});

it('keeps no more than the last ones of a person, nor what no form can hold', async () => {
  await using s = await scene();
  const send = (values: object) =>
    s.chat.send(s.pilot, {
      kind: 'submit',
      form: 'newAction',
      state: { group: s.group.code },
      values: { title: 'Écrire à a.b@exemple.fr', axes: ['A1'], ...values },
    });
  const refused = await send({ junk: 'x'.repeat(240_000) });
  expect(JSON.stringify(refused)).toContain('trop long');
  for (let times = 0; times < 25; times += 1) await send({ means: `fois ${times}` });
  const drafts = (JSON.parse(await s.kept()) as [{ content: string }[], unknown])[0];
  expect(drafts).toHaveLength(20);
  expect(drafts.map(({ content }) => content).join()).not.toContain('fois 4"');
  expect(drafts.map(({ content }) => content).join()).toContain('fois 24"');
});

it('keeps what is chosen in a list once, however often it is sent', async () => {
  await using s = await scene();
  await s.chat.send(s.pilot, {
    kind: 'submit',
    form: 'newAction',
    state: { group: s.group.code },
    values: { title: 'Une action', axes: Array.from({ length: 20_000 }, () => 'A1') },
  });
  const action = await s.world.db
    .selectFrom('action')
    .select('axes')
    .where('title', '=', 'Une action')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(action.axes)).toEqual(['A1']);
});
