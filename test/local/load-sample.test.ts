import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parisDay, parisTime } from '../../src/domain/paris-time.ts';
import { readPactFile } from '../../src/files/pact-file.ts';
import { loadSample } from '../../src/local/load-sample.ts';
import { readSample, type Sample, sampleStatus } from '../../src/local/sample/read-sample.ts';
import { indicatorsOf } from '../../src/store/actions.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { readJournal } from '../../src/store/journal.ts';
import { currentReadings } from '../../src/store/readings.ts';
import { officerChannel } from '../../src/use-cases/choose-channel.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';

const sample = readSample();
const read = readPactFile('pacts/herault-2022-2025.yaml');
if (!read.ok) throw new Error(JSON.stringify(read.errors));
const file = { definition: read.pact, hash: read.hash, current: true };

let db: Db;
let ids: number;

beforeEach(async () => {
  db = await openDatabase(':memory:');
  ids = 0;
});
afterEach(() => db.destroy());

async function load(now: string, changed: Partial<Sample> = {}) {
  await db.transaction().execute((tx) => loadPact({ db: tx, now, today: parisDay(now) }, file));
  return loadSample({
    db,
    now,
    newId: () => {
      ids += 1;
      return `id-${String(ids).padStart(5, '0')}`;
    },
    sample: { ...sample, ...changed },
    officerChannel: { platform: 'slack', tenant: 'T1', id: 'C1' },
  });
}

async function count(table: 'person' | 'mandate' | 'workingGroup' | 'action' | 'meeting') {
  const rows = await db.selectFrom(table).select('id').execute();
  return rows.length;
}

const march = '2027-03-01T08:00:00.000Z';

