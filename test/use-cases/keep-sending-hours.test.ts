import { expect, it } from 'vitest';
import { keepSendingHours } from '../../src/use-cases/keep-sending-hours.ts';
import { digestScene, nineMonthsBefore } from '../support/digest-scene.ts';

it('lets what failed all day wait for the next opening, and rewrites go at any hour', async () => {
  await using s = await digestScene();
  const { db } = s.world;
  await s.reminding.tick(nineMonthsBefore);
  await s.chat.say(s.nadia, 'comité thau 15/06/2027');
  await s.reminding.reminders.settle(s.world.now);
  const digest = s.reminding.posted.find(({ to }) => to === s.nadia.id);
  s.reminding.refuse = { kind: 'later', error: 'down' };
  await s.reminding.tick('2027-06-30T07:00:00.000Z');
  s.reminding.refuse = undefined;
  const before = s.reminding.posted.length;
  // Friday 2 July at eight in the evening: the platform is back.
  const evening = '2027-07-02T18:00:00.000Z';
  expect(await keepSendingHours(db, evening)).toBeGreaterThan(0);
  await s.reminding.tick(evening);
  expect(s.reminding.posted).toHaveLength(before);
  expect(digest?.rewrites).toBe(1);
  const monday = '2027-07-05T07:00:00.000Z';
  expect(await keepSendingHours(db, monday)).toBe(0);
  await s.reminding.tick(monday);
  expect(s.reminding.posted.length).toBeGreaterThan(before);
});
