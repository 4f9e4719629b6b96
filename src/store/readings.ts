/**
 * Readings: what was said of an indicator over a year or a part of it. Rows are only added; the
 * current reading of a period is the one that nothing replaces.
 */
import { compiled } from './compiled.ts';
import type { Db, Tx } from './database.ts';

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

/** The current readings of some actions over some years, those taken back included. */
export async function currentReadings(
  db: Db,
  actionIds: readonly string[],
  years: readonly number[],
): Promise<readonly Reading[]> {
  if (actionIds.length === 0 || years.length === 0) return [];
  const rows = await db
    .selectFrom('indicatorReading')
    .select(columns)
    .where('actionId', 'in', actionIds)
    .where('year', 'in', years)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('indicatorReading as later')
            .select('later.id')
            .whereRef('later.replaces', '=', 'indicatorReading.id'),
        ),
      ),
    )
    .orderBy('period')
    .execute();
  return rows.map(toReading);
}

/** The current readings of a whole pact, those taken back left out, oldest period first. */
export async function readingsOfPact(db: Db, pactId: string): Promise<readonly Reading[]> {
  const rows = await db
    .selectFrom('indicatorReading')
    .innerJoin('action', 'action.id', 'indicatorReading.actionId')
    .select(columns.map((name) => `indicatorReading.${name}` as const))
    .where('action.pactId', '=', pactId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('indicatorReading as later')
            .select('later.id')
            .whereRef('later.replaces', '=', 'indicatorReading.id'),
        ),
      ),
    )
    .orderBy('indicatorReading.period')
    .execute();
  return rows.map(toReading).filter(isSaid);
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
    .orderBy('at')
    .execute();
  return rows.map(toReading);
}
