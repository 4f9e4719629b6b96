/** Working groups and the numbering of codes. */
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

export interface WorkingGroup {
  readonly id: string;
  readonly pactId: string;
  readonly code: string;
  readonly title: string;
  readonly territories: readonly string[];
  /** Text that justifies a pilot and a co-pilot of one structure. */
  readonly samePilotStructureReason: string | null;
  readonly retiredOn: string | null;
}

const columns = [
  'id',
  'pactId',
  'code',
  'title',
  'territories',
  'samePilotStructureReason',
  'retiredOn',
] as const;

function toGroup(row: Omit<WorkingGroup, 'territories'> & { territories: string }): WorkingGroup {
  return { ...row, territories: JSON.parse(row.territories) as string[] };
}

export async function findGroup(db: Db, code: string): Promise<WorkingGroup | undefined> {
  const row = await db
    .selectFrom('workingGroup')
    .select(columns)
    .where('code', '=', code)
    .executeTakeFirst();
  return row && toGroup(row);
}

const groupById = compiled((db, { id }: { id: string }) =>
  db.selectFrom('workingGroup').select(columns).where('id', '=', id),
);

export async function findGroupById(db: Db, id: string): Promise<WorkingGroup | undefined> {
  const [row] = await groupById(db, { id });
  return row && toGroup(row);
}

export async function listGroups(db: Db, pactId: string): Promise<readonly WorkingGroup[]> {
  const rows = await db
    .selectFrom('workingGroup')
    .select(columns)
    .where('pactId', '=', pactId)
    .orderBy('code')
    .execute();
  return rows.map(toGroup);
}

export async function insertGroup(
  db: Tx,
  group: WorkingGroup & { createdAt: string },
): Promise<void> {
  await db
    .insertInto('workingGroup')
    .values({ ...group, territories: JSON.stringify(group.territories) })
    .execute();
}

/**
 * The next code under a prefix. Numbering goes on across pacts: a code never changes and never
 * returns (SPEC §4).
 */
export async function nextCode(db: Tx, prefix: string): Promise<string> {
  const row = await db
    .insertInto('codeCounter')
    .values({ prefix, last: 1 })
    .onConflict((conflict) =>
      conflict
        .column('prefix')
        .doUpdateSet((counter) => ({ last: counter('codeCounter.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${prefix}${row.last}`;
}
