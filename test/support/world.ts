/**
 * A pact with people, groups and actions in a real database, for tests of the use cases: every act
 * runs in its own transaction, at the instant the test says.
 */

import { parisDay } from '../../src/domain/paris-time.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Role } from '../../src/domain/terms.ts';
import { type PactFileResult, readPactFile } from '../../src/files/pact-file.ts';
import { type Action, findActionById } from '../../src/store/actions.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import type { WorkingGroup } from '../../src/store/groups.ts';
import { type JournalRow, readJournal } from '../../src/store/journal.ts';
import { type Pact, readPact } from '../../src/store/pacts.ts';
import type { Person } from '../../src/store/people.ts';
import { actingMandates } from '../../src/use-cases/acting-mandates.ts';
import type { ActionFields } from '../../src/use-cases/action-fields.ts';
import type { Context } from '../../src/use-cases/context.ts';
import { createAction } from '../../src/use-cases/create-action.ts';
import { createGroup } from '../../src/use-cases/create-group.ts';
import { giveMandate } from '../../src/use-cases/give-mandate.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';
import type { Refusal } from '../../src/use-cases/refusal.ts';
import { registerPerson } from '../../src/use-cases/register-person.ts';

export interface PersonSpec {
  firstName?: string;
  lastName?: string;
  email?: string;
  structure?: string | null;
  role?: Role;
  namedRole?: string;
  territory?: string;
  group?: WorkingGroup;
  startsOn?: string;
  endsOn?: string;
  justification?: string;
}

export interface World extends AsyncDisposable {
  readonly db: Db;
  /** UTC instant of the next acts: a test moves it as it likes. */
  now: string;
  readonly today: string;
  pact(): Promise<Pact>;
  /** Registers a person, with a mandate when a role is given (as the command line would). */
  person(spec?: PersonSpec): Promise<Person>;
  group(spec?: { title?: string; territories?: readonly string[] }): Promise<WorkingGroup>;
  action(group: WorkingGroup, fields?: Partial<ActionFields>): Promise<Action>;
  reread(action: Action): Promise<Action>;
  /** One transaction, at `now`; `null` acts as the command line. */
  actAs<T>(person: Person | null, act: (context: Context) => Promise<T>): Promise<T>;
  journal(): Promise<readonly JournalRow[]>;
  later(duration: { minutes?: number; days?: number; seconds?: number }): void;
}

const herault = readPactFile('pacts/herault-2022-2025.yaml');

export function pactFile(): Extract<PactFileResult, { ok: true }> {
  if (!herault.ok) throw new Error('the sample pact is malformed');
  return herault;
}

/** Everything an action must define; `indicators` are its own. */
export const completeFields: ActionFields = {
  title: 'Ateliers de mobilité',
  objectives: 'Lever les freins de mobilité',
  means: 'Un atelier par mois',
  deliverables: 'Un guide',
  axes: ['A1'],
  themes: ['mobilité'],
  audiences: ['jeunes'],
  structures: ['FT'],
  experimentation: false,
  indicators: [{ label: 'Participants', unit: 'count' }],
};

/** @param options `circuits`: those of the pact are open; else a status changes at once. */
export async function openWorld(
  options: { path?: string; circuits?: boolean } = {},
): Promise<World> {
  const db = await openDatabase(options.path ?? ':memory:');
  let ids = 0;
  let people = 0;
  const newId = () => {
    ids += 1;
    return `id-${String(ids).padStart(5, '0')}`;
  };
  const world: World = {
    db,
    now: '2027-03-01T09:00:00Z',
    get today() {
      return parisDay(world.now);
    },
    async pact() {
      return present(await readPact(db));
    },
    async person(spec = {}) {
      people += 1;
      const { firstName = 'Camille', lastName = `Exemple${people}`, structure = 'FT' } = spec;
      const email = spec.email ?? `camille.exemple${people}@exemple.fr`;
      const names = { firstName, lastName, email, structure };
      return world.actAs(null, async (context) => {
        const person = value(await registerPerson(context, names));
        if (spec.role) await giveRole(context, person, spec.role, spec);
        return person;
      });
    },
    async group({ title = 'Mobilité', territories = ['THA'] } = {}) {
      return world.actAs(null, async (context) =>
        value(await createGroup(context, { title, territories })),
      );
    },
    async action(group, fields = {}) {
      return world.actAs(null, async (context) => {
        const input = { group: group.code, fields: { ...completeFields, ...fields } };
        return value(await createAction(context, input)).action;
      });
    },
    async reread(action) {
      return present(await findActionById(db, action.id));
    },
    async actAs(person, act) {
      return db.transaction().execute(async (trx) => {
        const { now, today } = world;
        const pact = present(await readPact(trx));
        const { id } = pact.definition;
        const mandates = person ? await actingMandates(trx, person.id, today, id) : [];
        const actor = { personId: person?.id ?? null, mandates };
        return act({ db: trx, now, today, actor, pact, newId });
      });
    },
    async journal() {
      const rows: JournalRow[] = [];
      for await (const row of readJournal(db)) rows.push(row);
      return rows;
    },
    later({ seconds = 0, minutes = 0, days = 0 }) {
      const ms = ((days * 24 * 60 + minutes) * 60 + seconds) * 1000;
      world.now = new Date(Date.parse(world.now) + ms).toISOString();
    },
    async [Symbol.asyncDispose]() {
      await db.destroy();
    },
  };
  const { pact: file, hash } = pactFile();
  const pact = {
    ...file,
    circuits: file.circuits.map((circuit) => ({ ...circuit, enabled: options.circuits === true })),
  };
  await db
    .transaction()
    .execute((trx) =>
      loadPact(
        { db: trx, now: world.now, today: world.today },
        { definition: pact, hash, current: true },
      ),
    );
  return world;
}

async function giveRole(
  context: Context,
  person: Person,
  role: Role,
  spec: PersonSpec,
): Promise<void> {
  const { namedRole = null, territory = null, group, justification } = spec;
  value(
    await giveMandate(context, {
      person: person.id,
      role,
      namedRole,
      territory: role === 'territoryReferent' ? (territory ?? 'THA') : null,
      group: group?.code ?? null,
      startsOn: spec.startsOn ?? context.today,
      endsOn: spec.endsOn ?? null,
      ...(justification !== undefined && { justification }),
    }),
  );
}

/** The value of an act that must have been done. */
export function value<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The refusal of an act that must have been refused. */
export function refusal<Value>(result: Result<Value, Refusal>): Refusal {
  if (result.ok) throw new Error('the act was done');
  return result.refusal;
}

function present<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new Error('not found');
  return found;
}
