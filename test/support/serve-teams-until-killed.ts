/**
 * A process that serves the real Teams adapter on a real file. Given a number, it kills itself
 * before that write: between any two of a transaction.
 */
import { pino } from 'pino';
import { assembleBot } from '../../src/bot.ts';
import { openDatabase } from '../../src/store/database.ts';
import { serveTeams } from '../platforms/teams/harness.ts';
import { killAtWrite } from './kill-at-write.ts';

export interface ServeTeamsOptions {
  readonly database: string;
  /** UTC instant at which its clock stands. */
  readonly now: string;
  readonly killAtWrite?: number;
}

const options = await new Promise<ServeTeamsOptions>((resolve) => {
  process.once('message', (message: ServeTeamsOptions) => resolve(message));
});
const killing = options.killAtWrite === undefined ? undefined : killAtWrite(options.killAtWrite);
const db = await openDatabase(options.database);
const clock = () => options.now;
const bot = assembleBot({ db, clock, logger: pino({ level: 'silent' }) });
const server = await serveTeams({
  ...{ db, clock, conversation: bot.conversation },
  currentCard: bot.currentCard,
});
bot.connect(server.platform.messenger);
killing?.arm();
process.send?.(server.url);
