/**
 * The names of the current pact, read once per revision of the database: understanding words and
 * writing cards need them at every turn.
 */
import type { Db } from '../store/database.ts';
import { listGroups, type WorkingGroup } from '../store/groups.ts';
import { type NameOfAction, nameRevision, namesOfActions } from '../store/names.ts';
import { listPacts, type Pact, readPact } from '../store/pacts.ts';
import { listPersons, type Person } from '../store/people.ts';
import type { NamedPact, Vocabulary } from './grammar/vocabulary.ts';

export interface Names {
  readonly pact: Pact;
  readonly vocabulary: Vocabulary;
  readonly actionsByCode: ReadonlyMap<string, NameOfAction>;
  readonly actionsById: ReadonlyMap<string, NameOfAction>;
  readonly groupsByCode: ReadonlyMap<string, WorkingGroup>;
  readonly groupsById: ReadonlyMap<string, WorkingGroup>;
  readonly personsById: ReadonlyMap<string, Person>;
}

export interface NameBook {
  /** @throws when no pact is loaded: the composition root loads one before anything else */
  read(db: Db): Promise<Names>;
}

export function createNameBook(): NameBook {
  let kept: { revision: number; names: Names } | undefined;
  return {
    async read(db) {
      const revision = await nameRevision(db);
      if (kept?.revision !== revision) kept = { revision, names: await readNames(db) };
      return kept.names;
    },
  };
}

async function readNames(db: Db): Promise<Names> {
  const pact = await readPact(db);
  if (!pact) throw new Error('no current pact is loaded');
  const groups = (await listGroups(db, pact.definition.id)).filter((group) => !group.retiredOn);
  const actions = await namesOfActions(db, pact.definition.id);
  const persons = await listPersons(db);
  const groupsById = new Map(groups.map((group) => [group.id, group]));
  return {
    pact,
    vocabulary: {
      pact: pact.definition,
      actions: actions.map((action) => {
        const group = groupsById.get(action.groupId);
        return {
          code: action.code,
          title: action.title,
          group: group?.code ?? '',
          territories: group?.territories ?? [],
        };
      }),
      groups,
      persons: persons.map((person) => ({
        id: person.id,
        firstName: person.firstName,
        lastName: person.lastName,
        ...(person.structure !== null && { structure: person.structure }),
        ...(person.email !== null && { email: person.email }),
      })),
      pastPacts: await readPastPacts(db),
    },
    actionsByCode: new Map(actions.map((action) => [action.code, action])),
    actionsById: new Map(actions.map((action) => [action.id, action])),
    groupsByCode: new Map(groups.map((group) => [group.code, group])),
    groupsById,
    personsById: new Map(persons.map((person) => [person.id, person])),
  };
}

async function readPastPacts(db: Db): Promise<readonly NamedPact[]> {
  const past: NamedPact[] = [];
  for (const { id, isCurrent } of await listPacts(db)) {
    const pact = isCurrent ? undefined : await readPact(db, id);
    if (pact)
      past.push({
        id,
        title: pact.definition.title,
        startsOn: pact.definition.startsOn,
        endsOn: pact.definition.endsOn,
      });
  }
  return past;
}
