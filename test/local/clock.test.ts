import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHttp } from '../../src/http/server.ts';
import { type LocalClock, type LocalClockOptions, openLocalClock } from '../../src/local/clock.ts';
import { clockRoute } from '../../src/local/clock-route.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { appendToJournal } from '../../src/store/journal.ts';

let db: Db;
let real: number;

beforeEach(async () => {
  db = await openDatabase(':memory:');
  real = Date.UTC(2026, 10, 23, 12, 0, 0);
});
afterEach(() => db.destroy());

function open(options: Partial<LocalClockOptions> = {}): Promise<LocalClock> {
  return openLocalClock({ db, realTime: () => real, ...options });
}

describe('where the clock is', () => {
  it('is real time at first, and runs', async () => {
    const clock = await open();
    expect(clock.now()).toBe('2026-11-23T12:00:00.000Z');
    real += 1500;
    expect(clock.now()).toBe('2026-11-23T12:00:01.500Z');
  });

  it.each([
    ['2027-03-01T09:00', '2027-03-01T08:00:00.000Z'],
    ['2027-07-01', '2027-07-01T07:00:00.000Z'],
    ['2025-03-01T09:00', '2025-03-01T08:00:00.000Z'],
  ])('starts at %s of Paris, and runs from there', async (startAt, instant) => {
    const clock = await open({ startAt });
    expect(clock.now()).toBe(instant);
    real += 60_000;
    expect(clock.now()).toBe(instant.replace(':00:00', ':01:00'));
  });

  it('is kept across restarts, and runs meanwhile', async () => {
    await open({ startAt: '2027-03-01T09:00' });
    real += 3_600_000;
    expect((await open()).now()).toBe('2027-03-01T09:00:00.000Z');
    // The same start asked for again does not take it back; a later one takes it forward.
    const again = await open({ startAt: '2027-03-01T09:00' });
    expect(again.now()).toBe('2027-03-01T09:00:00.000Z');
    expect((await open({ startAt: '2027-03-02' })).now()).toBe('2027-03-02T08:00:00.000Z');
  });

  it('never goes back, even when the machine does', async () => {
    const clock = await open();
    clock.now();
    real -= 3_600_000;
    expect(clock.now()).toBe('2026-11-23T12:00:00.000Z');
  });

  it('does not start before what has already happened', async () => {
    await db.transaction().execute((tx) =>
      appendToJournal(tx, {
        at: '2027-05-03T08:00:00.000Z',
        actorId: null,
        act: 'test',
        subjectKind: 'test',
        subjectId: '1',
        payload: {},
      }),
    );
    const clock = await open({ startAt: '2027-03-01T09:00' });
    expect(clock.now()).toBe('2027-05-03T08:00:00.000Z');
    real += 1000;
    expect(clock.now()).toBe('2027-05-03T08:00:01.000Z');
  });
});

