/** What the tables hold of indicators, as the journal would tell it. */
import type { Replay } from '../domain/replay.ts';
import type { Db } from '../store/database.ts';

type Value = string | number | boolean | null;

export interface StoredRow {
  readonly id: string;
  readonly subject: string;
  readonly fields: Readonly<Record<string, Value>>;
}

/** Those of actions whose rows told them: an older journal says nothing of targets. */
export async function storedIndicators(db: Db, state: Replay): Promise<readonly StoredRow[]> {
  const rows = await db
    .selectFrom('actionIndicator')
    .select(['id', 'actionId', 'unit', 'target', 'period', 'template', 'family'])
    .where('retiredAt', 'is', null)
    .execute();
  const told = new Set([...state.indicators.values()].map(({ actionId }) => actionId));
  return rows
    .filter(({ actionId }) => told.has(actionId))
    .map(({ id, ...fields }) => ({ id, subject: id, fields }));
}

export async function storedReadings(db: Db): Promise<readonly StoredRow[]> {
  const rows = await db
    .selectFrom('indicatorReading')
    .select(['id', 'actionId', 'indicatorId', 'year', 'period', 'value', 'textId'])
    .select(['notApplicable', 'replaces'])
    .execute();
  return rows.map(({ id, textId, notApplicable, ...row }) => ({
    ...{ id, subject: id },
    fields: { ...row, hasText: textId !== null, notApplicable: notApplicable === 1 },
  }));
}

export async function storedEvaluations(
  db: Db,
  code: (groupId: string) => string | null,
): Promise<readonly StoredRow[]> {
  const rows = await db
    .selectFrom('evaluation')
    .select(['id', 'groupId', 'pactId', 'year', 'state'])
    .execute();
  return rows.map(({ id, groupId, ...row }) => ({
    ...{ id, subject: `${code(groupId)} ${row.year}` },
    fields: { ...row, group: code(groupId) },
  }));
}

export async function storedCampaigns(db: Db): Promise<readonly StoredRow[]> {
  const rows = await db
    .selectFrom('campaign')
    .select(['pactId', 'year', 'openedAt', 'closedAt'])
    .execute();
  return rows.map(({ pactId, year, ...fields }) => ({
    ...{ id: `${pactId} ${year}`, subject: `${pactId} ${year}`, fields },
  }));
}

export async function storedPractices(db: Db): Promise<readonly StoredRow[]> {
  const rows = await db.selectFrom('goodPractice').select(['actionId', 'markedAt']).execute();
  return rows.map(({ actionId, markedAt }) => ({
    ...{ id: actionId, subject: actionId, fields: { markedAt } },
  }));
}
