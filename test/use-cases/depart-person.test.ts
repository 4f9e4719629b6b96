import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { accountsOf, saveAccount } from '../../src/store/accounts.ts';
import { entriesOf } from '../../src/store/action-entries.ts';
import { everyMandateOf, mandatesOf } from '../../src/store/mandates.ts';
import { findPerson } from '../../src/store/people.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { giveMandate } from '../../src/use-cases/give-mandate.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { everyTable } from '../support/every-table.ts';
import { openWorld, refusal, value, type World } from '../support/world.ts';

const who = {
  firstName: 'Zéphyrine',
  lastName: 'Quatrebarbes',
  email: 'z.quatrebarbes@exemple.fr',
};
const traces = ['Zéphyrine', 'Quatrebarbes', 'quatrebarbes'];

/** A person with an account, an update, answers and drafts that name them. */
async function present(world: World) {
  const group = await world.group();
  const action = await world.action(group);
  const person = await world.person({ ...who, role: 'pilot', group });
  const other = await world.person({ role: 'coPilot', group, structure: 'CAF' });
  await world.actAs(person, async (context) => {
    const account = { platform: 'p', tenant: 't', user: 'U1', personId: person.id };
    await saveAccount(context.db, { ...account, state: 'tied', since: context.now });
    value(
      await declareUpdate(context, { action: action.code, status: 'inProgress', comment: 'Lancé' }),
    );
    const named = JSON.stringify({ text: 'Mise à jour par Zéphyrine Quatrebarbes' });
    const answers = { receivedAt: context.now, wordsHash: null, answer: named };
    await context.db
      .insertInto('inbound')
      .values({ key: 'k1', personId: person.id, ...answers })
      .execute();
    await context.db
      .insertInto('inbound')
      .values({ key: 'k2', personId: other.id, ...answers })
      .execute();
    const draft = { kind: 'import', createdAt: context.now, personId: other.id };
    const file = new TextEncoder().encode('Quatrebarbes;Zéphyrine;z.quatrebarbes@exemple.fr');
    await context.db
      .insertInto('draft')
      .values({ id: 'd1', ...draft, content: '{}', file })
      .execute();
    await context.db
      .insertInto('draft')
      .values({ id: 'd2', ...draft, content: named, file: null })
      .execute();
  });
  return { group, action, person, other };
}

const depart = (world: World, id: string) =>
  world.actAs(null, (context) => departPerson(context, id));

describe('a departure', () => {
  it('takes the name and the address out of every table', async () => {
    await using world = await openWorld();
    const { person } = await present(world);
    const before = await everyTable(world.db);
    for (const trace of traces) expect(before).toContain(trace);
    world.later({ days: 3 });
    value(await depart(world, person.id));
    const after = await everyTable(world.db);
    for (const trace of traces) expect(after).not.toContain(trace);
    expect(await accountsOf(world.db, person.id)).toEqual([]);
    expect(await findPerson(world.db, person.id)).toMatchObject({
      ...{ email: null, title: null, departedAt: world.now },
    });
  });

  it('finds the answers that write the name with another apostrophe', async () => {
    await using world = await openWorld();
    const person = await world.person({ firstName: 'Zoé', lastName: "D'Orb" });
    const other = await world.person();
    await world.actAs(other, async ({ db, now }) => {
      const kept = { personId: other.id, receivedAt: now, wordsHash: null };
      const answer = JSON.stringify({ text: 'Zoé D’Orb est dans l’annuaire.' });
      await db
        .insertInto('inbound')
        .values({ key: 'k', ...kept, answer })
        .execute();
    });
    value(await depart(world, person.id));
    expect(await everyTable(world.db)).not.toMatch(/D.Orb/);
  });

  it('takes them out of the bytes of the file too', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'relais-'));
    try {
      const bytes = () =>
        readdirSync(directory)
          .map((name) => readFileSync(join(directory, name)).toString('utf8'))
          .join('');
      await using world = await openWorld({ path: join(directory, 'relais.sqlite') });
      const { person } = await present(world);
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(world.db);
      for (const trace of traces) expect(bytes()).toContain(trace);
      value(await depart(world, person.id));
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(world.db);
      for (const trace of traces) expect(bytes()).not.toContain(trace);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('leaves the decisions, the journal and the figures as they are', async () => {
    await using world = await openWorld();
    const { action, person } = await present(world);
    const rows = await world.journal();
    const history = await entriesOf(world.db, action.id, 10);
    world.later({ days: 3 });
    value(await depart(world, person.id));
    expect(await entriesOf(world.db, action.id, 10)).toEqual(history);
    expect((await world.reread(action)).status).toBe('inProgress');
    expect((await world.journal()).slice(0, rows.length)).toEqual(rows);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('ends every mandate the day before, and removes those not begun', async () => {
    await using world = await openWorld();
    const { person } = await present(world);
    const future = { person: person.id, role: 'referent' as const, startsOn: '2027-09-01' };
    value(await world.actAs(null, (context) => giveMandate(context, future)));
    world.later({ days: 3 });
    value(await depart(world, person.id));
    expect(await mandatesOf(world.db, person.id, world.today)).toEqual([]);
    expect(await mandatesOf(world.db, person.id, '2027-09-01')).toEqual([]);
    expect(await everyMandateOf(world.db, person.id)).toMatchObject([
      { role: 'pilot', endsOn: '2027-03-03' },
    ]);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('happens once, never to oneself, and by the chargée de mission', async () => {
    await using world = await openWorld();
    const officer = await world.person({ role: 'programmeOfficer' });
    const { person, other } = await present(world);
    const by = (actor: typeof officer, id: string) =>
      world.actAs(actor, (context) => departPerson(context, id));
    expect(refusal(await by(other, person.id)).kind).toBe('notAllowed');
    expect(refusal(await by(officer, officer.id))).toMatchObject({ why: 'samePerson' });
    value(await by(officer, person.id));
    expect(refusal(await by(officer, person.id))).toMatchObject({ kind: 'notFound' });
  });
});
