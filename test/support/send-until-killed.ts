/**
 * A process that sends what is due of several bots, each with its own file, until it is killed: one
 * death is that of all of them, each wherever it is. Given a number, it kills itself before that
 * write.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { createDelivery } from '../../src/delivery/delivery.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { killAtWrite } from './kill-at-write.ts';

export interface SendOptions {
  readonly databases: readonly string[];
  readonly apiUrl: string;
  /** UTC instant at which its clock starts. */
  readonly now: string;
  readonly killAtWrite?: number;
}

/** Sent first: until then it only loads its code, and the files belong to another. */
const options = await new Promise<SendOptions>((resolve) => {
  process.once('message', (message: SendOptions) => resolve(message));
});
const killing = options.killAtWrite === undefined ? undefined : killAtWrite(options.killAtWrite);
const client = new webApi.WebClient('xoxb-test', {
  slackApiUrl: options.apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});
// As fast as it can: pace is not what is looked at.
const messenger = slackMessenger({
  ...{ client, render: (card) => renderCard(card), team: 'T1', limits: {} },
});
const databases = await Promise.all(options.databases.map((path) => openDatabase(path)));
const started = performance.now();
const from = Date.parse(options.now);
killing?.arm();
await Promise.all(databases.map(sendAll));
process.send?.('drained');

/** A busy machine may lose a connection: what failed is tried again. */
async function sendAll(db: Db): Promise<void> {
  const delivery = createDelivery({
    db,
    clock: () => new Date(from + performance.now() - started).toISOString(),
    newId: randomUUID,
    render: async (_tx, { subjectId }) => ({
      summary: subjectId,
      blocks: [{ kind: 'text', text: [subjectId] }],
    }),
    tie: async () => false,
    messengers: () => [messenger],
    onFailure: (error) => {
      throw error;
    },
    onProblem: () => {},
  });
  for (;;) {
    await delivery.drain();
    const left = await db
      .selectFrom('outbox')
      .select('id')
      .where('settledAt', 'is', null)
      .execute();
    if (left.length === 0) return;
    await setTimeout(250);
  }
}
