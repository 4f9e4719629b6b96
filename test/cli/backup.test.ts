import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { webApi } from '@slack/bolt';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Card } from '../../src/conversation/card.ts';
import { createMessageRenderer } from '../../src/conversation/messages.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { createReminders } from '../../src/use-cases/reminders/reminders.ts';
import { type CircuitScene, circuitScene, slackUser } from '../support/circuit-scene.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../support/fake-slack-api.ts';
import { type SlackWorkspace, serveWorkspace } from '../support/slack-workspace.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: string;
let copy: string;

beforeEach(() => {
  folder = temporaryFolder();
  database = join(folder.path, 'relais.sqlite');
  copy = join(folder.path, 'copie.sqlite');
});

afterEach(() => folder[Symbol.dispose]());

async function relais(...args: string[]) {
  let said = '';
  const hear = (text: string) => {
    said += text.replaceAll(/[\u00a0\u202f]/g, ' ');
  };
  // A port nobody listens on: no bot of this computer is asked whether it is alive.
  const environment = { DATABASE_PATH: database, PORT: '1' };
  const status = await run(args, { environment, write: hear, complain: hear });
  return { status, said };
}

/** The files of the folder that a name fits. */
const files = (pattern: RegExp) => readdirSync(folder.path).filter((name) => pattern.test(name));
const kept = () => files(/avant-restauration/);
const rowsOf = (path: string, table: string) => {
  const sqlite = new Sqlite(path, { readonly: true });
  const rows = sqlite.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
  sqlite.close();
  return rows;
};

async function registered(): Promise<void> {
  const db = await openDatabase(database);
  await db.destroy();
  const status = (await relais('import', 'people', 'docs/modele-import.csv', '--apply')).status;
  expect(status).toBe(0);
}

describe('relais backup', () => {
  it('copies all that is committed while the bot is writing, into one private file', async () => {
    await using scene = await circuitScene({ path: database });
    const writing = (async () => {
      for (let count = 0; count < 20; count += 1)
        await scene.say(scene.pilot, `maj ${scene.action.code} : avancée numéro ${count}`);
    })();
    // In a process of its own: two writers of one process would wait for each other.
    const done = await promisify(execFile)(process.execPath, ['src/cli.ts', 'backup', copy], {
      env: { ...process.env, DATABASE_PATH: database },
    });
    await writing;
    expect(done.stdout).toContain('écrite et vérifiée');
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(files(/copie/)).toEqual(['copie.sqlite']);
    expect(rowsOf(copy, 'person')).toHaveLength(rowsOf(database, 'person').length);
    const later = join(folder.path, 'autre.sqlite');
    expect((await relais('backup', later)).status).toBe(0);
    // The last entries are in the log still: a copy of the file alone would miss them.
    expect(statSync(`${database}-wal`).size).toBeGreaterThan(0);
    expect(rowsOf(later, 'actionEntry')).toHaveLength(rowsOf(database, 'actionEntry').length);
  });

  it('replaces no file, and leaves none behind when it cannot write', async () => {
    await registered();
    writeFileSync(copy, 'à moi');
    const refused = await relais('backup', copy);
    expect(refused).toMatchObject({ status: 1, said: expect.stringContaining('existe déjà') });
    expect(readFileSync(copy, 'utf8')).toBe('à moi');
    const nowhere = await relais('backup', join(folder.path, 'absent', 'copie.sqlite'));
    expect(nowhere).toMatchObject({ status: 1, said: expect.stringContaining('(ENOENT)') });
    expect(files(/inacheve/)).toEqual([]);
  });

  it('keeps no copy of a database that is damaged, and says what is wrong', async () => {
    await registered();
    const sqlite = new Sqlite(database);
    sqlite.exec('DROP TRIGGER journalIsNotRewritten');
    sqlite.exec(`UPDATE journal SET payload = '{}' WHERE seq = 3`);
    sqlite.close();
    const refused = await relais('backup', copy);
    expect(refused.status).toBe(1);
    expect(refused.said).toContain('Ligne 3 du journal');
    expect(existsSync(copy)).toBe(false);
  });

  it('makes no database where there is none', async () => {
    expect((await relais('backup', copy)).status).toBe(1);
    expect(files(/./)).toEqual([]);
  });
});

