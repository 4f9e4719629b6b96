/** The history of actions: what was declared, by whom, and what was taken back. */
import { sql } from 'kysely';
import type { ActionStatus } from '../domain/terms.ts';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { ActionEntryKind } from './schema.ts';

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

/** Whether an action changed of status at an instant, which is that of the end of a request. */
export async function changedStatusAt(
  db: Db,
  actionId: string,
  to: ActionStatus,
  at: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('actionEntry')
    .select('id')
    .where('actionId', '=', actionId)
    .where('at', '=', at)
    .where('toStatus', '=', to)
    .executeTakeFirst();
  return row !== undefined;
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
