/**
 * A hundred départements' worth of a pact in one database: 600 territories, 10,000 people, 50,000
 * actions in 5,000 groups, and requests that wait. Written row by row, without the acts.
 */
import type { PactDefinition, Territory } from '../src/domain/pact.ts';
import { readPactFile } from '../src/files/pact-file.ts';
import type { Db } from '../src/store/database.ts';
import { loadPact } from '../src/use-cases/load-pact.ts';

const territories = 600;
const groups = 5_000;
const actions = 50_000;
const people = 10_000;
/** SQLite takes some thousands of values in a statement. */
const lot = 200;

/** Everybody's year begins here. */
const startsOn = '2027-01-01';
const at = `${startsOn}T08:00:00.000Z`;

export async function fillDepartments(db: Db): Promise<void> {
  const definition = largePact();
  await db.transaction().execute(async (tx) => {
    const context = { db: tx, now: at, today: startsOn };
    await loadPact(context, { definition, hash: 'bench', current: true, trackedFrom: startsOn });
    const insert = async <Row>(all: readonly Row[], write: (rows: Row[]) => Promise<unknown>) => {
      for (let from = 0; from < all.length; from += lot) await write(all.slice(from, from + lot));
    };
    const pactId = definition.id;
    await insert(rows(people, personOf), (some) => tx.insertInto('person').values(some).execute());
    await insert(rows(people, accountOf), (some) =>
      tx.insertInto('account').values(some).execute(),
    );
    await insert(
      rows(groups, (n) => groupOf(n, pactId, definition.territories)),
      (some) => tx.insertInto('workingGroup').values(some).execute(),
    );
    await insert(mandatesOf(pactId, definition.territories), (some) =>
      tx.insertInto('mandate').values(some).execute(),
    );
    await insert(
      rows(actions, (n) => actionOf(n, pactId)),
      (some) => tx.insertInto('action').values(some).execute(),
    );
    // The indicators of a campaign: each group has some.
    await insert(
      rows(groups, (n) => ({
        ...{ id: `i${n}`, actionId: `a${n}`, position: 1, label: 'Participants' },
        ...{ unit: 'count' as const, retiredAt: null, target: null, source: '', createdAt: null },
        ...{ period: 'year' as const, template: null, family: 'effects' as const },
      })),
      (some) => tx.insertInto('actionIndicator').values(some).execute(),
    );
  });
}

function rows<Row>(count: number, make: (n: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

function largePact(): PactDefinition {
  const file = readPactFile('pacts/herault-2022-2025.yaml');
  if (!file.ok) throw new Error('the pact file is malformed');
  return {
    ...file.pact,
    territories: rows(territories, (n): Territory => {
      const code = `T${n}`;
      return { code, label: `Territoire ${n}`, aliases: [], prefix: code };
    }),
  };
}

function personOf(n: number) {
  return {
    ...{ id: `p${n}`, firstName: 'Camille', lastName: `Exemple${n}`, title: null },
    ...{ email: `p${n}@exemple.fr`, structure: null, prefers: null },
    ...{ createdAt: at, departedAt: null },
  };
}

function accountOf(n: number) {
  const account = { platform: 'slack', tenant: 'T1', user: `U${n}` };
  return { ...account, personId: `p${n}`, state: 'tied' as const, since: at };
}

function groupOf(n: number, pactId: string, all: readonly Territory[]) {
  const territory = all[n % all.length]?.code ?? '';
  return {
    ...{ id: `g${n}`, pactId, code: `${territory}-G${n}`, title: `Groupe ${n}` },
    territories: JSON.stringify([territory]),
    ...{ samePilotStructureReason: null, createdAt: at, retiredOn: null },
  };
}

/** One chargée de mission, a référent for each territory, two pilots for each group. */
function mandatesOf(pactId: string, all: readonly Territory[]) {
  const none = { namedRole: null, structure: null, territory: null, groupId: null };
  const dates = { startsOn, endsOn: null, createdAt: at };
  return [
    { id: 'm', pactId, personId: 'p0', role: 'programmeOfficer' as const, ...none, ...dates },
    ...all.map(({ code }, n) => ({
      ...{ id: `mt${n}`, pactId, personId: `p${n + 1}`, role: 'territoryReferent' as const },
      ...{ ...none, territory: code, ...dates },
    })),
    ...rows(groups, (n) => n).flatMap((n) =>
      (['pilot', 'coPilot'] as const).map((role, seat) => ({
        ...{ id: `m${role}${n}`, pactId, personId: `p${(n * 2 + seat) % people}`, role },
        ...{ ...none, groupId: `g${n}`, ...dates },
      })),
    ),
  ];
}

function actionOf(n: number, pactId: string) {
  // A third has been silent since the beginning of the year.
  const lastNewsAt = n % 3 === 0 ? at : '2027-03-15T09:00:00.000Z';
  return {
    ...{ id: `a${n}`, pactId, code: `T-${n}`, title: `Action ${n}`, groupId: `g${n % groups}` },
    ...{ status: 'inProgress' as const, objectives: '', means: '', deliverables: '' },
    ...{ axes: '[]', themes: '[]', audiences: '[]', structures: '[]', experimentation: 0 as const },
    ...{ salt: '', createdAt: at, createdBy: null, lastNewsAt },
  };
}
