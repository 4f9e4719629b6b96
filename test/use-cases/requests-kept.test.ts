/** What is kept of requests and absences: journal, verification, export, retention, departures. */
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replay } from '../../src/domain/replay.ts';
import { insertCopy, settle } from '../../src/store/outbox.ts';
import type { Person } from '../../src/store/people.ts';
import { readEvents } from '../../src/store/requests.ts';
import { applyRetention } from '../../src/use-cases/apply-retention.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { type ExportedFile, exportData, exportPerson } from '../../src/use-cases/export-data.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { formOf, pressOf } from '../support/chat.ts';
import { type CircuitScene, circuitScene } from '../support/circuit-scene.ts';
import { value } from '../support/world.ts';

let scene: CircuitScene;
let worker: Person;

beforeEach(async () => {
  scene = await circuitScene();
  worker = scene.work[0] as Person;
});

afterEach(() => scene[Symbol.asyncDispose]());

/** A request of which one seat approved with words and the other refused with words. */
async function refusedRequest(): Promise<string> {
  await scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
  await answer(worker, 'Approuver avec réserves', 'penser au budget');
  await answer(scene.caf, 'Refuser', 'le financement manque');
  const request = await scene.world.db.selectFrom('request').selectAll().executeTakeFirstOrThrow();
  expect(request.state).toBe('refused');
  return request.id;
}

async function answer(person: Person, label: string, text: string): Promise<void> {
  const press = pressOf(await scene.say(person, 'valider'), label);
  const form = formOf(await scene.send(person, { kind: 'press', value: press }));
  await scene.send(person, {
    kind: 'submit',
    form: form.name,
    state: form.state,
    values: { text },
  });
}

const faults = async () => (await verifyStore(scene.world.db)).faults;
const absent = (person: Person, words: string) => scene.say(person, `absence ${words}`);
const run = (statement: string) => sql.raw(statement).execute(scene.world.db);

function table(files: readonly ExportedFile[], name: string): readonly Record<string, string>[] {
  const file = files.find((other) => other.name === name);
  if (!file) throw new Error(`${name} is not exported`);
  return parse(file.content, { bom: true, delimiter: ';', columns: true });
}

describe('the journal', () => {
  it('rebuilds the events of a request, and where it stands', async () => {
    const id = await refusedRequest();
    const request = replay(await scene.world.journal()).requests.get(id);
    const events = await readEvents(scene.world.db, id);
    const told = request?.history.trimEnd().split('\n') ?? [];
    expect(told.map((line) => JSON.parse(line))).toEqual(events);
    expect(request).toMatchObject({ state: 'refused', events: events.length });
    expect(request?.requesterId).toBe(scene.pilot.id);
    expect(await verifyStore(scene.world.db)).toMatchObject({ requests: 1, faults: [] });
  });

  it('rebuilds absences, those that were replaced or cancelled left out', async () => {
    await absent(worker, 'du 2 au 10 mars');
    await absent(worker, 'du 8 au 15 mars');
    await absent(scene.caf, 'du 2 au 4 mars');
    const absences = [...replay(await scene.world.journal()).absences.values()];
    expect(absences.map(({ personId, startsOn }) => [personId, startsOn])).toEqual([
      [worker.id, '2027-03-08'],
      [scene.caf.id, '2027-03-02'],
    ]);
    expect(await verifyStore(scene.world.db)).toMatchObject({ absences: 2, faults: [] });
  });

  it.each([
    ['the state of a request', `UPDATE request SET state = 'approved'`, 'request', 'state'],
    ['its requester', `UPDATE request SET requesterId = 'id-00012'`, 'request', 'requesterId'],
    ['the number of its events', `UPDATE request SET events = 2`, 'request', 'events'],
    [
      'an event put after the others',
      `INSERT INTO requestEvent SELECT requestId, 99, event FROM requestEvent WHERE seq = 3`,
      'request',
      'history',
    ],
    ['the end of an absence', `UPDATE absence SET endsOn = '2028-01-01'`, 'absence', 'endsOn'],
    ['an absence cancelled', `UPDATE absence SET cancelledAt = 'x'`, 'absence', undefined],
  ])('says otherwise of %s', async (_name, statement, name, field) => {
    await refusedRequest();
    await absent(worker, 'du 2 au 10 mars');
    await run('PRAGMA foreign_keys = OFF');
    await run(statement);
    expect(await faults()).toContainEqual(
      expect.objectContaining({ check: 'state', table: name, ...(field && { field }) }),
    );
  });

  it('says otherwise of an answer that was turned round', async () => {
    await refusedRequest();
    await run('DROP TRIGGER requestEventIsNotRewritten');
    await run(`UPDATE requestEvent SET event = replace(event, '"refuse"', '"approve"')`);
    expect(await faults()).toMatchObject([
      { check: 'trigger', subject: 'requestEventIsNotRewritten', found: 'absent' },
      { table: 'request', subject: 'V-1', field: 'history' },
    ]);
  });
});

