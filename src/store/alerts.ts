/** Alerts: a row each for lists, and the turns that they took. */
import {
  type AlertState,
  type AlertSubjectKind,
  type AlertTurnKind,
  isEnded,
  stateAfter,
} from '../domain/alert.ts';
import type { Db, Tx } from './database.ts';
import { nextCode } from './groups.ts';

export interface Alert {
  readonly id: string;
  /** «AL-3». */
  readonly code: string;
  readonly pactId: string;
  readonly subjectKind: AlertSubjectKind;
  /** Id of the action or of the group, code of the territory. */
  readonly subjectId: string;
  readonly state: AlertState;
  /** How many turns it took: the version that a concurrent writer must have seen. */
  readonly turns: number;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly endedAt: string | null;
}

export interface AlertTurn {
  readonly at: string;
  readonly kind: AlertTurnKind;
  readonly by: string;
  readonly textId: string | null;
}

const columns = [
  ...(['id', 'code', 'pactId', 'subjectKind', 'subjectId', 'state', 'turns'] as const),
  ...(['raisedBy', 'raisedAt', 'endedAt'] as const),
];

export async function insertAlert(
  db: Tx,
  alert: Pick<Alert, 'id' | 'pactId' | 'subjectKind' | 'subjectId' | 'raisedBy' | 'raisedAt'>,
  textId: string,
): Promise<Alert> {
  const code = await nextCode(db, 'AL-');
  const whole: Alert = { ...alert, code, state: 'open', turns: 1, endedAt: null };
  await db.insertInto('alert').values(whole).execute();
  const { id: alertId, raisedAt: at, raisedBy: by } = whole;
  await db
    .insertInto('alertTurn')
    .values({ alertId, seq: 1, at, kind: 'raised', by, textId })
    .execute();
  return whole;
}

/**
 * Adds a turn after those that were read: compare-and-set on their number.
 * @returns the alert as it then is; `undefined` when somebody else wrote meanwhile
 */
export async function addAlertTurn(
  db: Tx,
  alert: Alert,
  turn: AlertTurn,
): Promise<Alert | undefined> {
  const state = stateAfter(turn.kind);
  const seq = alert.turns + 1;
  const endedAt = isEnded(state) ? turn.at : null;
  const result = await db
    .updateTable('alert')
    .set({ state, turns: seq, endedAt })
    .where('id', '=', alert.id)
    .where('turns', '=', alert.turns)
    .executeTakeFirst();
  if (Number(result.numUpdatedRows) !== 1) return undefined;
  await db
    .insertInto('alertTurn')
    .values({ alertId: alert.id, seq, ...turn })
    .execute();
  return { ...alert, state, turns: seq, endedAt };
}

export async function findAlert(
  db: Db,
  by: { id: string } | { code: string },
): Promise<Alert | undefined> {
  const query = db.selectFrom('alert').select(columns);
  return (
    'id' in by ? query.where('id', '=', by.id) : query.where('code', '=', by.code)
  ).executeTakeFirst();
}

/** Alerts of a pact, oldest first. */
export async function listAlerts(db: Db, pactId: string): Promise<readonly Alert[]> {
  return db
    .selectFrom('alert')
    .select(columns)
    .where('pactId', '=', pactId)
    .orderBy('raisedAt')
    .orderBy('id')
    .execute();
}

export async function alertTurns(db: Db, alertId: string): Promise<readonly AlertTurn[]> {
  return db
    .selectFrom('alertTurn')
    .select(['at', 'kind', 'by', 'textId'])
    .where('alertId', '=', alertId)
    .orderBy('seq')
    .execute();
}
