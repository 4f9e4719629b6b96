/** The blockers of actions: what hinders them, beside their status. */
import type { BlockerKind } from '../domain/terms.ts';
import type { Db, Tx } from './database.ts';

export interface Blocker {
  readonly id: string;
  readonly actionId: string;
  readonly kind: BlockerKind;
  readonly textId: string | null;
  readonly raisedAt: string;
  readonly raisedBy: string | null;
  /** The entry of the history that raised it. */
  readonly raisedEntry: string | null;
}

const blockerColumns = [
  'id',
  'actionId',
  'kind',
  'textId',
  'raisedAt',
  'raisedBy',
  'raisedEntry',
] as const;

export async function insertBlocker(db: Tx, blocker: Blocker): Promise<void> {
  await db
    .insertInto('blocker')
    .values({ ...blocker, liftedAt: null, liftedBy: null, liftedEntry: null })
    .execute();
}

export interface Lifting {
  readonly liftedAt: string | null;
  readonly liftedBy: string | null;
  readonly liftedEntry: string | null;
}

/** Lifts a blocker; a lifting of nulls opens it again. */
export async function liftBlocker(db: Tx, id: string, lifting: Lifting): Promise<void> {
  await db.updateTable('blocker').set(lifting).where('id', '=', id).execute();
}

/** What entries of the history raised and lifted: a line of the history says it. */
export async function blockersOfEntries(
  db: Db,
  entryIds: readonly string[],
): Promise<
  readonly { kind: BlockerKind; raisedEntry: string | null; liftedEntry: string | null }[]
> {
  if (entryIds.length === 0) return [];
  return db
    .selectFrom('blocker')
    .select(['kind', 'raisedEntry', 'liftedEntry'])
    .where((or) => or.or([or('raisedEntry', 'in', entryIds), or('liftedEntry', 'in', entryIds)]))
    .execute();
}

/** What one entry of the history raised and lifted. */
export async function blockersOfEntry(
  db: Db,
  entryId: string,
): Promise<readonly { id: string; kind: BlockerKind; raised: boolean }[]> {
  const rows = await db
    .selectFrom('blocker')
    .select(['id', 'kind', 'raisedEntry'])
    .where((or) => or.or([or('raisedEntry', '=', entryId), or('liftedEntry', '=', entryId)]))
    .execute();
  return rows.map(({ id, kind, raisedEntry }) => ({ id, kind, raised: raisedEntry === entryId }));
}

export async function openBlockers(
  db: Db,
  actionIds: readonly string[],
): Promise<readonly Blocker[]> {
  if (actionIds.length === 0) return [];
  return db
    .selectFrom('blocker')
    .select(blockerColumns)
    .where('actionId', 'in', actionIds)
    .where('liftedAt', 'is', null)
    .orderBy('raisedAt')
    .execute();
}
