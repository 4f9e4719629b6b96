/** A pact of 50,000 actions followed for ten years, written straight into the tables. */
import { sql } from 'kysely';
import type { RequestEvent } from '../src/domain/circuit/events.ts';
import { type ActionStatus, actionStatuses } from '../src/domain/terms.ts';
import { readPactFile } from '../src/files/pact-file.ts';
import { openDatabase, type Tx } from '../src/store/database.ts';
import type { Schema } from '../src/store/schema.ts';
import { loadPact } from '../src/use-cases/load-pact.ts';

export const firstYear = 2022;
export const years = 10;
export const lastDay = `${firstYear + years - 1}-12-31`;

export interface Size {
  readonly actions: number;
  readonly groups: number;
  readonly requests: number;
}

/** The same at every run. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export async function writeLargePact(path: string, size: Size): Promise<string> {
  const db = await openDatabase(path);
  const file = readPactFile('pacts/herault-2022-2025.yaml');
  if (!file.ok) throw new Error('the pact file is malformed');
  const definition = {
    ...file.pact,
    prorogations: [{ until: lastDay }],
    trackedFrom: '2022-01-01',
  };
  const context = { now: '2022-01-01T08:00:00.000Z', today: '2022-01-01' };
  await db.transaction().execute(async (trx) => {
    await loadPact({ ...context, db: trx }, { definition, hash: file.hash, current: true });
    await new Writer(trx, definition.id, size).write();
  });
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  await db.destroy();
  return definition.id;
}

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;

class Writer {
  readonly #trx: Tx;
  readonly #pactId: string;
  readonly #size: Size;
  readonly #random = randomly(20_270_301);

  constructor(trx: Tx, pactId: string, size: Size) {
    this.#trx = trx;
    this.#pactId = pactId;
    this.#size = size;
  }

  async write(): Promise<void> {
    await this.#people();
    await this.#groups();
    await this.#actions();
    await this.#requests();
  }

  async #insert<Table extends keyof Schema>(table: Table, rows: readonly object[]): Promise<void> {
    for (let from = 0; from < rows.length; from += 500)
      await this.#trx
        .insertInto(table)
        .values(rows.slice(from, from + 500) as never)
        .execute();
  }

  #instant(year: number): string {
    const [month, day] = [this.#random(12) + 1, this.#random(28) + 1];
    const two = (number: number) => String(number).padStart(2, '0');
    return `${year}-${two(month)}-${two(day)}T${two(7 + this.#random(10))}:${two(this.#random(60))}:00.000Z`;
  }

  async #people(): Promise<void> {
    const names = { firstName: 'Camille', lastName: 'Exemple', title: null, structure: 'FT' };
    await this.#insert('person', [
      {
        ...{ id: 'p1', ...names, email: 'camille@exemple.fr', prefers: null },
        ...{ createdAt: '2022-01-01T08:00:00.000Z', departedAt: null },
      },
    ]);
  }

  async #groups(): Promise<void> {
    const territories = ['BIT', 'CPS', 'HLO', 'MTP', 'PCA', 'THA'];
    const groups = Array.from({ length: this.#size.groups }, (_, at) => ({
      ...{ id: `g${at}`, pactId: this.#pactId, code: `G-${at}`, title: `Groupe ${at} (exemple)` },
      territories: JSON.stringify(
        at % 20 === 0 ? territories.slice(0, 2) : [pick(territories, at)],
      ),
      ...{ samePilotStructureReason: null, retiredOn: null },
      createdAt: `${firstYear + (at % years)}-01-10T08:00:00.000Z`,
    }));
    await this.#insert('workingGroup', groups);
    const seat = { pactId: this.#pactId, personId: 'p1', namedRole: null, territory: null };
    await this.#insert(
      'mandate',
      groups.flatMap(({ id, createdAt }, at) =>
        (['pilot', 'coPilot'] as const).map((role, rank) => ({
          ...{ ...seat, id: `${id}-${role}`, role, groupId: id, createdAt },
          structure: pick(['FT', 'CAF', 'DEPARTEMENT', 'MSA'], at + rank),
          ...{ startsOn: createdAt.slice(0, 10), endsOn: null },
        })),
      ),
    );
    const nowhere = { territory: null, ruleCode: null, plannedDay: null, plannedTime: null };
    const meetings = groups.flatMap(({ id }) =>
      Array.from({ length: years * 4 }, (_, at) => ({
        ...{ ...nowhere, id: `${id}-m${at}`, pactId: this.#pactId, body: 'workingGroup' },
        ...{ groupId: id, state: 'held', place: null, textId: null, createdBy: null },
        heldOn: this.#instant(firstYear + (at % years)).slice(0, 10),
        participants: 5 + this.#random(20),
        createdAt: '2022-01-01T08:00:00.000Z',
      })),
    );
    await this.#insert('meeting', meetings);
  }

  async #actions(): Promise<void> {
    const themes = ['isolement', 'logement', 'santé', 'mobilité', 'garde', 'ouverture'];
    const audiences = ['seniors', 'jeunes', 'monoparentales', 'handicap'];
    for (let from = 0; from < this.#size.actions; from += 5000) {
      const rows: object[] = [];
      const entries: object[] = [];
      const indicators: object[] = [];
      const readings: object[] = [];
      for (let at = from; at < Math.min(from + 5000, this.#size.actions); at += 1) {
        const id = `a${at}`;
        const begun = firstYear + (at % years);
        const history = this.#history(begun);
        const [first] = history;
        rows.push({
          ...{ id, pactId: this.#pactId, code: `BIT-${at + 1}`, title: `Action ${at} (exemple)` },
          ...{ groupId: `g${at % this.#size.groups}`, status: history.at(-1)?.to ?? 'project' },
          ...{ objectives: 'Objectif', means: 'Moyens', deliverables: 'Livrables', salt: 's' },
          axes: JSON.stringify([pick(['A1', 'A2', 'A3', 'A4'], at)]),
          themes: JSON.stringify([pick(themes, at), pick(themes, at + 2)]),
          audiences: JSON.stringify([pick(audiences, at)]),
          structures: JSON.stringify([pick(['FT', 'CAF', 'MSA', 'ML'], at)]),
          ...{ experimentation: at % 50 === 0 ? 1 : 0, createdBy: null },
          ...{ createdAt: first?.at, lastNewsAt: history.at(-1)?.at },
        });
        let before: ActionStatus | null = null;
        for (const [rank, step] of history.entries()) {
          entries.push({
            ...{ id: `${id}-e${rank}`, actionId: id, at: step.at, authorId: null },
            ...{ kind: rank === 0 ? 'created' : 'update', fromStatus: before, toStatus: step.to },
            ...{ nothingNew: 0, textId: null, changesId: null, about: null },
          });
          before = step.to;
        }
        indicators.push({
          ...{ id: `${id}-i`, actionId: id, position: 0, label: `Personnes reçues ${at}` },
          ...{ unit: 'count', retiredAt: null, target: 40, source: '', period: 'year' },
          ...{ template: 'mobilisation', family: 'effects', createdAt: null },
        });
        for (let year = Math.max(begun, firstYear + years - 3); year < firstYear + years; year += 1)
          readings.push({
            ...{ id: `${id}-r${year}`, actionId: id, indicatorId: `${id}-i`, year },
            ...{ period: `${year}`, value: this.#random(90), textId: null, notApplicable: 0 },
            ...{ at: `${year}-12-05T09:00:00.000Z`, authorId: null, replaces: null },
          });
      }
      await this.#insert('action', rows);
      await this.#insert('actionEntry', entries);
      await this.#insert('actionIndicator', indicators);
      await this.#insert('indicatorReading', readings);
    }
    // What the journal holds of them: the bilan must not read it through.
    await sql`INSERT INTO journal (at, actorId, act, subjectKind, subjectId, payload, previousHash, hash)
      SELECT at, NULL, CASE kind WHEN 'created' THEN 'action.created' ELSE 'action.updated' END,
        'action', actionId, '{"axes":["A1"],"themes":[],"audiences":[],"structures":[]}', '', ''
      FROM actionEntry`.execute(this.#trx);
  }

  /** A few changes of status, and news in between. */
  #history(begun: number): readonly { readonly at: string; readonly to: ActionStatus }[] {
    const steps: { at: string; to: ActionStatus }[] = [];
    let rank = 0;
    for (let year = begun; year < firstYear + years && steps.length < 10; year += 1) {
      for (const at of [this.#instant(year), this.#instant(year)].sort()) {
        if (steps.length > 0 && this.#random(3) === 0 && rank < 3) rank += 1;
        steps.push({ at, to: pick(actionStatuses, rank) });
      }
    }
    return steps;
  }

  async #requests(): Promise<void> {
    const file = readPactFile('pacts/herault-2022-2025.yaml');
    if (!file.ok) throw new Error('the pact file is malformed');
    const circuit = file.pact.circuits[0];
    if (!circuit) throw new Error('the pact has no circuit');
    const rows: object[] = [];
    const events: object[] = [];
    for (let at = 0; at < this.#size.requests; at += 1) {
      const id = `r${at}`;
      const year = firstYear + (at % years);
      const all = this.#story(id, `a${at % this.#size.actions}`, year, circuit);
      rows.push({
        ...{ id, code: `V-${at + 1}`, pactId: this.#pactId, circuit: circuit.code },
        ...{ subjectKind: 'action', subjectId: `a${at % this.#size.actions}` },
        ...{ requesterId: 'p1', effect: '{"kind":"none"}', state: 'approved' },
        ...{ events: all.length, askedAt: all[0]?.at, endedAt: all.at(-1)?.at },
      });
      for (const [rank, event] of all.entries())
        events.push({ requestId: id, seq: rank + 1, event: JSON.stringify(event) });
    }
    await this.#insert('request', rows);
    await this.#insert('requestEvent', events);
  }

  #story(id: string, action: string, year: number, circuit: Circuit): readonly RequestEvent[] {
    const on = this.#instant(year).slice(0, 10);
    const stamp = { at: `${on}T09:00:00.000Z`, on, by: null };
    const asked: RequestEvent = {
      ...{ ...stamp, kind: 'asked', requestId: id, requester: 'p1', circuit, chains: [] },
      ...{ subject: { kind: 'action', id: action }, shown: 'x', textId: null },
    };
    const steps = circuit.steps.flatMap(({ code }): RequestEvent[] => {
      const at = { step: code, round: 1 };
      const seats = ['FT', 'CAF'].map((structure) => ({
        ...{ id: `structure:${structure}`, origin: { kind: 'structure' as const, structure } },
        ...{ voice: structure, after: null, persons: [], status: 'held' as const },
        ...{ withdrawn: null, standIn: false, assignedTo: null, dueOn: on },
      }));
      const answers = seats.map(
        (seat): RequestEvent => ({
          ...{ ...stamp, ...at, kind: 'answered', by: 'p1', seat: seat.id, version: 1 },
          ...{ decision: { kind: 'approve' }, via: 'mandate', inPlaceOf: null, carriedFrom: null },
        }),
      );
      return [
        { ...stamp, ...at, kind: 'stepOpened', version: 1, seats, dueOn: on },
        ...answers,
        {
          ...{ ...stamp, ...at, kind: 'stepClosed', outcome: 'approved', textId: null },
          elapsed: this.#random(12),
        },
      ];
    });
    const ended: RequestEvent = {
      ...{ ...stamp, kind: 'ended', by: 'p1', outcome: 'approved', textId: null },
      elapsed: this.#random(30),
    };
    return [asked, ...steps, ended];
  }
}

type Circuit = Extract<RequestEvent, { kind: 'asked' }>['circuit'];
