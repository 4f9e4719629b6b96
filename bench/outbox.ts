/**
 * Does the outbox drain at the platform's pace? A thousand messages to as many people, and others to
 * one channel, against a Slack that enforces its limits, in real time and together.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createDelivery } from '../src/delivery/delivery.ts';
import { slackMessenger } from '../src/platforms/slack/messenger.ts';
import { renderCard } from '../src/platforms/slack/render-card.ts';
import { saveAccount } from '../src/store/accounts.ts';
import { openDatabase } from '../src/store/database.ts';
import { enqueue } from '../src/store/outbox.ts';
import { insertPerson } from '../src/store/people.ts';
import { saveSetting } from '../src/store/settings.ts';
import { officerChannelSetting } from '../src/use-cases/choose-channel.ts';

const at = '2027-03-01T09:00:00.000Z';

interface Drained {
  readonly to: string;
  readonly messages: number;
  /** How long it took, and the least that the limits allow. */
  readonly seconds: number;
  readonly least: number;
  /** Calls that came too soon. */
  readonly refused: number;
}

const toPeople = 1000;

/**
 * @param path of a new file for each of the two
 * @param toChannel so many seconds
 */
export async function measureOutbox(path: string, toChannel: number): Promise<readonly Drained[]> {
  const leastToPeople = 60 * Math.floor((toPeople - 1) / 300);
  return Promise.all([
    drain(`${path}-people`, 'as many people', toPeople, leastToPeople),
    drain(`${path}-channel`, 'one channel', toChannel, toChannel - 1),
  ]);
}

export function tellOutbox(all: readonly Drained[]): string {
  const lines = all.map(
    ({ to, messages, seconds, least, refused }) =>
      `${messages} messages to ${to}: ${seconds.toFixed(1)} s, at least ${least} s by its limits (${(seconds / least).toFixed(3)} times), ${refused} refused`,
  );
  return ['The outbox:', ...lines].join('\n');
}

async function drain(
  path: string,
  to: Drained['to'],
  messages: number,
  least: number,
): Promise<Drained> {
  const toChannel = to === 'one channel';
  const slack = new Worker(new URL('limited-slack.ts', import.meta.url));
  const [{ apiUrl }] = z.tuple([z.object({ apiUrl: z.url() })]).parse(await once(slack, 'message'));
  const db = await openDatabase(path);
  await db.transaction().execute(async (tx) => {
    const channel = { platform: 'slack', tenant: 'T1', id: 'C1' };
    await saveSetting(tx, officerChannelSetting, channel);
    for (let index = 0; index < messages; index += 1) {
      const person = `p${index}`;
      if (!toChannel) {
        const names = { firstName: 'P', lastName: person, email: `${person}@exemple.fr` };
        const rest = { title: null, structure: null, prefers: null, createdAt: at };
        await insertPerson(tx, { id: person, ...names, ...rest });
        const account = { platform: 'slack', tenant: 'T1', user: `U${index}`, personId: person };
        await saveAccount(tx, { ...account, state: 'tied', since: at });
      }
      await enqueue(tx, {
        ...{ id: randomUUID(), key: `m${index}`, intent: 'bench', subjectId: `m${index}` },
        recipient: toChannel ? { kind: 'officerChannel' } : { kind: 'person', person },
        ...{ notBefore: at, createdAt: at },
      });
    }
  });
  const client = new webApi.WebClient('xoxb-test', {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const delivery = createDelivery({
    db,
    clock: () => at,
    newId: randomUUID,
    render: async (_tx, { subjectId }) => ({
      summary: subjectId,
      blocks: [{ kind: 'text', text: [subjectId] }],
    }),
    tie: async () => false,
    messengers: () => [slackMessenger({ client, render: (card) => renderCard(card), team: 'T1' })],
    onFailure: (error) => {
      throw error;
    },
    onProblem: () => {},
  });
  const done = await untilAllSent(slack, messages, () => delivery.drain());
  await delivery[Symbol.asyncDispose]();
  await db.destroy();
  await slack.terminate();
  return { to, messages, least, seconds: done.ms / 1000, refused: done.refused };
}

const toldSchema = z.object({ sent: z.number(), refused: z.number(), ms: z.number() });

/** Woken by the delivery itself, and by a tick every minute as in the bot. */
async function untilAllSent(
  slack: Worker,
  messages: number,
  drainNow: () => Promise<void>,
): Promise<z.infer<typeof toldSchema>> {
  await drainNow();
  for (let seconds = 1; seconds < 2 * messages; seconds += 1) {
    await setTimeout(1000);
    if (seconds % 60 === 0) await drainNow();
    slack.postMessage('how many');
    const [told] = z.tuple([toldSchema]).parse(await once(slack, 'message'));
    if (told.sent === messages) return told;
  }
  throw new Error('the outbox did not drain');
}
