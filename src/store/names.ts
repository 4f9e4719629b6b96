/** The names of a pact, for looking words up; kept in memory by whoever reads them, by revision. */
import { randomInt } from 'node:crypto';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

export interface NameOfAction {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly groupId: string;
  /** Engaged structures, when the action names them. */
  readonly structures: readonly string[];
}

/**
 * Every change of a name, code or pact calls this in its transaction. The number is drawn rather than
 * counted: after a transaction that is undone, a count would come a second time for other names.
 */
export async function touchNames(db: Tx): Promise<void> {
  await db
    .updateTable('nameRevision')
    .set({ revision: randomInt(2 ** 48 - 1) })
    .execute();
}

const revision = compiled((db) => db.selectFrom('nameRevision').select('revision'));

export async function nameRevision(db: Db): Promise<number> {
  const [row] = await revision(db, {});
  if (!row) throw new Error('the revision of the names is missing');
  return row.revision;
}

export async function namesOfActions(db: Db, pactId: string): Promise<readonly NameOfAction[]> {
  const rows = await db
    .selectFrom('action')
    .select(['id', 'code', 'title', 'groupId', 'structures'])
    .where('pactId', '=', pactId)
    .execute();
  const order = new Intl.Collator('fr', { numeric: true });
  return rows
    .map((row) => ({ ...row, structures: JSON.parse(row.structures) as string[] }))
    .sort((a, b) => order.compare(a.code, b.code));
}
