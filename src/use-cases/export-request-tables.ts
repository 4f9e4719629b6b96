/** The tables of an export on requests for validation: each of them, and every turn it took. */
import type { RequestEvent } from '../domain/circuit/events.ts';
import {
  decisionWords,
  requestEventWords,
  requestStateWords,
  stepOutcomeWords,
} from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import type { ExportNames, ExportTable } from './export-names.ts';

/** @param requesterId only those that this person made */
export async function requestsTable(
  db: Db,
  names: ExportNames,
  requesterId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('request').selectAll().orderBy('askedAt');
  const rows = await (requesterId === undefined
    ? query
    : query.where('requesterId', '=', requesterId)
  ).execute();
  return {
    name: 'demandes',
    headings: [
      ...['Code', 'Pacte', 'Circuit', 'Action', 'Groupe', 'Demandée par', 'Demandée le'],
      ...['État', 'Terminée le'],
    ],
    rows: rows.map((row) => [
      ...[row.code, row.pactId, row.circuit],
      row.subjectKind === 'action' ? names.action(row.subjectId) : null,
      row.subjectKind === 'group' ? names.group(row.subjectId) : null,
      ...[names.person(row.requesterId), row.askedAt],
      ...[requestStateWords[row.state] ?? row.state, row.endedAt],
    ]),
  };
}

/** @param personId only what this person did: those it was done with or for are then left out */
export async function requestEventsTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const rows = await db
    .selectFrom('requestEvent')
    .innerJoin('request', 'request.id', 'requestEvent.requestId')
    .select(['code', 'seq', 'event'])
    .orderBy('askedAt')
    .orderBy('code')
    .orderBy('seq')
    .execute();
  const events = rows
    .map(({ event, ...row }) => ({ ...row, event: JSON.parse(event) as RequestEvent }))
    .filter(({ event }) => personId === undefined || event.by === personId);
  return {
    name: 'demandes-etapes',
    headings: [
      ...['Demande', 'N°', 'Le', 'Par', 'Nature', 'Étape', 'Tour', 'Siège', 'Réponse', 'Issue'],
      ...['Jours ouvrés', 'Échéance', 'Personnes', 'Texte', 'Raison'],
    ],
    rows: events.map(({ code, seq, event }) => [
      ...[code, seq, event.at, event.by === null ? null : names.person(event.by)],
      requestEventWords[event.kind] ?? event.kind,
      'step' in event ? event.step : null,
      'round' in event ? event.round : null,
      'seat' in event ? event.seat : null,
      'decision' in event ? (decisionWords[event.decision.kind] ?? event.decision.kind) : null,
      'outcome' in event ? (stepOutcomeWords[event.outcome] ?? event.outcome) : null,
      'elapsed' in event ? event.elapsed : null,
      'dueOn' in event ? event.dueOn : null,
      personId === undefined ? personsOf(event).map(names.person).join(', ') : null,
      names.text(textOf(event)),
      names.text('reasonId' in event ? event.reasonId : null),
    ]),
  };
}

function textOf(event: RequestEvent): string | null {
  if ('decision' in event) return 'textId' in event.decision ? event.decision.textId : null;
  return 'textId' in event ? event.textId : null;
}

/** Whom the event is about, beside who brought it. */
function personsOf(event: RequestEvent): readonly string[] {
  const people = 'persons' in event ? event.persons : [];
  return [
    ...people.map((person) => (typeof person === 'string' ? person : person.personId)),
    ...('to' in event ? [event.to] : []),
    ...('inPlaceOf' in event && event.inPlaceOf !== null ? [event.inPlaceOf].flat() : []),
  ];
}
