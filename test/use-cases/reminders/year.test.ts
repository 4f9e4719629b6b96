import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../../src/domain/calendar.ts';
import { addDays } from '../../../src/domain/days.ts';
import type { Reminder } from '../../../src/domain/obligations/reminder.ts';
import { parisDay, parisInstant, parisTime } from '../../../src/domain/paris-time.ts';
import { sendingInstant } from '../../../src/domain/sending-hours.ts';
import { defaultCalendar } from '../../../src/files/pact-defaults.ts';
import { choosePreference } from '../../../src/use-cases/choose-preference.ts';
import { declareAbsence } from '../../../src/use-cases/declare-absence.ts';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { pauseReminders } from '../../../src/use-cases/pause-reminders.ts';
import { planMeeting } from '../../../src/use-cases/plan-meeting.ts';
import { planReminders } from '../../../src/use-cases/plan-reminders.ts';
import { openReminding, type Reminding } from '../../support/reminding.ts';
import { openSampleStore, type SampleStore } from '../../support/sample-store.ts';
import { value } from '../../support/world.ts';

const first = '2027-01-01';
const last = '2027-12-31';
const end = '2028-01-01T00:00:00.000Z';

async function planOf({ db }: SampleStore): Promise<readonly Reminder[]> {
  return (await planReminders(db, first, last)) ?? [];
}

const essence = ({ at, key }: Pick<Reminder, 'at' | 'key'>) => `${at} ${key}`;
const sorted = (all: Iterable<string>) => [...all].sort();

/** What was sent, with the instant at which it was. */
async function sentOf({ db }: SampleStore): Promise<readonly Pick<Reminder, 'at' | 'key'>[]> {
  const rows = await db.selectFrom('reminder').select(['key', 'sentAt']).execute();
  return rows.map(({ key, sentAt }) => ({ key, at: sentAt }));
}

/** The instants of a year's ticks, nights left out but for one: half an hour apart. */
function* ticksFrom(day: string): Generator<string> {
  for (let on = day; on <= last; on = addDays(on, 1)) {
    yield parisInstant(on, '03:00');
    for (let minute = 8 * 60 + 30; minute <= 18 * 60 + 30; minute += 30)
      yield parisInstant(on, clock(minute));
  }
}

