import { beforeEach, expect, it } from 'vitest';
import { createRosters, type Rosters } from '../../../src/platforms/teams/rosters.ts';

let now: number;
let reads: string[];
let rosters: Rosters;
let crowd: number;

beforeEach(() => {
  now = 0;
  reads = [];
  crowd = 1;
  rosters = createRosters(
    {
      async *members(_serviceUrl, conversation) {
        reads.push(conversation);
        for (let index = 0; index < crowd; index += 1)
          yield { id: `29:${index}`, email: `Personne${index}@${conversation}.fr` };
      },
    },
    () => now,
  );
});

const find = (conversation: string, email = `personne0@${conversation}.fr`) =>
  rosters.find('https://teams.test', conversation, email);

it('are read once for people looked for one after the other, and together', async () => {
  const [found, other] = await Promise.all([find('caf'), find('caf', 'autre@caf.fr')]);
  expect(found?.id).toBe('29:0');
  expect(other).toBeUndefined();
  await find('caf');
  expect(reads).toEqual(['caf']);
});

it('are read anew after ten minutes', async () => {
  await find('caf');
  now = 10 * 60_000 - 1;
  await find('caf');
  now += 1;
  await find('caf');
  expect(reads).toEqual(['caf', 'caf']);
});

it('let the oldest go when they hold more people than may be kept', async () => {
  crowd = 20_000;
  await find('caf');
  await find('msa');
  await find('msa');
  await find('caf');
  expect(reads).toEqual(['caf', 'msa', 'caf']);
});
