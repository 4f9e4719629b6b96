/**
 * What goes wrong between the bot and Slack, played in virtual time with Slack's real client: nothing
 * is lost, nothing comes twice where Slack can be asked, and what may come twice is counted.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/fake-slack-api.ts';
import { type Burst, channel, startBurst, userOf } from './burst.ts';

let burst: Burst;
beforeEach(async () => {
  burst = await startBurst();
});
afterEach(() => burst[Symbol.asyncDispose]());

const minute = 60;
const hour = 60 * minute;
const posts = () => burst.api.of('chat.postMessage').length;
const asked = () => burst.api.of('conversations.history').length;

/** Some to the channel, some to people, two each. */
async function writeAll(people = 10): Promise<readonly string[]> {
  await burst.people(people);
  const keys: string[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    for (let person = 0; person < people; person += 1) {
      keys.push(`p${person} ${turn}`);
      await burst.toPerson(`p${person} ${turn}`, person);
    }
    keys.push(`c${turn}`);
    await burst.toChannel(`c${turn}`);
  }
  return keys;
}

const received = () => burst.slack.messages.map(({ text }) => text).sort();

function expectOrder(people = 10): void {
  for (let person = 0; person < people; person += 1)
    expect(burst.shown(`D${userOf(person)}`)).toEqual([`p${person} 0`, `p${person} 1`]);
  expect(burst.shown(channel)).toEqual(['c0', 'c1']);
}

/** What Slack answers is altered until `restore`. */
function fail(method: string, answer: (given: ApiAnswer) => ApiAnswer): () => void {
  const before = burst.api.answering(method);
  burst.api.alter(method, answer);
  return () => burst.api.answer(method, before);
}

/** Nothing is done of what is asked. */
function refuse(method: string, answer: ApiAnswer): () => void {
  const before = burst.api.answering(method);
  burst.api.answer(method, answer);
  return () => burst.api.answer(method, before);
}

describe('a Slack that is down', () => {
  it('for a day loses nothing, is hardly tried meanwhile, and is served once it is back', async () => {
    const keys = await writeAll(3);
    const up = refuse('chat.postMessage', { ok: false, lost: 'hangUp' });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 24 * hour, hour / 2);
    expect(burst.slack.messages).toHaveLength(0);
    // Once a minute at most, whatever the number of messages.
    expect(posts()).toBeLessThan(24 * 60);
    up();
    await burst.time.pass(delivery, 75);
    expect(received().length).toBeGreaterThan(keys.length / 2);
    await burst.time.pass(delivery, 5 * minute);
    expect(received()).toEqual([...keys].sort());
    expectOrder(3);
    expect(await burst.states()).toEqual({ sent: keys.length });
  });

  it.each<[string, ApiAnswer]>([
    ['answers 503', { ok: false, status: 503 }],
    ['says internal_error', { ok: false, error: 'internal_error' }],
    ['knows the token no more', { ok: false, error: 'token_revoked' }],
  ])('and %s loses nothing either, and gets all in order', async (_, answer) => {
    const keys = await writeAll();
    const up = refuse('chat.postMessage', answer);
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 2 * hour, hour);
    expect(burst.slack.messages).toHaveLength(0);
    up();
    await burst.time.pass(delivery, 6 * minute);
    expect(received()).toEqual([...keys].sort());
    expectOrder();
  });
});

describe('an hour of 429', () => {
  it('loses nothing, counts no attempt, and keeps to what Slack said', async () => {
    const keys = await writeAll();
    const start = Date.parse(burst.world.now);
    const up = refuse('chat.postMessage', { ok: false, error: 'ratelimited', retryAfter: 30 });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, hour);
    const refused = posts();
    // Those that left together at first, then one each time that Slack said to come back.
    expect(refused).toBeLessThanOrEqual(8 + 120);
    const rows = await burst.world.db.selectFrom('outbox').select(['attempts', 'state']).execute();
    expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([0]));
    up();
    await burst.time.pass(delivery, 31 + 3);
    expect(received()).toEqual([...keys].sort());
    expectOrder();
    expect(Date.parse(burst.world.now) - start).toBeLessThan(hour * 1000 + 35_000);
    // No attempt went out unknown: no history is read.
    expect(asked()).toBe(0);
  });

  it('of one method leaves the others go', async () => {
    await burst.people(1);
    await burst.toPerson('first', 0);
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 2);
    refuse('chat.postMessage', { ok: false, error: 'ratelimited', retryAfter: 3600 });
    await burst.toPerson('second', 0);
    const copy = await burst.world.db.selectFrom('copy').select('id').executeTakeFirstOrThrow();
    await burst.write('rewritten', { kind: 'copy', copy: copy.id });
    await burst.time.pass(delivery, 2);
    expect(received()).toEqual(['rewritten']);
    expect(await burst.states()).toEqual({ pending: 1, sent: 2 });
  });
});

