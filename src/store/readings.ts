/**
 * Readings: what was said of an indicator over a year or a part of it. Rows are only added; the
 * current reading of a period is the one that nothing replaces.
 */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';

export interface Reading {
  readonly id: string;
  readonly actionId: string;
  readonly indicatorId: string;
  readonly year: number;
  /** «2026», «2026-S1», «2026-T3». */
  readonly period: string;
  /** A count, or a percentage between 0 and 100. */
  readonly value: number | null;
  /** The words of a textual indicator, or why it is not applicable. */
  readonly textId: string | null;
  readonly notApplicable: boolean;
  readonly at: string;
  readonly authorId: string | null;
  /** The reading it takes the place of. */
  readonly replaces: string | null;
}

const columns = [
  ...(['id', 'actionId', 'indicatorId', 'year', 'period', 'value', 'textId'] as const),
  ...(['notApplicable', 'at', 'authorId', 'replaces'] as const),
];

type Row = Omit<Reading, 'notApplicable'> & { readonly notApplicable: 0 | 1 };

function toReading(row: Row): Reading {
  return { ...row, notApplicable: row.notApplicable === 1 };
}

const insertRow = compiled((db, row: Row) => db.insertInto('indicatorReading').values(row));

/** @throws when the reading it replaces was replaced meanwhile */
export async function insertReading(db: Tx, reading: Reading): Promise<void> {
  await insertRow(db, { ...reading, notApplicable: reading.notApplicable ? 1 : 0 });
}

/** Whether anything is said: neither value nor text is a reading that was taken back. */
export function isSaid({ value, textId }: Pick<Reading, 'value' | 'textId'>): boolean {
  return value !== null || textId !== null;
}

/** Nothing replaced it. */
export function isCurrent({
  not,
  exists,
  selectFrom,
}: ExpressionBuilder<Schema, 'indicatorReading'>): Expression<SqlBool> {
  return not(
    exists(
      selectFrom('indicatorReading as later')
        .select('later.id')
        .whereRef('later.replaces', '=', 'indicatorReading.id'),
    ),
  );
}

export interface ReadingsWanted {
  readonly pactId: string;
  /** Absent: every year. */
  readonly years?: readonly number[];
  /** Ids; absent: every group of the pact. */
  readonly groups?: readonly string[];
  /** Ids; absent: every action. */
  readonly actions?: readonly string[];
}

/** The current readings, oldest period first, those taken back left out. */
export async function currentReadings(
  db: Db,
  { pactId, years, groups, actions }: ReadingsWanted,
): Promise<readonly Reading[]> {
  let query = db
    .selectFrom('indicatorReading')
    .innerJoin('action', 'action.id', 'indicatorReading.actionId')
    .select(columns.map((name) => `indicatorReading.${name}` as const))
    .where('action.pactId', '=', pactId)
    .where(isCurrent);
  if (years) query = query.where('indicatorReading.year', 'in', years);
  if (groups) query = query.where('action.groupId', 'in', groups);
  if (actions) query = query.where('action.id', 'in', actions);
  const rows = await query.orderBy('indicatorReading.period').execute();
  return rows.map(toReading).filter(isSaid);
}

/** The current readings of a whole pact. */
export function readingsOfPact(db: Db, pactId: string): Promise<readonly Reading[]> {
  return currentReadings(db, { pactId });
}

/** The last row of an indicator and period, even when it took a reading back. */
export async function latestReading(
  db: Db,
  indicatorId: string,
  period: string,
): Promise<Reading | undefined> {
  return (await readingHistory(db, indicatorId, period)).at(-1);
}

export async function hasReadings(db: Db, indicatorId: string): Promise<boolean> {
  const row = await db
    .selectFrom('indicatorReading')
    .select('id')
    .where('indicatorId', '=', indicatorId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everything that was said of a group over a year, what was replaced since too. */
export async function readingsEverSaid(
  db: Db,
  groupId: string,
  year: number,
): Promise<readonly Reading[]> {
  const rows = await db
    .selectFrom('indicatorReading')
    .innerJoin('action', 'action.id', 'indicatorReading.actionId')
    .select(columns.map((name) => `indicatorReading.${name}` as const))
    .where('action.groupId', '=', groupId)
    .where('indicatorReading.year', '=', year)
    .execute();
  return rows.map(toReading);
}

/** Everything that was ever said of an indicator over a period, oldest first. */
export async function readingHistory(
  db: Db,
  indicatorId: string,
  period: string,
): Promise<readonly Reading[]> {
  const rows = await db
    .selectFrom('indicatorReading')
    .select(columns)
    .where('indicatorId', '=', indicatorId)
    .where('period', '=', period)
    .execute();
  return inOrder(rows.map(toReading));
}

/** Each after the one it replaces: several may have been said at one instant. */
export function inOrder(readings: readonly Reading[]): readonly Reading[] {
  const after = new Map(readings.map((one) => [one.replaces, one]));
  const ordered: Reading[] = [];
  for (let next = after.get(null); next; next = after.get(next.id)) ordered.push(next);
  return ordered;
}