describe('relais restore', () => {
  it('puts the copy back, and keeps the database it replaces', async () => {
    await registered();
    await relais('backup', copy);
    const people = rowsOf(copy, 'person').length;
    const before = rowsOf(copy, 'journal').length;
    const sqlite = new Sqlite(database);
    sqlite.exec(`UPDATE person SET firstName = 'Autre'`);
    sqlite.close();
    const done = await relais('restore', copy);
    expect(done).toMatchObject({ status: 0, said: expect.stringContaining('et vérifiée') });
    expect(done.said).toMatch(/rétablie dans l’état du .* à \d+ h/);
    expect(files(/restauration$|-wal|-shm|-journal/)).toEqual([]);
    expect(rowsOf(database, 'person')).toHaveLength(people);
    expect(rowsOf(database, 'person').map((row) => row.firstName)).not.toContain('Autre');
    expect(rowsOf(database, 'journal')).toHaveLength(before + 1);
    expect(rowsOf(database, 'journal').at(-1)).toMatchObject({ act: 'store.restored' });
    const [former = ''] = kept();
    expect(done.said).toContain(former);
    expect(rowsOf(join(folder.path, former), 'person')[0]?.firstName).toBe('Autre');
    expect(statSync(database).mode & 0o777).toBe(0o600);
    expect((await relais('verify')).status).toBe(0);
  });

  it('works where there is no database any more', async () => {
    await registered();
    await relais('backup', copy);
    database = join(folder.path, 'ailleurs', 'relais.sqlite');
    expect((await relais('restore', copy)).status).toBe(0);
    expect((await relais('verify')).status).toBe(0);
  });

  it('replaces a database that SQLite cannot read any more', async () => {
    await registered();
    await relais('backup', copy);
    writeFileSync(database, 'plus rien de lisible ici '.repeat(1000));
    writeFileSync(`${database}-wal`, 'ni là');
    expect((await relais('restore', copy)).status).toBe(0);
    expect((await relais('verify')).status).toBe(0);
    expect(readFileSync(join(folder.path, kept()[0] ?? ''), 'utf8')).toContain('plus rien');
  });

  it('refuses while the bot, even idle, has the database open', async () => {
    await registered();
    await relais('backup', copy);
    const bot = await openDatabase(database);
    const refused = await relais('restore', copy);
    expect(refused).toMatchObject({ status: 1, said: expect.stringContaining('arrêtez le bot') });
    expect(kept()).toEqual([]);
    await bot.destroy();
    expect((await relais('restore', copy)).status).toBe(0);
  });

  it.each([
    ['is not there', () => undefined, 'n’existe pas'],
    ['is no database', () => writeFileSync(copy, 'du texte'), 'n’est pas une sauvegarde'],
    [
      'comes from a later version',
      () => change(`INSERT INTO kysely_migration VALUES ('999-demain', '2099')`),
      'version plus récente',
    ],
    [
      'was tampered with',
      () =>
        change(
          `DROP TRIGGER journalIsNotRewritten; UPDATE journal SET actorId = 'x' WHERE seq = 2`,
        ),
      'Ligne 2 du journal',
    ],
  ])('refuses a backup that %s, and touches nothing', async (_why, spoil, sentence) => {
    await registered();
    await relais('backup', copy);
    if (sentence === 'n’existe pas') copy = join(folder.path, 'absente.sqlite');
    spoil();
    const before = rowsOf(database, 'journal');
    const refused = await relais('restore', copy);
    expect(refused).toMatchObject({ status: 1, said: expect.stringContaining(sentence) });
    expect(rowsOf(database, 'journal')).toEqual(before);
    expect(kept()).toEqual([]);
  });

  function change(statements: string): void {
    const sqlite = new Sqlite(copy);
    sqlite.exec(statements);
    sqlite.close();
  }
});

