/** The floor: Bolt alone, and Bolt with the one commit that a kept promise costs. */
import { App, type Receiver } from '@slack/bolt';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { boltLogger } from '../src/platforms/slack/logging.ts';
import { type Contender, slashCommand } from './contender.ts';

/** (a) The handler does nothing but acknowledge. */
export function acknowledgingBolt(): Contender {
  return bareBolt('(a) Bolt, acknowledges', () => {});
}

/** (b) The handler commits one row, and acknowledges once it is on disk. */
export function committingBolt(path: string): Contender {
  const sqlite = new Sqlite(path);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.exec('CREATE TABLE told (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT');
  const insert = sqlite.prepare('INSERT INTO told (words) VALUES (?)');
  const count = sqlite.prepare<[], { rows: number }>('SELECT count(*) AS rows FROM told');
  return {
    ...bareBolt('(b) Bolt, commits one row', (words) => {
      insert.run(words);
    }),
    async check(sent) {
      const rows = count.get()?.rows;
      if (rows !== sent) throw new Error(`${sent} commands were acknowledged, ${rows} are kept`);
    },
    async [Symbol.asyncDispose]() {
      sqlite.close();
    },
  };
}

const receiver: Receiver = {
  init() {},
  start: async () => {},
  stop: async () => {},
};

function bareBolt(name: string, keep: (words: string) => void): Contender {
  const app = new App({
    receiver,
    convoStore: false,
    attachFunctionToken: false,
    logger: boltLogger(pino({ level: 'silent' })),
    authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'UBOT', botId: 'BBOT' }),
  });
  app.command('/pti', async ({ command, ack }) => {
    keep(command.text);
    await ack();
  });
  return {
    name,
    async send(n) {
      let acknowledged = false;
      await app.processEvent({
        body: slashCommand(n),
        ack: async () => {
          acknowledged = true;
        },
      });
      if (!acknowledged) throw new Error(`${name} left a command unanswered`);
    },
    check: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
