import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PactDefinition } from '../../src/domain/pact.ts';
import { readPactFile } from '../../src/files/pact-file.ts';
import { saveAccount } from '../../src/store/accounts.ts';
import { saveReference } from '../../src/store/conversation-references.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { saveAnswer, saveDraft, saveFirstContact } from '../../src/store/exchanges.ts';
import { readJournal } from '../../src/store/journal.ts';
import { closePact } from '../../src/store/pacts.ts';
import { insertPerson } from '../../src/store/people.ts';
import { readTexts, saveText } from '../../src/store/texts.ts';
import { applyRetention } from '../../src/use-cases/apply-retention.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';

const read = readPactFile('pacts/herault-2022-2025.yaml');
if (!read.ok) throw new Error(JSON.stringify(read.errors));
const retention = {
  inboundDays: 90,
  draftDays: 30,
  refusalDays: 365,
  textDaysAfterClosing: 100,
};
const now = '2027-06-30T08:00:00.000Z';
/** The days from 30 June 2027 back to each date are counted in the tests' titles. */
const days = { 29: '2027-06-01', 31: '2027-05-30', 89: '2027-04-02', 91: '2027-03-31' };

let db: Db;

beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.destroy());

async function load(definition: Partial<PactDefinition> = {}): Promise<void> {
  if (!read.ok) return;
  const pact = { ...read.pact, retention, ...definition };
  await db.transaction().execute(async (tx) => {
    const at = '2027-01-04T08:00:00.000Z';
    const context = { db: tx, now: at, today: '2027-01-04' };
    await loadPact(context, { definition: pact, hash: 'h', current: true });
    await insertPerson(tx, {
      id: 'p1',
      firstName: 'Anne',
      lastName: 'Durand',
      title: null,
      email: 'anne.durand@exemple.fr',
      structure: null,
      prefers: null,
      createdAt: at,
    });
  });
}

async function addRecords(day: string): Promise<void> {
  const at = `${day}T08:00:00.000Z`;
  await db.transaction().execute(async (tx) => {
    await saveAnswer(tx, {
      key: day,
      personId: 'p1',
      wordsHash: null,
      receivedAt: at,
      answer: '{}',
    });
    const contact = { key: day, platform: 'slack', inbound: '{}', replyTo: '' };
    await saveFirstContact(tx, { ...contact, receivedAt: at });
    const draft = { id: day, personId: 'p1', kind: 'choices', content: '[]', file: null };
    await saveDraft(tx, { ...draft, createdAt: at });
  });
}

async function kept(table: 'inbound' | 'firstContact'): Promise<readonly string[]> {
  const rows = await db.selectFrom(table).select('key').orderBy('key').execute();
  return rows.map(({ key }) => key);
}

async function journaled() {
  const rows = [];
  for await (const { act, payload } of readJournal(db))
    if (act === 'retention.applied') rows.push(payload);
  return rows;
}

describe('applying retention', () => {
  it('forgets answers and contacts after 90 days, drafts after 30', async () => {
    await load();
    for (const day of Object.values(days)) await addRecords(day);
    expect(await applyRetention(db, now)).toEqual({
      answers: 1,
      contacts: 1,
      references: 0,
      drafts: 3,
      messages: 0,
      pauses: 0,
      links: 0,
      texts: 0,
    });
    expect(await kept('inbound')).toEqual([days[89], days[31], days[29]]);
    expect(await kept('firstContact')).toEqual([days[89], days[31], days[29]]);
    const drafts = await db.selectFrom('draft').select('id').execute();
    expect(drafts).toEqual([{ id: days[29] }]);
  });

  it('journals counts alone, and nothing when nothing was due', async () => {
    await load();
    await addRecords(days[91]);
    await applyRetention(db, now);
    await applyRetention(db, '2027-07-01T08:00:00.000Z');
    expect(await journaled()).toEqual([
      {
        ...{ answers: 1, contacts: 1, references: 0, drafts: 1, messages: 0 },
        ...{ pauses: 0, links: 0, texts: 0 },
        pausesEndedBefore: '2027-04-01',
      },
    ]);
  });

  it('forgets where people unheard of for 90 days are written to, unless the annuaire knows them', async () => {
    await load();
    const add = (id: string, day: string, state?: 'tied' | 'waiting' | 'refused') =>
      db.transaction().execute(async (tx) => {
        const at = `${day}T08:00:00.000Z`;
        const account = { platform: 'teams', tenant: 'T1', user: id, personId: 'p1' };
        if (state) await saveAccount(tx, { ...account, state, since: at });
        const named = { platform: 'teams', tenant: 'T1', kind: 'person', id } as const;
        const rest = { serviceUrl: 'https://exemple.fr', conversation: null, reference: '{}' };
        await saveReference(tx, { ...named, ...rest, since: at, blockedAt: null });
      });
    await add('unknown', days[91]);
    await add('recent', days[89]);
    await add('tied', days[91], 'tied');
    await add('waiting', days[91], 'waiting');
    await add('refused', days[91], 'refused');
    expect(await applyRetention(db, now)).toMatchObject({ references: 2 });
    const kept = await db.selectFrom('conversationReference').select('id').orderBy('id').execute();
    expect(kept.map(({ id }) => id)).toEqual(['recent', 'tied', 'waiting']);
  });

  it('does it once a day of Paris', async () => {
    await load();
    await applyRetention(db, now);
    await addRecords(days[91]);
    expect(await applyRetention(db, '2027-06-30T21:59:00.000Z')).toBeUndefined();
    expect(await kept('inbound')).toHaveLength(1);
    expect(await applyRetention(db, '2027-06-30T22:01:00.000Z')).toMatchObject({ answers: 1 });
  });

  it('does nothing before a pact is loaded', async () => {
    expect(await applyRetention(db, now)).toBeUndefined();
  });
});

