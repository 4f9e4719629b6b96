/** Actions, their indicators, their history and their blockers. */
import { sql } from 'kysely';
import type { ActionStatus, BlockerKind } from '../domain/terms.ts';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { ActionEntryKind } from './schema.ts';

export interface Action {
  readonly id: string;
  readonly pactId: string;
  readonly code: string;
  readonly title: string;
  readonly groupId: string;
  readonly status: ActionStatus;
  readonly objectives: string;
  readonly means: string;
  readonly deliverables: string;
  readonly axes: readonly string[];
  readonly themes: readonly string[];
  readonly audiences: readonly string[];
  /** Engaged structures; empty: its pilots' (SPEC §4). */
  readonly structures: readonly string[];
  readonly experimentation: boolean;
  readonly salt: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
  /** Instant of the last declared update, «rien de neuf» included. */
  readonly lastNewsAt: string;
}

export interface ActionIndicator {
  readonly id: string;
  readonly actionId: string;
  readonly label: string;
  readonly unit: 'count' | 'percentage' | 'text';
}

export interface ActionEntry {
  readonly id: string;
  readonly actionId: string;
  readonly at: string;
  readonly authorId: string | null;
  readonly kind: ActionEntryKind;
  readonly fromStatus: ActionStatus | null;
  readonly toStatus: ActionStatus | null;
  readonly nothingNew: boolean;
  readonly textId: string | null;
  readonly changesId: string | null;
  /** The entry that this one corrects or withdraws. */
  readonly about: string | null;
}

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

const actionColumns = [
  'id',
  'pactId',
  'code',
  'title',
  'groupId',
  'status',
  'objectives',
  'means',
  'deliverables',
  'axes',
  'themes',
  'audiences',
  'structures',
  'experimentation',
  'salt',
  'createdAt',
  'createdBy',
  'lastNewsAt',
] as const;

type ActionRow = {
  [Key in (typeof actionColumns)[number]]: Action[Key] extends readonly string[]
    ? string
    : Key extends 'experimentation'
      ? 0 | 1
      : Action[Key];
};

function toAction(row: ActionRow): Action {
  return {
    ...row,
    axes: JSON.parse(row.axes) as string[],
    themes: JSON.parse(row.themes) as string[],
    audiences: JSON.parse(row.audiences) as string[],
    structures: JSON.parse(row.structures) as string[],
    experimentation: row.experimentation === 1,
  };
}

function toRow(action: Action): ActionRow {
  return {
    ...action,
    axes: JSON.stringify(action.axes),
    themes: JSON.stringify(action.themes),
    audiences: JSON.stringify(action.audiences),
    structures: JSON.stringify(action.structures),
    experimentation: action.experimentation ? 1 : 0,
  };
}

const actionByCode = compiled((db, { code }: { code: string }) =>
  db.selectFrom('action').select(actionColumns).where('code', '=', code),
);

export async function findAction(db: Db, code: string): Promise<Action | undefined> {
  const [row] = await actionByCode(db, { code });
  return row && toAction(row);
}

export async function findActionById(db: Db, id: string): Promise<Action | undefined> {
  const row = await db
    .selectFrom('action')
    .select(actionColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toAction(row);
}

export async function listActions(db: Db, pactId: string): Promise<readonly Action[]> {
  const rows = await db
    .selectFrom('action')
    .select(actionColumns)
    .where('pactId', '=', pactId)
    .execute();
  return rows.map(toAction);
}

export async function insertAction(db: Tx, action: Action): Promise<void> {
  await db.insertInto('action').values(toRow(action)).execute();
}

export async function updateAction(db: Tx, action: Action): Promise<void> {
  const { id, ...change } = toRow(action);
  await db.updateTable('action').set(change).where('id', '=', id).execute();
}

interface StatusChange {
  readonly status: ActionStatus;
  readonly lastNewsAt: string;
}

const changeStatus = compiled((db, { id, status, lastNewsAt }: StatusChange & { id: string }) =>
  db.updateTable('action').set({ status, lastNewsAt }).where('id', '=', id),
);

/** The hot path of `/pti maj`: two columns, not the whole row. */
export async function updateActionStatus(db: Tx, id: string, change: StatusChange): Promise<void> {
  const { status, lastNewsAt } = change;
  await changeStatus(db, { id, status, lastNewsAt });
}

export async function indicatorsOf(
  db: Db,
  actionIds: readonly string[],
): Promise<readonly ActionIndicator[]> {
  if (actionIds.length === 0) return [];
  return db
    .selectFrom('actionIndicator')
    .select(['id', 'actionId', 'label', 'unit'])
    .where('actionId', 'in', actionIds)
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
}

export async function insertIndicator(
  db: Tx,
  indicator: ActionIndicator & { position: number },
): Promise<void> {
  await db
    .insertInto('actionIndicator')
    .values({ ...indicator, retiredAt: null })
    .execute();
}

export async function moveIndicator(db: Tx, id: string, position: number): Promise<void> {
  await db.updateTable('actionIndicator').set({ position }).where('id', '=', id).execute();
}

export async function retireIndicator(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('actionIndicator').set({ retiredAt: at }).where('id', '=', id).execute();
}

const entryColumns = [
  'id',
  'actionId',
  'at',
  'authorId',
  'kind',
  'fromStatus',
  'toStatus',
  'nothingNew',
  'textId',
  'changesId',
  'about',
] as const;

type EntryRow = Omit<ActionEntry, 'nothingNew'> & { readonly nothingNew: 0 | 1 };

function toEntry(row: EntryRow): ActionEntry {
  return { ...row, nothingNew: row.nothingNew === 1 };
}

const addEntry = compiled((db, row: EntryRow) => db.insertInto('actionEntry').values(row));

export async function insertEntry(db: Tx, entry: ActionEntry): Promise<void> {
  await addEntry(db, { ...entry, nothingNew: entry.nothingNew ? 1 : 0 });
}

export async function findEntry(db: Db, id: string): Promise<ActionEntry | undefined> {
  const row = await db
    .selectFrom('actionEntry')
    .select(entryColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toEntry(row);
}

/** The updates of an action that still count, latest first: neither withdrawn nor corrected. */
export async function countingUpdates(
  db: Db,
  actionId: string,
  limit: number,
): Promise<readonly ActionEntry[]> {
  const rows = await db
    .selectFrom('actionEntry as entry')
    .select(entryColumns)
    .where('actionId', '=', actionId)
    .where('kind', 'in', ['update', 'correction'])
    .where((not) =>
      not.not(
        not.exists(
          not
            .selectFrom('actionEntry as later')
            .select('later.id')
            .whereRef('later.about', '=', 'entry.id'),
        ),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy(sql`rowid`, 'desc')
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}

/** The history of an action, latest first. */
export async function entriesOf(
  db: Db,
  actionId: string,
  limit: number,
): Promise<readonly ActionEntry[]> {
  const rows = await db
    .selectFrom('actionEntry')
    .select(entryColumns)
    .where('actionId', '=', actionId)
    .orderBy('at', 'desc')
    .orderBy(sql`rowid`, 'desc')
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}

/** What was declared about a pact's actions between two instants (the second excluded). */
export async function entriesBetween(
  db: Db,
  pactId: string,
  from: string,
  to: string,
): Promise<readonly ActionEntry[]> {
  const rows = await db
    .selectFrom('actionEntry')
    .innerJoin('action', 'action.id', 'actionEntry.actionId')
    .select(entryColumns.map((column) => `actionEntry.${column}` as const))
    .where('action.pactId', '=', pactId)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
  return rows.map(toEntry);
}

/** The blockers of actions: what hinders them, beside their status. */
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