describe('an export', () => {
  it('has the requests and every turn they took, in words', async () => {
    await refusedRequest();
    const files = await exportData(scene.world.db);
    expect(table(files, 'demandes.csv')).toMatchObject([
      { Code: 'V-1', Action: 'THA-1', État: 'refusée', 'Demandée par': 'Sarah Exemple1' },
    ]);
    const turns = table(files, 'demandes-etapes.csv');
    expect(turns.find((turn) => turn.Réponse === 'refus')).toMatchObject({
      ...{ Demande: 'V-1', Nature: 'réponse', Texte: 'le financement manque' },
      Par: expect.stringContaining('Isabelle'),
    });
    expect(turns.map((turn) => turn.Texte)).toContain('penser au budget');
    expect(turns.at(-1)).toMatchObject({ Nature: 'demande close', Issue: 'refusée' });
    const ids = (await scene.world.db.selectFrom('freeText').select('id').execute()).map(
      ({ id }) => id,
    );
    const content = files.find(({ name }) => name === 'demandes-etapes.csv')?.content ?? '';
    for (const id of ids) expect(content).not.toContain(id);
  });

  it('of one person has what they asked and answered, and nobody else', async () => {
    await refusedRequest();
    const files = (await exportPerson(scene.world.db, scene.caf.email ?? '')) ?? [];
    expect(table(files, 'demandes.csv')).toEqual([]);
    const turns = table(files, 'demandes-etapes.csv');
    expect(turns.map((turn) => turn.Texte)).toContain('le financement manque');
    expect(turns.map((turn) => turn.Texte)).not.toContain('penser au budget');
    const own = files.find(({ name }) => name === 'demandes-etapes.csv')?.content ?? '';
    for (const { firstName } of [worker, scene.pilot]) expect(own).not.toContain(firstName);
  });
});

describe('retention', () => {
  it('forgets messages of requests that ended long ago, and of no others', async () => {
    const id = await refusedRequest();
    await scene.world.actAs(null, async ({ db, now }) => {
      for (const row of await db.selectFrom('outbox').select('id').execute()) {
        await settle(db, row.id, 'sent', now);
        await insertCopy(db, {
          ...{ id: `copy-${row.id}`, outboxId: row.id, intent: 'requestAsked', subjectId: id },
          ...{ personId: worker.id, platform: 'slack', tenant: 'T1', reference: 'r', sentAt: now },
          conversation: null,
        });
      }
    });
    await scene.say(scene.pilot, `maj ${scene.action.code} réalisée : cette fois c’est bon`);
    const left = async () => {
      const outbox = await scene.world.db.selectFrom('outbox').select('subjectId').execute();
      const copies = await scene.world.db.selectFrom('copy').select('id').execute();
      return { old: outbox.filter((row) => row.subjectId === id).length, copies: copies.length };
    };
    const pact = await scene.world.pact();
    const { inboundDays } = pact.definition.retention;
    scene.world.later({ days: inboundDays - 1 });
    expect(await applyRetention(scene.world.db, scene.world.now)).toMatchObject({ messages: 0 });
    scene.world.later({ days: 2 });
    const { old, copies } = await left();
    expect(old).toBeGreaterThan(0);
    expect(copies).toBe(old);
    expect(await applyRetention(scene.world.db, scene.world.now)).toMatchObject({ messages: old });
    expect(await left()).toEqual({ old: 0, copies: 0 });
    const waiting = await scene.world.db.selectFrom('outbox').select('state').execute();
    expect(waiting.length).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });

  it('keeps what is still to be sent, whatever its age', async () => {
    await refusedRequest();
    scene.world.later({ days: 400 });
    expect(await applyRetention(scene.world.db, scene.world.now)).toMatchObject({ messages: 0 });
  });

  it('erases the words of requests with the other texts of a closed pact', async () => {
    await refusedRequest();
    const { definition } = await scene.world.pact();
    const whole = {
      ...definition,
      retention: { ...definition.retention, textDaysAfterClosing: 1 },
    };
    await scene.world.db
      .updateTable('pact')
      .set({ definition: JSON.stringify(whole), closedAt: scene.world.now })
      .execute();
    scene.world.later({ days: 3 });
    await applyRetention(scene.world.db, scene.world.now);
    const bodies = await scene.world.db.selectFrom('freeText').select('body').execute();
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    expect(bodies.filter(({ body }) => body !== null)).toEqual([]);
    const check = await verifyStore(scene.world.db);
    expect(check.faults.filter(({ check: kind }) => kind === 'text')).toEqual([]);
  });
});

describe('a person who leaves', () => {
  it('has their name in no request, event, message or copy', async () => {
    await refusedRequest();
    await absent(scene.caf, 'du 2 au 10 mars');
    value(await scene.world.actAs(null, (context) => departPerson(context, scene.caf.id)));
    for (const name of [
      'request',
      'requestEvent',
      'outbox',
      'copy',
      'inbound',
      'absence',
    ] as const) {
      const rows = await scene.world.db.selectFrom(name).selectAll().execute();
      const text = JSON.stringify(rows);
      for (const trace of [scene.caf.firstName, scene.caf.lastName, scene.caf.email ?? '-'])
        expect(text, name).not.toContain(trace);
    }
    expect(await faults()).toEqual([]);
    const files = await exportData(scene.world.db);
    const turn = table(files, 'demandes-etapes.csv').find((one) => one.Réponse === 'refus');
    expect(turn?.Par).toBe('Personne partie');
  });
});
