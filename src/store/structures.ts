/** Partner structures, known across pacts, and who signed which pact. */
import type { Db, Tx } from './database.ts';

export interface StructureRecord {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly origin: 'pactFile' | 'import' | 'chat';
  readonly retiredOn: string | null;
}

export async function listStructures(db: Db): Promise<readonly StructureRecord[]> {
  const rows = await db.selectFrom('structure').selectAll().orderBy('code').execute();
  return rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] }));
}

export async function saveStructure(db: Tx, structure: StructureRecord): Promise<void> {
  const row = { ...structure, aliases: JSON.stringify(structure.aliases) };
  await db
    .insertInto('structure')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute();
}

export async function signatoriesOf(db: Db, pactId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('signatory')
    .select('structure')
    .where('pactId', '=', pactId)
    .orderBy('structure')
    .execute();
  return rows.map((row) => row.structure);
}

export async function addSignatory(
  db: Tx,
  signatory: { pactId: string; structure: string; since: string },
): Promise<boolean> {
  const result = await db
    .insertInto('signatory')
    .values(signatory)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

export async function removeSignatory(db: Tx, pactId: string, structure: string): Promise<void> {
  await db
    .deleteFrom('signatory')
    .where('pactId', '=', pactId)
    .where('structure', '=', structure)
    .execute();
}