describe('answers lost after Slack has taken the message', () => {
  it('bring no message twice: Slack is asked what it has', async () => {
    const keys = await writeAll();
    let lost = 0;
    const up = fail('chat.postMessage', (answer) => {
      lost += 1;
      return lost % 2 === 0 ? answer : { ...answer, lost: 'hangUp' };
    });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 20 * minute);
    up();
    await burst.time.pass(delivery, 10 * minute);
    expect(received()).toEqual([...keys].sort());
    expectOrder();
    expect(await burst.states()).toMatchObject({ sent: expect.any(Number) });
    expect(asked()).toBeGreaterThan(5);
  });

  it('nor when Slack stays silent until the client gives up', async () => {
    await burst.people(1);
    await burst.toPerson('once', 0);
    const up = fail('chat.postMessage', (answer) => ({ ...answer, lost: 'silence' }));
    const delivery = burst.deliver(burst.messenger({ timeout: 50 }));
    await burst.time.pass(delivery, 1);
    up();
    await burst.time.pass(delivery, minute);
    expect(received()).toEqual(['once']);
    expect(await burst.states()).toMatchObject({ sent: 2 });
  });

  it('are found beyond the first pages of a conversation, and no further back than the first try', async () => {
    for (let index = 0; index < 450; index += 1)
      burst.slack.messages.push({
        ...{ channel, ts: `${1_700_000_000 + index}.000000`, text: 'old', blocks: [] },
        ...{ key: 'old', rewrites: 0 },
      });
    const up = fail('chat.postMessage', (answer) => ({ ...answer, lost: 'hangUp' }));
    await burst.toChannel('once');
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 1);
    up();
    const second = Math.floor(Date.parse(burst.world.now) / 1000);
    for (let index = 0; index < 450; index += 1)
      burst.slack.messages.push({
        ...{ channel, ts: `${second + 1 + index / 1000}`, text: 'talk', blocks: [] },
        ...{ key: undefined, rewrites: 0 },
      });
    await burst.time.pass(delivery, minute);
    expect(burst.shown(channel).filter((text) => text === 'once')).toHaveLength(1);
    // 450 of talk and the one sought, by 200; the old ones are not read.
    expect(asked()).toBe(3);
  });

  it('bring one twice for each answer lost, and no more, where Slack keeps no keys', async () => {
    await burst[Symbol.asyncDispose]();
    burst = await startBurst({ metadata: false });
    const keys = await writeAll();
    let calls = 0;
    let lost = 0;
    const up = fail('chat.postMessage', (answer) => {
      calls += 1;
      if (calls % 3 > 0) return answer;
      lost += 1;
      return { ...answer, lost: 'hangUp' };
    });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 10 * minute);
    up();
    expect(new Set(received())).toEqual(new Set(keys));
    expect(lost).toBeGreaterThan(5);
    expect(burst.slack.messages).toHaveLength(keys.length + lost);
  });

  it('are waited for while the history cannot be read', async () => {
    await burst.toChannel('once');
    const lost = fail('chat.postMessage', (answer) => ({ ...answer, lost: 'hangUp' }));
    const unread = refuse('conversations.history', { ok: false, status: 502 });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, hour);
    lost();
    await burst.time.pass(delivery, hour);
    expect(posts()).toBe(1);
    unread();
    await burst.time.pass(delivery, 10 * minute);
    expect(received()).toEqual(['once']);
    expect(await burst.states()).toMatchObject({ sent: expect.any(Number) });
  });
});

describe('one message that alone fails', () => {
  const poison = (answer: ApiAnswer) => {
    const before = burst.api.answering('chat.postMessage');
    burst.api.answer('chat.postMessage', (args) => (args.text === 'c0' ? answer : before(args)));
  };

  it('lets the other conversations go, and in time the rest of its own', async () => {
    const keys = await writeAll();
    poison({ ok: false, status: 500 });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 5);
    expect(burst.shown(channel)).toEqual([]);
    expect(burst.slack.messages).toHaveLength(keys.length - 2);
    await burst.time.pass(delivery, 20 * minute);
    expect(burst.shown(channel)).toEqual(['c1']);
  });

  it('is given up after four days, and shown so', async () => {
    await writeAll(1);
    poison({ ok: false, error: 'something_new' });
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 4 * 24 * hour - minute, hour);
    expect(await burst.states()).toMatchObject({ pending: 1 });
    await burst.time.pass(delivery, 2 * hour, hour);
    const dead = await burst.world.db
      .selectFrom('outbox')
      .select(['key', 'lastError'])
      .where('state', '=', 'dead')
      .execute();
    expect(dead).toEqual([{ key: 'c0', lastError: 'something_new' }]);
  });
});
