/** The pace of each platform: kept to, and no slower. Time is virtual, Slack's client is real. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { type Burst, channel, enforceLimits, startBurst, userOf } from './burst.ts';

describe('sliding windows', () => {
  const limits = [
    { count: 7, seconds: 1 },
    { count: 8, seconds: 2 },
    { count: 60, seconds: 30 },
  ];

  it('never let more pass than any of their limits, and let pass as soon as they may', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (all) => {
        let now = 0;
        const pace = createPace({ conversations: { send: limits } }, () => now);
        const left: number[] = [];
        for (const gap of all) {
          now += gap;
          const wait = pace.wait('send', 'one');
          if (wait > 0) {
            now += wait - 0.001;
            expect(pace.wait('send', 'one')).toBeGreaterThan(0);
            now += 0.001;
          }
          // Adding halves of milliseconds leaves a rest of a billionth.
          expect(pace.wait('send', 'one')).toBeLessThan(1e-6);
          pace.take('send', 'one');
          left.push(now);
        }
        for (const { count, seconds } of limits)
          for (const [index, time] of left.entries()) {
            const before = left[index - count];
            if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(seconds * 1000);
          }
      }),
    );
  });

  it('of conversations do not hold one another up; those of a method hold all', () => {
    const one = [{ count: 1, seconds: 1 }];
    const pace = createPace({ methods: { find: one }, conversations: { send: one } }, () => 0);
    pace.take('send', 'a');
    pace.take('find', 'a');
    expect(pace.wait('send', 'a')).toBeGreaterThanOrEqual(1000);
    expect(pace.wait('send', 'b')).toBe(0);
    expect(pace.wait('find', 'b')).toBeGreaterThanOrEqual(1000);
    expect(pace.waiting('send')).toBe(1);
  });
});

describe('a burst', () => {
  let burst: Burst;
  beforeEach(async () => {
    burst = await startBurst();
  });
  afterEach(() => burst[Symbol.asyncDispose]());

  it('to one channel leaves at one a second, in order, and no slower', async () => {
    const limits = enforceLimits(burst);
    const written = Array.from({ length: 30 }, (_, index) => `m${index}`);
    for (const key of written) await burst.toChannel(key);
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 15);
    expect(burst.shown(channel).length).toBeGreaterThanOrEqual(15);
    // 29 seconds and a twentieth for what is lost and gained on the way.
    await burst.time.pass(delivery, 15.5);
    expect(burst.shown(channel)).toEqual(written);
    expect(limits.refused).toBe(0);
  });

  it('to many people goes to all of them meanwhile, each in order', async () => {
    const limits = enforceLimits(burst);
    await burst.people(40);
    for (let index = 0; index < 20; index += 1) await burst.toChannel(`c${index}`);
    for (const turn of ['first', 'second'])
      for (let person = 0; person < 40; person += 1)
        await burst.toPerson(`${turn} ${person}`, person);
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 2);
    for (let person = 0; person < 40; person += 1)
      expect(burst.shown(`D${userOf(person)}`)).toEqual([`first ${person}`, `second ${person}`]);
    expect(burst.shown(channel)).toHaveLength(2);
    expect(limits.refused).toBe(0);
  });

  it('of a workspace keeps to its limit by the minute', async () => {
    const limits = enforceLimits(burst);
    await burst.people(304);
    for (let person = 0; person < 304; person += 1) await burst.toPerson(`m${person}`, person);
    const delivery = burst.deliver();
    await burst.time.pass(delivery, 5);
    expect(burst.slack.messages).toHaveLength(300);
    await burst.time.pass(delivery, 57);
    expect(burst.slack.messages).toHaveLength(304);
    expect(limits.refused).toBe(0);
  });

  it('wakes up by itself when its pace allows, without waiting for the tick', async () => {
    await burst.toChannel('m0');
    await burst.toChannel('m1');
    await burst.time.pass(burst.deliver(), 1.06);
    expect(burst.shown(channel)).toEqual(['m0', 'm1']);
  });
});

describe('two platforms', () => {
  let burst: Burst;
  beforeEach(async () => {
    burst = await startBurst();
  });
  afterEach(() => burst[Symbol.asyncDispose]());

  /** Another platform, where half of the people are. */
  async function beside(send: Messenger['send']): Promise<Messenger> {
    await burst.people(20);
    await burst.world.db
      .updateTable('account')
      .set({ platform: 'teams' })
      .where(
        'user',
        'in',
        Array.from({ length: 10 }, (_, index) => userOf(index)),
      )
      .execute();
    for (let person = 0; person < 20; person += 1) await burst.toPerson(`m${person}`, person);
    return {
      platform: 'teams',
      send,
      rewrite: async (reference) => ({ kind: 'sent', reference }),
      findAccount: async () => undefined,
    };
  }

  it('do not wait for each other when one never answers', async () => {
    const teams = await beside(() => new Promise<never>(() => {}));
    void burst.deliver(burst.messenger(), teams).drain();
    await expect.poll(() => burst.slack.messages.length).toBe(10);
  });

  it('do not wait for each other when one is down', async () => {
    let tried = 0;
    const teams = await beside(async () => {
      tried += 1;
      return { kind: 'later', error: 'no answer', platform: 'silent' };
    });
    const delivery = burst.deliver(teams, burst.messenger());
    await burst.time.pass(delivery, 60);
    expect(burst.slack.messages).toHaveLength(10);
    // Eight on their way when it went down, then one at a time, less and less often.
    expect(tried).toBeGreaterThan(10);
    expect(tried).toBeLessThan(20);
    expect(await burst.states()).toEqual({ pending: 10, sent: 10 });
  });
});
