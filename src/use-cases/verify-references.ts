/** Codes kept in lists, which no foreign key holds: each must be of the pact it belongs to. */
import type { PactItem } from '../domain/pact.ts';
import { listActions } from '../store/actions.ts';
import type { Db } from '../store/database.ts';
import { listGroups } from '../store/groups.ts';
import { listMandates } from '../store/mandates.ts';
import { listPacts, type Pact, readPact } from '../store/pacts.ts';
import type { StoreFault } from './verify-store.ts';

export async function checkReferences(db: Db): Promise<readonly StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const { id } of await listPacts(db)) {
    const pact = await readPact(db, id);
    if (pact) faults.push(...(await checkPact(db, pact)));
  }
  return faults;
}

async function checkPact(db: Db, { definition }: Pact): Promise<readonly StoreFault[]> {
  const { id, axes, themes, audiences, structures, territories, roles } = definition;
  const faults: StoreFault[] = [];
  const check = (
    of: { table: string; subject: string; field: string },
    items: readonly PactItem[],
    codes: readonly (string | null)[],
  ) => {
    for (const code of codes)
      if (code !== null && !items.some((item) => item.code === code))
        faults.push({ check: 'reference', ...of, found: code });
  };
  for (const action of await listActions(db, id)) {
    const of = (field: string) => ({ table: 'action', subject: action.code, field });
    check(of('axes'), axes, action.axes);
    check(of('themes'), themes, action.themes);
    check(of('audiences'), audiences, action.audiences);
    check(of('structures'), structures, action.structures);
  }
  for (const { code, territories: own } of await listGroups(db, id))
    check({ table: 'workingGroup', subject: code, field: 'territories' }, territories, own);
  for (const mandate of await listMandates(db, id)) {
    const of = (field: string) => ({ table: 'mandate', subject: mandate.id, field });
    check(of('structure'), structures, [mandate.structure]);
    check(of('territory'), territories, [mandate.territory]);
    check(of('namedRole'), roles, [mandate.namedRole]);
  }
  return faults;
}
