/**
 * A process that serves the real conversation and delivery on a real file, told by its parent what
 * people say. Given a number, it kills itself before that write: between any two of a transaction.
 */
import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { assembleBot } from '../../src/bot.ts';
import type { Answer, Inbound } from '../../src/conversation/exchange.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { openDatabase } from '../../src/store/database.ts';
import { killAtWrite } from './kill-at-write.ts';

export interface ServeOptions {
  readonly database: string;
  readonly apiUrl: string;
  /** UTC instant at which its clock starts. */
  readonly now: string;
  readonly killAtWrite?: number;
}

/** Where a request stood once something had been answered. */
export interface Mark {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly events: number;
}

export type ToServer =
  /** Sent first: until then it only loads its code, and the file belongs to another. */
  | { readonly kind: 'start'; readonly options: ServeOptions }
  | { readonly kind: 'say'; readonly inbound: Inbound }
  | { readonly kind: 'drain'; readonly id: string };

export type FromServer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drained'; readonly id: string }
  | {
      readonly kind: 'answered';
      readonly key: string;
      readonly answer: Answer;
      /** It changed something: its answer is kept for a second delivery. */
      readonly kept: string | null;
      readonly marks: readonly Mark[];
    };

const options = await new Promise<ServeOptions>((resolve) => {
  process.once('message', (message: ToServer) => {
    if (message.kind === 'start') resolve(message.options);
  });
});
function tell(message: FromServer): void {
  process.send?.(message);
}

const killing = options.killAtWrite === undefined ? undefined : killAtWrite(options.killAtWrite);
const db = await openDatabase(options.database);
const started = performance.now();
const from = Date.parse(options.now);
const clock = () => new Date(from + performance.now() - started).toISOString();
const bot = assembleBot({ db, clock, logger: pino({ level: 'silent' }) });
const client = new webApi.WebClient('xoxb-test', {
  slackApiUrl: options.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});
process.on('message', async (message: ToServer) => {
  if (message.kind === 'start') return;
  if (message.kind === 'drain') {
    await bot.delivery.drain();
    tell({ kind: 'drained', id: message.id });
    return;
  }
  const { key } = message.inbound;
  const result = await bot.conversation.handle(message.inbound, '{}');
  if (result.kind !== 'answer') throw new Error('nobody is tied to this account');
  const kept = await db
    .selectFrom('inbound')
    .select('answer')
    .where('key', '=', key)
    .executeTakeFirst();
  const marks = await db
    .selectFrom('request')
    .select(['id', 'code', 'state', 'events'])
    .orderBy('askedAt')
    .execute();
  tell({ kind: 'answered', key, answer: result.answer, kept: kept?.answer ?? null, marks });
});
// As fast as it can: pace is not what is looked at.
bot.connect(slackMessenger({ client, render: (card) => renderCard(card), team: 'T1', limits: {} }));
killing?.arm();
tell({ kind: 'ready' });
