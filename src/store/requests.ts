/** Requests of the circuit de validation: their events, and a row each for lists and searches. */
import type { RequestEvent } from '../domain/circuit/events.ts';
import type { ActionStatus } from '../domain/terms.ts';
import type { Db, Tx } from './database.ts';
import { nextCode } from './groups.ts';
import type { RequestStanding } from './schema.ts';

/** What an approval does to the pact, fixed when the request is asked. */
export type RequestEffect =
  | {
      readonly kind: 'status';
      readonly to: ActionStatus;
      readonly entry: string | null;
      readonly blocker: string;
    }
  | {
      readonly kind: 'pilot';
      readonly role: 'pilot' | 'coPilot';
      readonly person: string;
    }
  /** The yearly evaluation of a group is accepted. */
  | { readonly kind: 'evaluation'; readonly evaluation: string; readonly year: number }
  /** A visa that changes nothing by itself. */
  | { readonly kind: 'none' };

export interface ValidationRequest {
  readonly id: string;
  /** «V-12». */
  readonly code: string;
  readonly pactId: string;
  readonly circuit: string;
  readonly subjectKind: 'action' | 'group';
  readonly subjectId: string;
  readonly requesterId: string;
  readonly effect: RequestEffect;
  readonly state: RequestStanding;
  /** How many events it has: the version that a concurrent writer must have seen. */
  readonly events: number;
  readonly askedAt: string;
  readonly endedAt: string | null;
}

const columns = [
  'id',
  'code',
  'pactId',
  'circuit',
  'subjectKind',
  'subjectId',
  'requesterId',
  'effect',
  'state',
  'events',
  'askedAt',
  'endedAt',
] as const;

type Row = Omit<ValidationRequest, 'effect'> & { effect: string };

function toRequest(row: Row): ValidationRequest {
  return { ...row, effect: JSON.parse(row.effect) as RequestEffect };
}

export async function insertRequest(
  db: Tx,
  request: Omit<ValidationRequest, 'code' | 'state' | 'events' | 'endedAt'>,
): Promise<ValidationRequest> {
  const whole = {
    ...request,
    code: await nextCode(db, 'V-'),
    state: 'open' as const,
    events: 0,
    endedAt: null,
  };
  await db
    .insertInto('request')
    .values({ ...whole, effect: JSON.stringify(whole.effect) })
    .execute();
  return whole;
}

/**
 * Adds events after those that were read: compare-and-set on their number.
 * @returns false when somebody else wrote meanwhile; nothing is then written
 */
export async function appendEvents(
  db: Tx,
  request: Pick<ValidationRequest, 'id' | 'events'>,
  events: readonly RequestEvent[],
): Promise<boolean> {
  const end = events.find((event) => event.kind === 'ended');
  const result = await db
    .updateTable('request')
    .set({
      events: request.events + events.length,
      ...(end && { state: end.outcome, endedAt: end.at }),
    })
    .where('id', '=', request.id)
    .where('events', '=', request.events)
    .executeTakeFirst();
  if (Number(result.numUpdatedRows) !== 1) return false;
  await db
    .insertInto('requestEvent')
    .values(
      events.map((event, index) => ({
        requestId: request.id,
        seq: request.events + index + 1,
        event: JSON.stringify(event),
      })),
    )
    .execute();
  return true;
}

export async function readEvents(db: Db, requestId: string): Promise<readonly RequestEvent[]> {
  const rows = await db
    .selectFrom('requestEvent')
    .select('event')
    .where('requestId', '=', requestId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => JSON.parse(row.event) as RequestEvent);
}

export async function findRequest(
  db: Db,
  by: { id: string } | { code: string },
): Promise<ValidationRequest | undefined> {
  const query = db.selectFrom('request').select(columns);
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('code', '=', by.code)
  ).executeTakeFirst();
  return row && toRequest(row);
}

/** Requests that are open, of every pact, oldest first. */
export async function openRequests(db: Db): Promise<readonly ValidationRequest[]> {
  const rows = await db
    .selectFrom('request')
    .select(columns)
    .where('state', '=', 'open')
    .orderBy('askedAt')
    .execute();
  return rows.map(toRequest);
}

/** Requests about an action or a group, latest first. */
export async function requestsAbout(
  db: Db,
  subjectId: string,
): Promise<readonly ValidationRequest[]> {
  const rows = await db
    .selectFrom('request')
    .select(columns)
    .where('subjectId', '=', subjectId)
    .orderBy('askedAt', 'desc')
    .execute();
  return rows.map(toRequest);
}

/** All requests of a pact, latest first. */
export async function listRequests(db: Db, pactId: string): Promise<readonly ValidationRequest[]> {
  const rows = await db
    .selectFrom('request')
    .select(columns)
    .where('pactId', '=', pactId)
    .orderBy('askedAt', 'desc')
    .execute();
  return rows.map(toRequest);
}
