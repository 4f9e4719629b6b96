import { describe, expect, it } from 'vitest';
import { due } from '../../src/domain/obligations/due.ts';
import { createHistory } from '../../src/domain/obligations/history.ts';
import { accountsOf } from '../../src/store/accounts.ts';
import { findCalendarLink, findLinkBySecret } from '../../src/store/calendar-links.ts';
import { pausesFrom } from '../../src/store/pauses.ts';
import { findPerson } from '../../src/store/people.ts';
import { findPreference } from '../../src/store/preferences.ts';
import { applyRetention } from '../../src/use-cases/apply-retention.ts';
import { removeCalendarLink, renewCalendarLink } from '../../src/use-cases/calendar-link.ts';
import { choosePlatform, choosePreference } from '../../src/use-cases/choose-preference.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { exportPerson } from '../../src/use-cases/export-data.ts';
import { endPause, pauseReminders, resumeReminders } from '../../src/use-cases/pause-reminders.ts';
import { readObligations } from '../../src/use-cases/read-obligations.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { openWorld, refusal, value, type World } from '../support/world.ts';

/** Monday 1 March 2027, 10:00 in Paris. */
async function scene() {
  const world = await openWorld();
  const nadia = await world.person({
    ...{ firstName: 'Nadia', lastName: 'Benali', email: 'nadia@exemple.fr' },
    role: 'territoryReferent',
  });
  const pause = (startsOn: string, endsOn: string, about: string | null = null) =>
    world.actAs(nadia, (context) => pauseReminders(context, { startsOn, endsOn, about }));
  return { world, nadia, pause, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

/** The days on which the territory's committee is to be recalled to somebody by the end of April. */
async function remindedOn(world: World, person: string): Promise<readonly string[]> {
  const pact = await world.pact();
  const facts = await readObligations(world.db, pact);
  const days: string[] = [];
  const history = createHistory();
  for (let now = '2027-03-01T08:00:00.000Z'; now < '2027-04-30'; ) {
    const found = due(pact.definition, facts, { history, digestToday: new Set() }, now);
    for (const one of found.reminders) {
      history.add(one.key, now);
      if (one.obligation === 'local-committee' && one.recipient === person)
        days.push(now.slice(0, 10));
    }
    now = found.next;
  }
  return days;
}

describe('pausing one’s reminders', () => {
  it('holds them back until the next working day after its last day', async () => {
    await using s = await scene();
    expect(await remindedOn(s.world, s.nadia.id)).toEqual(['2027-03-31']);
    value(await s.pause('2027-03-20', '2027-04-09'));
    expect(await remindedOn(s.world, s.nadia.id)).toEqual(['2027-04-12']);
  });

  it('may hold back one subject alone', async () => {
    await using s = await scene();
    value(await s.pause('2027-03-30', '2027-04-02', 'local-committee:MTP'));
    expect(await remindedOn(s.world, s.nadia.id)).toEqual(['2027-03-31']);
    value(await s.pause('2027-03-30', '2027-04-02', 'local-committee:THA'));
    expect(await remindedOn(s.world, s.nadia.id)).toEqual(['2027-04-05']);
  });

  it('lasts thirty days at most, both ends counted, and says which day is the last', async () => {
    await using s = await scene();
    value(await s.pause('2027-03-01', '2027-03-30'));
    expect(refusal(await s.pause('2027-03-01', '2027-03-31'))).toEqual({
      ...{ kind: 'pauseTooLong', days: 30, latest: '2027-03-30' },
    });
    expect(refusal(await s.pause('2027-02-01', '2027-02-28'))).toMatchObject({ kind: 'tooEarly' });
    expect(refusal(await s.pause('2027-03-10', '2027-03-09'))).toMatchObject({ kind: 'invalid' });
    expect(refusal(await s.pause('2027-03-10', '2027-02-30'))).toMatchObject({ kind: 'invalid' });
  });

  it('takes the place of the one over the same days, of the same subject', async () => {
    await using s = await scene();
    value(await s.pause('2027-03-01', '2027-03-10'));
    const snooze = value(await s.pause('2027-03-01', '2027-03-05', 'local-committee:THA'));
    const longer = value(await s.pause('2027-03-05', '2027-03-20'));
    expect(await pausesFrom(s.world.db, s.nadia.id, s.world.today)).toEqual([snooze, longer]);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('ends when its person says so, and no one else', async () => {
    await using s = await scene();
    const pause = value(await s.pause('2027-03-20', '2027-04-09'));
    const other = await s.world.person();
    const notTheirs = await s.world.actAs(other, (context) => endPause(context, pause.id));
    expect(refusal(notTheirs)).toMatchObject({ kind: 'notFound', what: 'pause' });
    value(await s.world.actAs(s.nadia, (context) => endPause(context, pause.id)));
    expect(await remindedOn(s.world, s.nadia.id)).toEqual(['2027-03-31']);
    value(await s.pause('2027-03-20', '2027-04-09'));
    value(await s.pause('2027-03-20', '2027-04-01', 'local-committee:THA'));
    const ended = await s.world.actAs(s.nadia, (context) => resumeReminders(context));
    expect(ended).toHaveLength(2);
    expect(await pausesFrom(s.world.db, s.nadia.id, s.world.today)).toEqual([]);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });
});

describe('choosing how one is reminded', () => {
  const reminders = async (world: World) => {
    const pact = await world.pact();
    return (await readObligations(world.db, pact)).preferences;
  };

  it('keeps what was not said as it was', async () => {
    await using s = await scene();
    const choose = (choice: Parameters<typeof choosePreference>[1]) =>
      s.world.actAs(s.nadia, (context) => choosePreference(context, choice));
    value(await choose({ hour: '11:30' }));
    expect(value(await choose({ weekly: true }))).toEqual({ hour: '11:30', weekly: true });
    expect(await reminders(s.world)).toEqual([
      { personId: s.nadia.id, hour: '11:30', weekly: true },
    ]);
    expect(value(await choose({ hour: null, weekly: false }))).toEqual({
      ...{ hour: null, weekly: false },
    });
    const journal = await s.world.journal();
    expect(journal.filter(({ act }) => act === 'reminders.chosen')).toHaveLength(3);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it.each([
    ['08:59', 'outsideHours'],
    ['09:00', undefined],
    ['17:59', undefined],
    ['18:00', 'outsideHours'],
    ['9 h', 'invalid'],
    ['25:00', 'invalid'],
  ])('takes %s within sending hours only', async (hour, kind) => {
    await using s = await scene();
    const result = await s.world.actAs(s.nadia, (context) => choosePreference(context, { hour }));
    expect(result.ok ? undefined : result.refusal.kind).toBe(kind);
    expect((await findPreference(s.world.db, s.nadia.id)).hour).toBe(
      kind === undefined ? hour : null,
    );
  });

  it('chooses among the platforms that are there', async () => {
    await using s = await scene();
    const choose = (platform: string | null) =>
      s.world.actAs(s.nadia, (context) =>
        choosePlatform(
          { ...context, platforms: [{ code: 'teams', label: 'Teams', aliases: [] }] },
          platform,
        ),
      );
    expect(refusal(await choose('pigeon'))).toMatchObject({ kind: 'invalid' });
    value(await choose('teams'));
    expect((await findPerson(s.world.db, s.nadia.id))?.prefers).toBe('teams');
    value(await choose(null));
    expect((await findPerson(s.world.db, s.nadia.id))?.prefers).toBeNull();
  });
});

describe('the link to one’s calendar', () => {
  it('is drawn anew, and the former one leads nowhere', async () => {
    await using s = await scene();
    const renew = () => s.world.actAs(s.nadia, (context) => renewCalendarLink(context, s.nadia.id));
    const first = await renew();
    expect(first.secret).toMatch(/^[\w-]{32}$/);
    const second = await renew();
    expect(second.secret).not.toBe(first.secret);
    expect(await findLinkBySecret(s.world.db, first.secret)).toBeUndefined();
    expect(await findLinkBySecret(s.world.db, second.secret)).toEqual(second);
    await s.world.actAs(s.nadia, (context) => removeCalendarLink(context, s.nadia.id));
    expect(await findCalendarLink(s.world.db, s.nadia.id)).toBeUndefined();
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
    const journal = JSON.stringify(await s.world.journal());
    expect(journal).not.toContain(first.secret);
    expect(journal).not.toContain(second.secret);
  });
});

describe('what a person chose', () => {
  async function everything(s: Awaited<ReturnType<typeof scene>>) {
    value(await s.pause('2027-03-01', '2027-03-10'));
    return s.world.actAs(s.nadia, async (context) => {
      value(await choosePreference(context, { hour: '11:30', weekly: true }));
      return renewCalendarLink(context, s.nadia.id);
    });
  }

  it('is part of their export, without the secret of the link', async () => {
    await using s = await scene();
    const { secret } = await everything(s);
    const files = (await exportPerson(s.world.db, 'nadia@exemple.fr')) ?? [];
    const all = files.map(({ content }) => content).join('\n');
    expect(all).toContain('2027-03-10');
    expect(all).toContain('11:30');
    expect(files.map(({ name }) => name)).toContain('liens-d-agenda.csv');
    expect(all).not.toContain(secret);
  });

  it('leaves with them', async () => {
    await using s = await scene();
    const { secret } = await everything(s);
    value(await s.world.actAs(null, (context) => departPerson(context, s.nadia.id)));
    expect(await pausesFrom(s.world.db, s.nadia.id, s.world.today)).toEqual([]);
    expect(await findPreference(s.world.db, s.nadia.id)).toEqual({ hour: null, weekly: false });
    expect(await findLinkBySecret(s.world.db, secret)).toBeUndefined();
    expect(await accountsOf(s.world.db, s.nadia.id)).toEqual([]);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('is let go when its time has passed: pauses that are over, links revoked', async () => {
    await using s = await scene();
    await everything(s);
    await s.world.actAs(s.nadia, (context) => renewCalendarLink(context, s.nadia.id));
    s.world.later({ days: 99 });
    expect(await applyRetention(s.world.db, s.world.now)).toMatchObject({ pauses: 0, links: 1 });
    s.world.later({ days: 1 });
    value(await s.pause(s.world.today, s.world.today));
    expect(await applyRetention(s.world.db, s.world.now)).toMatchObject({ pauses: 1, links: 0 });
    expect(await s.world.db.selectFrom('pause').selectAll().execute()).toHaveLength(1);
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });
});