describe('loading the sample', () => {
  it('loads everything the files tell', async () => {
    expect(await load(march)).toBe('loaded');
    expect(await count('person')).toBe(sample.people.length);
    expect(await count('workingGroup')).toBe(sample.groups.length);
    expect(await count('action')).toBe(sample.actions.length);
    expect(await count('meeting')).toBe(sample.meetings.length);
    const seats = sample.groups.flatMap((group) => [group.pilot, group.coPilot ?? []].flat());
    expect(await count('mandate')).toBe(sample.mandates.length + seats.length);
    const absences = await db.selectFrom('absence').select(['startsOn', 'endsOn']).execute();
    expect(absences).toEqual([{ startsOn: '2027-01-04', endsOn: '2027-01-22' }]);
    const blockers = await db.selectFrom('blocker').select('kind').execute();
    expect(blockers).toHaveLength(sample.actions.filter((action) => action.blocker).length);
  });

  it('gives each action its code, its status, its group and its last news', async () => {
    await load(march);
    const rows = await db
      .selectFrom('action')
      .innerJoin('workingGroup', 'workingGroup.id', 'action.groupId')
      .select(['action.code', 'action.status', 'workingGroup.code as group', 'lastNewsAt'])
      .execute();
    for (const action of sample.actions) {
      const row = rows.find(({ code }) => code === action.code);
      expect(row, action.code).toMatchObject({ status: sampleStatus(action), group: action.group });
    }
    const latest = rows.find(({ code }) => code === 'THA-1')?.lastNewsAt ?? '';
    // 9 January 2027 is a Saturday.
    expect(parisDay(latest)).toBe('2027-01-11');
  });

  it('writes each entry by its person, on a working day, in working hours, in order', async () => {
    await load(march);
    const entries = await db
      .selectFrom('actionEntry')
      .innerJoin('action', 'action.id', 'actionEntry.actionId')
      .innerJoin('person', 'person.id', 'actionEntry.authorId')
      .select(['code', 'at', 'email', 'kind'])
      .orderBy('actionEntry.at')
      .execute();
    const expected = sample.actions.reduce(
      (sum, { history, blocker }) => sum + history.length + (blocker ? 1 : 0),
      0,
    );
    expect(entries).toHaveLength(expected);
    for (const { at } of entries) {
      expect(parisDay(at) >= '2027-01-04' && parisDay(at) <= '2027-01-20').toBe(true);
      expect(parisTime(at) >= '09:00' && parisTime(at) < '18:00').toBe(true);
    }
    for (const { code, history, blocker } of sample.actions) {
      const authors = entries.filter((entry) => entry.code === code).map(({ email }) => email);
      const told = [...history.map(({ by }) => by), ...(blocker ? [blocker.by] : [])];
      expect(authors, code).toEqual(told);
    }
  });

  it('says what each indicator aims at, came to last year, and is at so far', async () => {
    await load(march);
    const action = await db
      .selectFrom('action')
      .select(['id', 'pactId'])
      .where('code', '=', 'THA-1')
      .executeTakeFirstOrThrow();
    const targets = (await indicatorsOf(db, [action.id])).map(({ target }) => target);
    expect(targets).toEqual([240, 50]);
    const readings = await currentReadings(db, { pactId: action.pactId, actions: [action.id] });
    expect(readings.map(({ year, value }) => [year, value])).toEqual(
      expect.arrayContaining([
        [2026, 198],
        [2026, 44.5],
        [2027, 31],
        [2027, 39.5],
      ]),
    );
    // The year before is history: no campaign asked about it.
    const evaluations = await db.selectFrom('evaluation').select(['year', 'state']).execute();
    expect(evaluations.every(({ year, state }) => year === 2027 && state === 'draft')).toBe(true);
  });

  it('follows the code numbers on from there', async () => {
    await load(march);
    const counter = await db
      .selectFrom('codeCounter')
      .select('last')
      .where('prefix', '=', 'THA-')
      .executeTakeFirstOrThrow();
    expect(counter.last).toBe(sample.actions.filter(({ code }) => /^THA-\d/.test(code)).length);
  });

  it('keeps a journal that holds', async () => {
    await load(march);
    let rows = 0;
    for await (const row of readJournal(db)) {
      expect(row.at <= march).toBe(true);
      expect(row.act).not.toBe('refused');
      rows += 1;
    }
    expect(rows).toBeGreaterThan(200);
  });

  it('chooses the chargée de mission’s channel', async () => {
    await load(march);
    expect(await officerChannel(db)).toEqual({ platform: 'slack', tenant: 'T1', id: 'C1' });
  });

  it('is done once', async () => {
    await load(march);
    expect(await load('2028-03-01T08:00:00.000Z')).toBe('alreadyLoaded');
    expect(await count('person')).toBe(sample.people.length);
  });

  it('leaves a database with people alone', async () => {
    await db
      .insertInto('person')
      .values({
        id: 'p',
        firstName: 'Anne',
        lastName: 'Durand',
        title: null,
        email: 'anne.durand@exemple.fr',
        structure: null,
        prefers: null,
        createdAt: march,
        departedAt: null,
      })
      .execute();
    expect(await load(march)).toBe('databaseInUse');
    expect(await count('action')).toBe(0);
  });

  it.each(['2026-12-31T23:30:00.000Z', '2027-01-01T11:00:00.000Z', '2027-01-10T20:00:00.000Z'])(
    'has nothing later than a clock that starts at %s',
    async (now) => {
      expect(await load(now)).toBe('loaded');
      const late = await db.selectFrom('actionEntry').select('at').where('at', '>', now).execute();
      expect(late).toEqual([]);
      const day = parisDay(now);
      const held = await db.selectFrom('meeting').select(['groupId', 'heldOn']).execute();
      expect(held.every(({ heldOn }) => heldOn !== null && heldOn <= day)).toBe(true);
      expect(new Set(held.map(({ groupId, heldOn }) => `${groupId} ${heldOn}`)).size).toBe(
        held.length,
      );
      const rows = await db.selectFrom('action').select(['code', 'status']).execute();
      for (const action of sample.actions)
        expect(rows).toContainEqual({ code: action.code, status: sampleStatus(action) });
    },
  );

  it('fails loudly and keeps nothing when a code does not come out as written', async () => {
    const [first, ...others] = sample.actions;
    if (!first) throw new Error('no action');
    const actions = [{ ...first, code: 'THA-9' }, ...others];
    await expect(load(march, { actions })).rejects.toThrow(/THA-9.*THA-1/);
    expect(await count('person')).toBe(0);
  });

  it('fails loudly when somebody writes what they may not', async () => {
    const [first, ...others] = sample.actions;
    if (!first) throw new Error('no action');
    const [creation, ...rest] = first.history;
    if (!creation) throw new Error('no history');
    const stranger = { ...creation, by: 'antoine.salles@exemple.fr' };
    const actions = [{ ...first, history: [stranger, ...rest] }, ...others];
    await expect(load(march, { actions })).rejects.toThrow(/THA-1: notAllowed/);
  });
});
