/** What leaves the database by age. The journal has no such query: it refuses to be erased. */
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

/** Forgets the answers given to interactions received before an instant; returns how many. */
export async function removeAnswersBefore(db: Tx, instant: string): Promise<number> {
  const result = await db
    .deleteFrom('inbound')
    .where('receivedAt', '<', instant)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Forgets what unknown accounts said before an instant and nobody could answer. */
export async function removeContactsBefore(db: Tx, instant: string): Promise<number> {
  const result = await db
    .deleteFrom('firstContact')
    .where('receivedAt', '<', instant)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/**
 * Forgets the addresses of the own conversations of people heard of before an instant, and not
 * since, whose account is nobody's of the annuaire.
 */
export async function removeReferencesBefore(db: Tx, instant: string): Promise<number> {
  const result = await db
    .deleteFrom('conversationReference')
    .where('kind', '=', 'person')
    .where('since', '<', instant)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account')
            .select('user')
            .where('account.state', '<>', 'refused')
            .whereRef('account.platform', '=', 'conversationReference.platform')
            .whereRef('account.tenant', '=', 'conversationReference.tenant')
            .whereRef('account.user', '=', 'conversationReference.id'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function removeDraftsBefore(db: Tx, instant: string): Promise<number> {
  const result = await db.deleteFrom('draft').where('createdAt', '<', instant).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Forgets pauses that ended before a day, and those of them that were ended sooner. */
export async function removePausesBefore(db: Tx, day: string): Promise<number> {
  const result = await db.deleteFrom('pause').where('endsOn', '<', day).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Forgets the calendar links revoked before an instant: they lead nowhere. */
export async function removeLinksBefore(db: Tx, instant: string): Promise<number> {
  const result = await db
    .deleteFrom('calendarLink')
    .where('revokedAt', '<', instant)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** No message about the subject may still leave. */
function everythingSettled(subject: string) {
  return sql<boolean>`NOT EXISTS (
    SELECT 1 FROM outbox WHERE outbox.subjectId = ${sql.ref(subject)} AND settledAt IS NULL)`;
}

/**
 * Forgets messages about requests that ended before an instant: where they went, and that they
 * went. Those of other subjects stay: their keys are what keeps a stage from being sent twice.
 */
export async function removeMessagesBefore(db: Tx, instant: string): Promise<number> {
  const ended = db
    .selectFrom('request')
    .select('request.id')
    .where('endedAt', '<', instant)
    .where(everythingSettled('request.id'));
  await db.deleteFrom('copy').where('subjectId', 'in', ended).execute();
  const result = await db.deleteFrom('outbox').where('subjectId', 'in', ended).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/**
 * Forgets where the digests of before an instant went, when nothing is left to be sent of them. What
 * they told is kept: its key is what keeps a stage from being sent twice.
 */
export async function removeDigestMessagesBefore(db: Tx, instant: string): Promise<number> {
  const old = db
    .selectFrom('digest')
    .select('digest.id')
    .where('digest.createdAt', '<', instant)
    .where(everythingSettled('digest.id'));
  await db.deleteFrom('copy').where('subjectId', 'in', old).execute();
  const result = await db.deleteFrom('outbox').where('subjectId', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** The same of alerts that were closed or withdrawn before an instant. */
export async function removeAlertMessagesBefore(db: Tx, instant: string): Promise<number> {
  const ended = db
    .selectFrom('alert')
    .select('alert.id')
    .where('endedAt', '<', instant)
    .where(everythingSettled('alert.id'));
  await db.deleteFrom('copy').where('subjectId', 'in', ended).execute();
  const result = await db.deleteFrom('outbox').where('subjectId', 'in', ended).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Ids of the texts that the events of a pact's requests refer to. */
async function textsOfRequests(db: Db, pactId: string): Promise<readonly { id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT leaf.value AS id
    FROM request JOIN requestEvent ON requestEvent.requestId = request.id,
      json_tree(requestEvent.event) AS leaf
    WHERE request.pactId = ${pactId} AND leaf.type = 'text'
      AND leaf.key IN ('textId', 'reasonId')`.execute(db);
  return rows;
}

/** Ids of the free texts of a pact that still have a body. */
export async function textsOfPact(db: Db, pactId: string): Promise<readonly string[]> {
  const ofActions = await db
    .selectFrom('actionEntry')
    .innerJoin('action', 'action.id', 'actionEntry.actionId')
    .select(['textId', 'changesId'])
    .where('pactId', '=', pactId)
    .execute();
  const ofBlockers = await db
    .selectFrom('blocker')
    .innerJoin('action', 'action.id', 'blocker.actionId')
    .select('textId')
    .where('pactId', '=', pactId)
    .execute();
  const ofMeetings = await db
    .selectFrom('meeting')
    .select('textId')
    .where('pactId', '=', pactId)
    .execute();
  const ofGroups = await db
    .selectFrom('workingGroup')
    .select('samePilotStructureReason')
    .where('pactId', '=', pactId)
    .execute();
  const ofProrogations = await db
    .selectFrom('prorogation')
    .select('reason')
    .where('pactId', '=', pactId)
    .execute();
  const ofReadings = await db
    .selectFrom('indicatorReading')
    .innerJoin('action', 'action.id', 'indicatorReading.actionId')
    .select('textId')
    .where('pactId', '=', pactId)
    .execute();
  const ofPractices = await db
    .selectFrom('goodPractice')
    .innerJoin('action', 'action.id', 'goodPractice.actionId')
    .select('textId')
    .where('pactId', '=', pactId)
    .execute();
  const ofAlerts = await db
    .selectFrom('alertTurn')
    .innerJoin('alert', 'alert.id', 'alertTurn.alertId')
    .select('textId')
    .where('pactId', '=', pactId)
    .execute();
  const ofRequests = await textsOfRequests(db, pactId);
  const ofPact = [...ofActions, ...ofBlockers, ...ofMeetings, ...ofGroups, ...ofProrogations];
  const rows = [...ofPact, ...ofReadings, ...ofPractices, ...ofAlerts, ...ofRequests];
  const ids = new Set(rows.flatMap((row) => Object.values(row)).filter((id) => id !== null));
  const kept = await db.selectFrom('freeText').select('id').where('erasedAt', 'is', null).execute();
  return kept.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}
