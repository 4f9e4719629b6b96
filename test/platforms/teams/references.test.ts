import { expect, it } from 'vitest';
import { keepReferences } from '../../../src/platforms/teams/references.ts';
import type { ReplyTo } from '../../../src/platforms/teams/reply-to.ts';
import { openDatabase } from '../../../src/store/database.ts';

const camille: ReplyTo = {
  ...{ via: 'message', direct: true, tenant: 'T1', user: 'camille', member: '29:camille' },
  ...{ bot: '28:bot', serviceUrl: 'https://exemple.fr', conversation: 'a:29:camille' },
} as ReplyTo;

it('whoever was forgotten is known again once they write, without a restart', async () => {
  const db = await openDatabase(':memory:');
  let now = '2027-03-01T09:00:00.000Z';
  const references = keepReferences(db, () => now);
  const since = async () => (await references.person('T1', 'camille'))?.since;
  await references.seen(camille);
  now = '2027-03-02T09:00:00.000Z';
  await references.seen(camille);
  // Heard of every day, it is not forgotten with those who are heard of no more.
  expect(await since()).toBe(now);
  await db.deleteFrom('conversationReference').execute();
  now = '2027-06-15T09:00:00.000Z';
  await references.seen(camille);
  expect(await since()).toBe(now);
  await db.destroy();
});