function clock(minutes: number): string {
  const pad = (count: number) => String(count).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

interface Stop {
  readonly from: string;
  readonly until: string;
}

/** Lives through the year, dead during the stops, with nothing in mind after each. */
async function live(reminding: Reminding, from: string, stops: readonly Stop[] = []) {
  let dead = false;
  for (const now of ticksFrom(from)) {
    const stopped = stops.some((stop) => stop.from <= now && now < stop.until);
    if (dead && !stopped) reminding.restart();
    dead = stopped;
    if (!stopped) await reminding.tick(now);
  }
}

/** People who choose their hour, go away, put off; a committee planned; requests that wait. */
async function makeLively(store: SampleStore): Promise<void> {
  // A Saturday, before the first working day of the year.
  store.now = '2027-01-02T10:00:00.000Z';
  const [yanis, sarah, nadia, julien, karim] = await Promise.all(
    ['yanis.belkacem', 'sarah.combes', 'nadia.benali', 'julien.carrere', 'karim.haddad'].map(
      (name) => store.person(`${name}@exemple.fr`),
    ),
  );
  if (!yanis || !sarah || !nadia || !julien || !karim) throw new Error('not in the sample');
  await store.actAs(yanis, async (context) =>
    value(await choosePreference(context, { hour: '14:00' })),
  );
  await store.actAs(sarah, async (context) =>
    value(await choosePreference(context, { weekly: true })),
  );
  const away = { person: nadia.id, startsOn: '2027-03-29', endsOn: '2027-04-05' };
  await store.actAs(nadia, async (context) =>
    value(await declareAbsence(context, { ...away, substitute: karim.id })),
  );
  const pause = { startsOn: '2027-03-25', endsOn: '2027-04-20', about: null };
  await store.actAs(julien, async (context) => value(await pauseReminders(context, pause)));
  await store.actAs(julien, async (context) =>
    value(
      await planMeeting(context, { kind: 'committee', territory: 'MTP' }, { day: '2027-06-15' }),
    ),
  );
  await store.actAs(sarah, async (context) =>
    value(await declareUpdate(context, { action: 'THA-3', status: 'completed' })),
  );
}

describe('a year of the sample', () => {
  it('sends exactly its plan, tick by tick, and has the same plan whatever day it is', async () => {
    await using store = await openSampleStore();
    await makeLively(store);
    const planned = await planOf(store);
    const kinds = new Set(planned.map(({ obligation }) => obligation));
    expect(sorted(kinds)).toEqual([
      'indicator-campaign',
      'local-committee',
      'mandate-end',
      'silent-action',
      'vacant-seat',
      'validation-step',
    ]);
    const reminding = openReminding(store);
    await live(reminding, '2027-01-02');
    expect(sorted((await sentOf(store)).map(essence))).toEqual(sorted(planned.map(essence)));
    expect((await planOf(store)).map(essence)).toEqual(planned.map(essence));
    // A digest each, at most one a day: the messages are the plan's, grouped.
    const digests = reminding.posted.filter(({ intent }) => intent === 'digest');
    expect(sorted(digests.map(({ to, at }) => `${at} ${to}`))).toEqual(
      sorted(new Set(planned.map(({ recipient, at }) => `${at} ${recipient}`))),
    );
  });

  it('plans every stage on a working day within hours, each key once, one digest a day', async () => {
    await using store = await openSampleStore();
    await makeLively(store);
    const planned = await planOf(store);
    expect(new Set(planned.map(({ key }) => key)).size).toBe(planned.length);
    const instants = new Map<string, string>();
    for (const { at, recipient } of planned) {
      expect(isWorkingDay(parisDay(at))).toBe(true);
      expect(parisTime(at) >= '09:00' && parisTime(at) < '18:00').toBe(true);
      const digest = `${recipient} ${parisDay(at)}`;
      expect(instants.get(digest) ?? at).toBe(at);
      instants.set(digest, at);
    }
  });
});

/** The same at every run: hours at the least, weeks at the most. */
function randomStops(seed: number): readonly Stop[] {
  let state = seed;
  const random = () => {
    // Numerical Recipes' generator: any would do, as long as it repeats.
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const start = Date.parse(`${first}T00:00:00Z`);
  const hour = 3_600_000;
  return Array.from({ length: 12 }, () => {
    const from = start + Math.floor(random() * 365 * 24) * hour;
    const long = random() < 0.4 ? 24 * 7 * (1 + random() * 4) : 1 + random() * 30;
    return {
      from: new Date(from).toISOString(),
      until: new Date(from + Math.floor(long) * hour).toISOString(),
    };
  });
}

/** The first tick that can send what was due at an instant. */
function sendable(at: string, stops: readonly Stop[]): string {
  const stop = stops.find(({ from, until }) => from <= at && at < until);
  const awake = stop ? nextTick(stop.until) : at;
  if (awake >= end) return end;
  const sending = sendingInstant(awake, defaultCalendar);
  return awake === at && sending === at ? at : sendable(sending, stops);
}

function nextTick(instant: string): string {
  for (const tick of ticksFrom(parisDay(instant))) if (tick >= instant) return tick;
  return end;
}

/** Stages of one chain follow one another; a meeting that is planned has its own. */
function chainOf({ obligation, subject, key, recipient }: Reminder): string {
  const period = key.split(':')[2] ?? '';
  return [obligation, subject, period.length === 10 ? period : '', recipient].join(' ');
}

describe('a year with stops of hours and weeks', () => {
  it.each([1, 2, 3])('loses nothing, repeats nothing, says the latest only (%i)', async (seed) => {
    await using store = await openSampleStore();
    const planned = await planOf(store);
    const stops = randomStops(seed);
    const expected = new Map<string, string>();
    for (const one of planned) {
      const at = sendable(one.at, stops);
      const overtaken = planned.some(
        (other) => chainOf(other) === chainOf(one) && other.at > one.at && other.at <= at,
      );
      if (at < end && !overtaken) expected.set(one.key, at);
    }
    // Else the stops would prove nothing.
    expect([...expected].some(([key, at]) => planned.some((p) => p.key === key && p.at < at))).toBe(
      true,
    );
    const reminding = openReminding(store);
    await live(reminding, first, stops);
    const sent = await sentOf(store);
    expect(sorted(sent.map(essence))).toEqual(
      sorted([...expected].map(([key, at]) => essence({ key, at }))),
    );
    const days = reminding.posted
      .filter(({ intent }) => intent === 'digest')
      .map(({ to, at }) => `${to} ${parisDay(at)}`);
    expect(new Set(days).size).toBe(days.length);
  });
});
