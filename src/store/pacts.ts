/** Pacts: the definition as loaded, and what was decided in chat since (prorogations, closing). */
import type { PactDefinition, Structure } from '../domain/pact.ts';
import { parisDay } from '../domain/paris-time.ts';
import type { Db, Tx } from './database.ts';

export interface Pact {
  readonly definition: PactDefinition;
  readonly fileHash: string;
  readonly trackedFrom: string;
  readonly isCurrent: boolean;
  readonly closedAt: string | null;
}

/** Reads a pact, prorogations decided in chat included; the current one when no id is given. */
export async function readPact(db: Db, id?: string): Promise<Pact | undefined> {
  const query = db.selectFrom('pact').selectAll();
  const row = await (id === undefined
    ? query.where('isCurrent', '=', 1)
    : query.where('id', '=', id)
  )
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const prorogations = await db
    .selectFrom('prorogation')
    .select(['until', 'decidedAt'])
    .where('pactId', '=', row.id)
    .orderBy('until')
    .execute();
  const definition = JSON.parse(row.definition) as PactDefinition;
  const structures = await structuresOf(db, row.id, definition);
  return {
    definition: {
      ...definition,
      structures,
      prorogations: [
        ...definition.prorogations,
        ...prorogations.map((p) => ({ until: p.until, decidedOn: parisDay(p.decidedAt) })),
      ],
    },
    fileHash: row.fileHash,
    trackedFrom: row.trackedFrom,
    isCurrent: row.isCurrent === 1,
    closedAt: row.closedAt,
  };
}

/** A pact as its file gave it, retired items included, without what was decided since. */
export async function readDefinition(db: Db, id: string): Promise<PactDefinition | undefined> {
  const row = await db
    .selectFrom('pact')
    .select('definition')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (JSON.parse(row.definition) as PactDefinition);
}

/**
 * The structures of the file, with the aliases and signatures recorded since, then those that an
 * import or the chat added: they belong to the pact as those of its file do.
 */
async function structuresOf(
  db: Db,
  pactId: string,
  { structures }: PactDefinition,
): Promise<readonly Structure[]> {
  const rows = await db
    .selectFrom('structure')
    .leftJoin('signatory', (join) =>
      join.onRef('signatory.structure', '=', 'structure.code').on('signatory.pactId', '=', pactId),
    )
    .select(['code', 'name', 'category', 'aliases', 'origin', 'signatory.since'])
    .orderBy('code')
    .execute();
  const stored = new Map(
    rows.map((row) => [row.code, { ...row, aliases: JSON.parse(row.aliases) as string[] }]),
  );
  const ofFile = structures.map((structure) => {
    const row = stored.get(structure.code);
    if (!row) return structure;
    stored.delete(structure.code);
    const aliases = [...new Set([...structure.aliases, ...row.aliases])];
    return { ...structure, aliases, signatory: structure.signatory || row.since !== null };
  });
  const beyond = [...stored.values()]
    .filter((row) => row.origin !== 'pactFile')
    .map((row) => ({
      code: row.code,
      label: row.name,
      aliases: row.aliases,
      category: row.category as Structure['category'],
      signatory: row.since !== null,
    }));
  return [...ofFile, ...beyond];
}

export async function listPacts(db: Db): Promise<readonly { id: string; isCurrent: boolean }[]> {
  const rows = await db.selectFrom('pact').select(['id', 'isCurrent']).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, isCurrent: row.isCurrent === 1 }));
}

export async function savePact(
  db: Tx,
  pact: {
    definition: PactDefinition;
    fileHash: string;
    trackedFrom: string;
    closedAt: string | null;
    at: string;
  },
): Promise<void> {
  await db
    .insertInto('pact')
    .values({
      id: pact.definition.id,
      definition: JSON.stringify(pact.definition),
      fileHash: pact.fileHash,
      trackedFrom: pact.trackedFrom,
      isCurrent: 0,
      loadedAt: pact.at,
      closedAt: pact.closedAt,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        definition: JSON.stringify(pact.definition),
        fileHash: pact.fileHash,
        loadedAt: pact.at,
      }),
    )
    .execute();
}

export async function makeCurrent(db: Tx, id: string): Promise<void> {
  await db.updateTable('pact').set({ isCurrent: 0 }).where('isCurrent', '=', 1).execute();
  await db.updateTable('pact').set({ isCurrent: 1 }).where('id', '=', id).execute();
}

export async function closePact(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('pact').set({ closedAt: at }).where('id', '=', id).execute();
}

export async function addProrogation(
  db: Tx,
  prorogation: {
    id: string;
    pactId: string;
    until: string;
    decidedAt: string;
    decidedBy: string | null;
    reason: string | null;
  },
): Promise<void> {
  await db.insertInto('prorogation').values(prorogation).execute();
}
