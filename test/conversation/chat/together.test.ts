import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../../src/store/database.ts';
import type { Person } from '../../../src/store/people.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import { type Chat, openChat, wordsOf } from '../../support/chat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld, type World } from '../../support/world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let world: World;
let chat: Chat;
let pilots: Person[];
/** Who is told that something was saved, and how often a turn said that it saved something. */
let followed: number;
let turns: boolean[];

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'relais.sqlite');
  world = await openWorld({ path });
  let ids = 0;
  followed = 0;
  turns = [];
  chat = openChat(world, {
    // An update takes two ids, of its text and of its entry: it fails once its text is written.
    newId: () => {
      ids += 1;
      if (ids % 14 === 0) throw new Error('no id');
      return `chat-${ids}`;
    },
    onSaved: () => {
      followed += 1;
    },
    onTurn: (_seconds, saved) => turns.push(saved),
  });
  pilots = [];
  for (let group = 1; group <= 10; group += 1) {
    const own = await world.group();
    await world.action(own);
    pilots.push(await world.person({ role: 'pilot', group: own }));
  }
  for (const pilot of pilots) await chat.say(pilot, 'accueil');
  turns = [];
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function commentsOf(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('actionEntry')
    .innerJoin('freeText', 'freeText.id', 'actionEntry.textId')
    .select('body')
    .where('kind', '=', 'update')
    .execute();
  return rows.map(({ body }) => body ?? '').sort();
}

it('keeps exactly what was acknowledged of 200 updates at once, some of which fail', async () => {
  const numbers = Array.from({ length: 200 }, (_, number) => number);
  const results = await Promise.allSettled(
    numbers.map(async (number) => {
      const pilot = pilots[number % 10] as Person;
      const answer = await chat.say(pilot, `maj THA-${1 + (number % 10)} : avancée ${number}`);
      expect(wordsOf(answer)).toContain(`avancée ${number}`);
      return `avancée ${number}`;
    }),
  );
  const failed = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const acknowledged = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(failed.length).toBeGreaterThan(20);
  expect(new Set(failed.map((reason) => (reason as Error).message))).toEqual(new Set(['no id']));
  expect(followed).toBe(acknowledged.length);
  expect(turns).toEqual(acknowledged.map(() => true));
  await world.db.destroy();

  const again = await openDatabase(path);
  expect(await commentsOf(again)).toEqual(acknowledged.sort());
  expect((await again.selectFrom('inbound').select('key').execute()).length).toBe(
    acknowledged.length,
  );
  expect((await verifyStore(again)).faults).toEqual([]);
  await again.destroy();
});

it('answers twenty deliveries of one update that come at once the same, and saves it once', async () => {
  const said = Array.from({ length: 20 }, () =>
    chat.say(pilots[0] as Person, 'maj THA-1 : une seule fois', { key: 'same' }),
  );
  const answers = await Promise.all(said);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await commentsOf(world.db)).toEqual(['une seule fois']);
  expect(followed).toBe(1);
});

it('takes what is said at once in the order in which it was said', async () => {
  const said = Array.from({ length: 30 }, (_, number) =>
    chat.say(pilots[0] as Person, `maj THA-1 : avancée ${number}`),
  );
  await Promise.allSettled(said);
  const rows = await world.db
    .selectFrom('actionEntry')
    .innerJoin('freeText', 'freeText.id', 'actionEntry.textId')
    .select('body')
    .where('kind', '=', 'update')
    .orderBy(sql`"actionEntry".rowid`)
    .execute();
  const numbers = rows.map(({ body }) => Number(body?.split(' ')[1]));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.length).toBeGreaterThan(20);
});