describe('moving the clock', () => {
  it('advances by a duration that keeps the hour of Paris', async () => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    // Summer time begins on 28 March 2027.
    expect(await clock.move({ advance: 'P30D' })).toEqual({
      ok: true,
      now: '2027-03-31T07:00:00.000Z',
    });
    expect(await clock.move({ advance: 'PT90M' })).toMatchObject({
      now: '2027-03-31T08:30:00.000Z',
    });
  });

  it('goes to an hour or a day of Paris', async () => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    expect(await clock.move({ to: '2027-06-30T14:30' })).toMatchObject({
      now: '2027-06-30T12:30:00.000Z',
    });
    expect(await clock.move({ to: '2027-07-01' })).toMatchObject({
      now: '2027-07-01T07:00:00.000Z',
    });
  });

  it('is kept on disk', async () => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    await clock.move({ advance: 'P1Y' });
    expect((await open()).now()).toBe('2028-03-01T08:00:00.000Z');
  });

  it('refuses to go back', async () => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    const backward = { ok: false, why: 'backward' };
    expect(await clock.move({ to: '2027-02-28T09:00' })).toEqual(backward);
    expect(await clock.move({ advance: '-P1D' })).toEqual(backward);
    expect(await clock.moveClock({ to: '2027-02-28T09:00' })).toEqual(backward);
    expect(clock.now()).toBe('2027-03-01T08:00:00.000Z');
  });

  it.each([
    {},
    { advance: '30 jours' },
    { advance: '' },
    { to: 'demain' },
    { to: '2027-02-30' },
    { to: '2027-03-05T25:00' },
    { advance: 'P900Y' },
    { advance: 'P99999999999999Y' },
    { advance: 'P1D', to: '2027-03-05' },
  ])('does not understand %j', async (move) => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    expect(await clock.move(move)).toEqual({ ok: false, why: 'unreadable' });
    expect(await clock.moveClock(move)).toEqual({ ok: false, why: 'unreadable' });
  });

  it('visits what is due on the way, standing at each instant', async () => {
    const seen: string[] = [];
    const clock: LocalClock = await open({
      startAt: '2027-03-01T09:00',
      visitDue: async (from, to, standAt) => {
        seen.push(from, to);
        standAt('2027-03-05T08:00:00.000Z');
        seen.push(clock.now());
        real += 5000;
        standAt('2027-03-09T08:00:00.000Z');
        seen.push(clock.now());
      },
    });
    await clock.move({ advance: 'P14D' });
    expect(seen).toEqual([
      '2027-03-01T08:00:00.000Z',
      '2027-03-15T08:00:00.000Z',
      '2027-03-05T08:00:00.000Z',
      '2027-03-09T08:00:00.000Z',
    ]);
    expect(clock.now()).toBe('2027-03-15T08:00:00.000Z');
  });

  it('runs on from the instant at which a visit failed', async () => {
    const clock = await open({
      startAt: '2027-03-01T09:00',
      visitDue: async (_from, _to, standAt) => {
        standAt('2027-03-05T08:00:00.000Z');
        throw new Error('no network');
      },
    });
    await expect(clock.move({ advance: 'P14D' })).rejects.toThrow('no network');
    expect(clock.now()).toBe('2027-03-05T08:00:00.000Z');
    expect((await open()).now()).toBe('2027-03-05T08:00:00.000Z');
  });

  it('takes moves one after the other', async () => {
    const clock = await open({ startAt: '2027-03-01T09:00' });
    await Promise.all([clock.move({ advance: 'P1D' }), clock.move({ advance: 'P1D' })]);
    expect(clock.now()).toBe('2027-03-03T08:00:00.000Z');
  });

  it('can be asked for from inside a transaction', async () => {
    const clock = await open({
      startAt: '2027-03-01T09:00',
      visitDue: async () => {
        await db.selectFrom('setting').selectAll().execute();
      },
    });
    const moved = await db.transaction().execute(async () => clock.moveClock({ advance: 'P30D' }));
    expect(moved).toEqual({ ok: true, now: '2027-03-31T07:00:00.000Z' });
    await clock[Symbol.asyncDispose]();
    expect(clock.now()).toBe('2027-03-31T07:00:00.000Z');
    expect((await open()).now()).toBe('2027-03-31T07:00:00.000Z');
  });

  it('tells of a failure after the answer', async () => {
    const errors: unknown[] = [];
    const clock = await open({
      visitDue: () => Promise.reject(new Error('no network')),
      onError: (error) => errors.push(error),
    });
    expect(await clock.moveClock({ advance: 'P1D' })).toMatchObject({ ok: true });
    await clock[Symbol.asyncDispose]();
    expect(errors).toMatchObject([{ message: 'no network' }]);
  });
});

describe('POST /local/clock', () => {
  async function post(body: string, type = 'application/json') {
    await using server = await startHttp({
      host: '127.0.0.1',
      port: 0,
      local: true,
      missing: () => [],
      logger: pino({ level: 'silent' }),
    });
    server.routes.use(clockRoute(await open({ startAt: '2027-03-01T09:00' })));
    const response = await fetch(`${server.url}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return { status: response.status, body: await response.json() };
  }

  it('moves the clock and answers where it is', async () => {
    expect(await post('{"advance":"P30D"}')).toEqual({
      status: 200,
      body: { now: '2027-03-31T07:00:00.000Z' },
    });
    expect(await post('{"to":"2027-06-30T09:00"}')).toEqual({
      status: 200,
      body: { now: '2027-06-30T07:00:00.000Z' },
    });
  });

  it('says in French why it does not go back', async () => {
    expect(await post('{"to":"2026-06-30T09:00"}')).toEqual({
      status: 400,
      body: {
        error: 'L’horloge ne recule pas\u00a0: nous sommes le lundi 1er mars 2027 à 9\u00a0h.',
      },
    });
  });

  it.each(['{}', '[]', '{"advance":30}', '{"advance":"P1D","to":"2027-06-30"}', '{"to":"x"}'])(
    'says in French what to write instead of %s',
    async (body) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: expect.stringMatching(/^Écrivez .*P30D/) });
    },
  );

  it('reads JSON only', async () => {
    expect((await post('{"advance":"P30D"}', 'text/plain')).status).toBe(400);
  });
});