describe('messages after a restoration', () => {
  let scene: CircuitScene;
  let api: FakeSlackApi;
  let slack: SlackWorkspace;
  let ended = false;

  beforeEach(async () => {
    scene = await circuitScene({ path: database });
    api = await startFakeSlackApi();
    slack = serveWorkspace(api, { now: () => '2027-03-02T10:00:00.000Z' });
    ended = false;
  });

  afterEach(async () => {
    if (!ended) await scene[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const ask = () => scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
  const endBot = async () => {
    await scene[Symbol.asyncDispose]();
    ended = true;
  };

  function inSlack(): Messenger {
    const client = new webApi.WebClient('xoxb-test', {
      slackApiUrl: api.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    const render = (card: Card) => renderCard(card);
    return slackMessenger({ client, render, team: 'T1', limits: {} });
  }

  /** A platform that cannot tell what it was given before. */
  function withoutMemory(): Messenger {
    const { find: _, ...messenger } = inSlack();
    return messenger;
  }

  async function send(
    db: Db,
    messenger = inSlack(),
    now = '2027-03-02T10:00:00.000Z',
  ): Promise<void> {
    const delivery = createDelivery({
      db,
      clock: () => now,
      newId: randomUUID,
      render: createMessageRenderer(),
      tie: async () => false,
      messengers: () => [messenger],
      onFailure: (error) => {
        throw error;
      },
      onProblem: ({ error }) => {
        throw new Error(error);
      },
    });
    await delivery.drain();
    await delivery[Symbol.asyncDispose]();
  }

  async function restoreAndSend(messenger?: Messenger) {
    const done = await relais('restore', copy);
    expect(done.status).toBe(0);
    const db = await openDatabase(database);
    await db
      .updateTable('outbox')
      .set({ notBefore: '2027-03-02T09:00:00.000Z' })
      .where('state', '=', 'pending')
      .execute();
    await send(db, messenger);
    await db.destroy();
    return done.said;
  }

  it('are not sent again, and tell the restored truth again', async () => {
    await ask();
    await relais('backup', copy);
    await send(scene.world.db);
    await scene.approve(scene.caf);
    await send(scene.world.db);
    const asked = slack.to(slackUser(scene.caf))[0];
    expect(asked?.text).not.toContain('Votre réponse est attendue');
    const count = slack.messages.length;
    await endBot();
    const said = await restoreAndSend();
    expect(slack.messages).toHaveLength(count);
    expect(asked?.text).toContain('Votre réponse est attendue');
    expect(said).toMatch(/\d+ messages partis depuis la sauvegarde sont reconnus/);
    expect(said).toMatch(/\d+ messages déjà reçus seront réécrits/);
    expect(said).toMatch(/\d+ enregistrements? postérieurs? à la sauvegarde/);
  });

  it('that remind are not sent again, and codes given since never come back', async () => {
    await relais('backup', copy);
    const inApril = '2027-04-02T08:00:00.000Z';
    const remind = async (db: Db) => {
      await createReminders({ db, newId: randomUUID }).run(inApril);
      await send(db, inSlack(), inApril);
    };
    await ask();
    await remind(scene.world.db);
    const told = rowsOf(database, 'reminder').map(({ key }) => key);
    expect(told.length).toBeGreaterThan(0);
    const count = slack.messages.length;
    await endBot();
    expect((await relais('restore', copy)).status).toBe(0);
    const db = await openDatabase(database);
    await remind(db);
    await db.destroy();
    expect(slack.messages).toHaveLength(count);
    expect(rowsOf(database, 'reminder').map(({ key }) => key)).toEqual(told);
    expect(rowsOf(database, 'codeCounter')).toContainEqual({ prefix: 'V-', last: 1 });
  });

  it('about a request that is lost say so', async () => {
    await relais('backup', copy);
    await ask();
    await send(scene.world.db);
    await endBot();
    await restoreAndSend();
    expect(slack.to(slackUser(scene.caf))[0]?.text).toContain('n’est plus enregistrée');
  });

  it('are looked for before they are sent, when the former database is gone', async () => {
    await ask();
    await relais('backup', copy);
    await send(scene.world.db);
    const count = slack.messages.length;
    await endBot();
    database = join(folder.path, 'neuve.sqlite');
    const said = await restoreAndSend();
    expect(slack.messages).toHaveLength(count);
    expect(said).toMatch(/\d+ messages attendaient dans la sauvegarde/);
  });

  it('are sent then where the platform says that they had not left', async () => {
    await ask();
    await relais('backup', copy);
    await endBot();
    database = join(folder.path, 'neuve.sqlite');
    await restoreAndSend();
    expect(slack.to(slackUser(scene.caf))).toHaveLength(1);
  });

  it('are not sent where nobody can tell', async () => {
    await ask();
    await relais('backup', copy);
    await endBot();
    database = join(folder.path, 'neuve.sqlite');
    await restoreAndSend(withoutMemory());
    expect(slack.messages).toHaveLength(0);
    expect(rowsOf(database, 'outbox').map(({ state }) => state)).not.toContain('pending');
  });

  it('names those who left since, whose data are back', async () => {
    await relais('backup', copy);
    const { id, firstName, lastName } = scene.caf;
    await scene.world.actAs(null, (context) => departPerson(context, id));
    await endBot();
    const { said } = await relais('restore', copy);
    expect(said).toContain(`réapparaissent : ${firstName} ${lastName}.`);
  });
});
