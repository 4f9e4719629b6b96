import { sql } from 'kysely';
import { completedSince, type MeasuredAction } from '../domain/indicators/asked.ts';
import type { IndicatorFamily, IndicatorPeriod, IndicatorUnit } from '../domain/pact.ts';
import { parisDay } from '../domain/paris-time.ts';
import type { ActionStatus } from '../domain/terms.ts';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

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
  readonly unit: IndicatorUnit;
  /** What is aimed at over a year, whatever the period; `null` for a textual indicator, or when none was set. */
  readonly target: number | null;
  /** Where the values come from, in the words of who follows it; empty when not said. */
  readonly source: string;
  readonly period: IndicatorPeriod;
  /** Code of the template of the pact file it was picked from. */
  readonly template: string | null;
  readonly family: IndicatorFamily;
}

const indicatorColumns = [
  ...(['id', 'actionId', 'label', 'unit', 'target', 'source', 'period', 'template'] as const),
  'family' as const,
];

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

export async function findIndicator(db: Db, id: string): Promise<ActionIndicator | undefined> {
  return db
    .selectFrom('actionIndicator')
    .select(indicatorColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function indicatorsOf(
  db: Db,
  actionIds: readonly string[],
): Promise<readonly ActionIndicator[]> {
  if (actionIds.length === 0) return [];
  return db
    .selectFrom('actionIndicator')
    .select(indicatorColumns)
    .where('actionId', 'in', actionIds)
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
}

/** The indicators of a pact in the order of the actions, those no longer followed included. */
export async function indicatorsOfPact(
  db: Db,
  pactId: string,
  groups?: readonly string[],
): Promise<
  readonly (ActionIndicator & {
    /** `null`: with its action. */
    readonly createdAt: string | null;
    readonly retiredAt: string | null;
  })[]
> {
  const query = db
    .selectFrom('actionIndicator')
    .innerJoin('action', 'action.id', 'actionIndicator.actionId')
    .select(indicatorColumns.map((name) => `actionIndicator.${name}` as const))
    .select(['actionIndicator.createdAt', 'retiredAt'])
    .where('action.pactId', '=', pactId);
  return (groups ? query.where('action.groupId', 'in', groups) : query)
    .orderBy('action.code')
    .orderBy('position')
    .execute();
}

export type MeasuredActionRow = MeasuredAction &
  Pick<Action, 'id' | 'code' | 'title' | 'groupId' | 'structures'>;

/** The actions that follow an indicator, in the order of their codes: what a campaign asks about. */
export async function measuredActions(
  db: Db,
  pactId: string,
  groups?: readonly string[],
): Promise<readonly MeasuredActionRow[]> {
  const measured = db
    .selectFrom('action')
    .select(['id', 'code', 'title', 'groupId', 'structures', 'status'])
    .select(({ selectFrom }) =>
      selectFrom('actionIndicator')
        .select(({ fn }) =>
          fn.min(fn.coalesce('actionIndicator.createdAt', 'action.createdAt')).as('since'),
        )
        .whereRef('actionIndicator.actionId', '=', 'action.id')
        .where('retiredAt', 'is', null)
        .as('measuredSince'),
    )
    .select('createdAt')
    .where('pactId', '=', pactId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('actionIndicator')
          .select('actionIndicator.id')
          .whereRef('actionIndicator.actionId', '=', 'action.id')
          .where('retiredAt', 'is', null),
      ),
    );
  const rows = await (groups ? measured.where('groupId', 'in', groups) : measured).execute();
  const completed = await db
    .selectFrom('actionEntry')
    .innerJoin('action', 'action.id', 'actionEntry.actionId')
    .select(['actionId', 'at', 'toStatus as to'])
    .where('pactId', '=', pactId)
    .where('status', '=', 'completed')
    .orderBy('at')
    .orderBy(sql`actionEntry.rowid`)
    .$narrowType<{ to: ActionStatus }>()
    .where('toStatus', 'is not', null)
    .execute();
  const statuses = Map.groupBy(completed, ({ actionId }) => actionId);
  const order = new Intl.Collator('fr', { numeric: true });
  return rows
    .map(({ createdAt, measuredSince, structures, ...row }) => {
      const at = completedSince(statuses.get(row.id) ?? []);
      return {
        ...row,
        structures: JSON.parse(structures) as string[],
        measuredFrom: parisDay(measuredSince ?? createdAt),
        completedOn: at ? parisDay(at) : null,
      };
    })
    .sort((a, b) => order.compare(a.code, b.code));
}

export async function insertIndicator(
  db: Tx,
  indicator: ActionIndicator & { position: number; createdAt: string },
): Promise<void> {
  await db
    .insertInto('actionIndicator')
    .values({ ...indicator, retiredAt: null })
    .execute();
}

/** Its place, and what it says of itself. */
export async function updateIndicator(
  db: Tx,
  { id, actionId: _, ...change }: ActionIndicator & { position: number },
): Promise<void> {
  await db.updateTable('actionIndicator').set(change).where('id', '=', id).execute();
}

export async function retireIndicator(db: Tx, id: string, at: string): Promise<void> {
  await db.updateTable('actionIndicator').set({ retiredAt: at }).where('id', '=', id).execute();
}