describe('the texts of a pact', () => {
  const pactId = 'herault-2022-2025';

  /** One text in each place that holds one, and one that belongs to nothing. */
  async function addTexts(): Promise<readonly string[]> {
    await db.transaction().execute(async (tx) => {
      const at = '2027-01-05T08:00:00.000Z';
      for (const id of ['entry', 'changes', 'blocker', 'meeting', 'group', 'term', 'other'])
        await saveText(tx, { id, body: `corps ${id}`, authorId: 'p1', at });
      const group = { id: 'g1', pactId, code: 'THA-G1', title: 'Groupe', territories: '["THA"]' };
      await tx
        .insertInto('workingGroup')
        .values({ ...group, samePilotStructureReason: 'group', createdAt: at, retiredOn: null })
        .execute();
      const lists = { axes: '[]', themes: '[]', audiences: '[]', structures: '[]' };
      const words = { title: 'Action', objectives: 'o', means: 'm', deliverables: 'l' };
      await tx
        .insertInto('action')
        .values({
          ...{ id: 'a1', pactId, code: 'THA-1', groupId: 'g1', status: 'project' },
          ...{ ...lists, ...words, experimentation: 0, salt: 's' },
          ...{ createdAt: at, createdBy: 'p1', lastNewsAt: at },
        })
        .execute();
      await tx
        .insertInto('actionEntry')
        .values({
          ...{ id: 'e1', actionId: 'a1', at, authorId: 'p1', kind: 'update', nothingNew: 0 },
          ...{ fromStatus: 'project', toStatus: 'project', about: null },
          ...{ textId: 'entry', changesId: 'changes' },
        })
        .execute();
      await tx
        .insertInto('blocker')
        .values({
          ...{ id: 'b1', actionId: 'a1', kind: 'other', textId: 'blocker', raisedAt: at },
          ...{ raisedBy: 'p1', raisedEntry: 'e1' },
          ...{ liftedAt: null, liftedBy: null, liftedEntry: null },
        })
        .execute();
      await tx
        .insertInto('meeting')
        .values({
          ...{ id: 'm1', pactId, body: 'steeringCommittee', groupId: null, territory: null },
          ...{ ruleCode: null, state: 'planned', plannedDay: '2027-05-03', plannedTime: null },
          ...{ place: null, heldOn: null, participants: null, textId: 'meeting' },
          ...{ createdAt: at, createdBy: 'p1' },
        })
        .execute();
      await tx
        .insertInto('prorogation')
        .values({
          id: 'x',
          pactId,
          until: '2029-12-31',
          decidedAt: at,
          decidedBy: 'p1',
          reason: 'term',
        })
        .execute();
    });
    return ['entry', 'changes', 'blocker', 'meeting', 'group', 'term'];
  }

  async function bodies(ids: readonly string[]): Promise<number> {
    return (await readTexts(db, ids)).size;
  }

  it('stay while it is open, and until their days after its closing have passed', async () => {
    await load();
    const texts = await addTexts();
    await applyRetention(db, '2039-01-03T08:00:00.000Z');
    expect(await bodies(texts)).toBe(6);
    await db.transaction().execute((tx) => closePact(tx, pactId, '2039-01-10T08:00:00.000Z'));
    // 100 days after 10 January 2039 is 20 April 2039.
    await applyRetention(db, '2039-04-20T08:00:00.000Z');
    expect(await bodies(texts)).toBe(6);
    expect(await applyRetention(db, '2039-04-21T08:00:00.000Z')).toMatchObject({ texts: 6 });
    expect(await bodies(texts)).toBe(0);
    expect(await bodies(['other'])).toBe(1);
    expect(await applyRetention(db, '2039-04-22T08:00:00.000Z')).toMatchObject({ texts: 0 });
  });

  it('stay for good where the pact says so', async () => {
    await load({ retention: { ...retention, textDaysAfterClosing: null } });
    const texts = await addTexts();
    await db.transaction().execute((tx) => closePact(tx, pactId, '2029-01-10T08:00:00.000Z'));
    await applyRetention(db, '2099-01-01T08:00:00.000Z');
    expect(await bodies(texts)).toBe(6);
  });

  it('leave a journal that still holds', async () => {
    await load();
    await addTexts();
    await db.transaction().execute((tx) => closePact(tx, pactId, '2029-01-10T08:00:00.000Z'));
    await applyRetention(db, '2030-01-01T08:00:00.000Z');
    expect(await journaled()).toHaveLength(1);
  });
});
