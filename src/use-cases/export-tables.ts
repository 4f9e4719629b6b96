/** The tables of an export on the work of the pact: French headings, and a row for each record. */
import { sql } from 'kysely';
import type { CsvCell } from '../files/csv-writer.ts';
import {
  blockerWords,
  bodyWords,
  entryWords,
  meetingStateWords,
  statusWords,
} from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import { listPacts, readPact } from '../store/pacts.ts';
import { codesOf, type ExportNames, type ExportTable } from './export-names.ts';

export async function actionsTable(db: Db, names: ExportNames): Promise<ExportTable> {
  const rows = await db.selectFrom('action').selectAll().orderBy('code').execute();
  const blockers = await db
    .selectFrom('blocker')
    .select(['actionId', 'kind'])
    .where('liftedAt', 'is', null)
    .execute();
  const indicators = await db
    .selectFrom('actionIndicator')
    .select(['actionId', 'label'])
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
  return {
    name: 'actions',
    headings: [
      ...['Code', 'Titre', 'Pacte', 'Groupe', 'Statut', 'Blocages', 'Axes', 'Thèmes', 'Publics'],
      ...['Structures engagées', 'Expérimentation', 'Objectifs', 'Modalités', 'Livrables'],
      ...['Indicateurs', 'Créée le', 'Créée par', 'Dernières nouvelles'],
    ],
    rows: rows.map((row) => {
      const labels = (kind: 'axes' | 'themes' | 'audiences' | 'structures') =>
        names.labels(row.pactId, kind, codesOf(row[kind]));
      const open = blockers.filter((blocker) => blocker.actionId === row.id);
      const own = indicators.filter((indicator) => indicator.actionId === row.id);
      return [
        ...[row.code, row.title, row.pactId, names.group(row.groupId), statusWords[row.status]],
        open.map(({ kind }) => blockerWords[kind]).join(', '),
        ...[labels('axes'), labels('themes'), labels('audiences'), labels('structures')],
        ...[row.experimentation === 1, row.objectives, row.means, row.deliverables],
        own.map(({ label }) => label).join(', '),
        ...[row.createdAt, names.person(row.createdBy), row.lastNewsAt],
      ];
    }),
  };
}

export async function historyTable(
  db: Db,
  names: ExportNames,
  authorId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('actionEntry').selectAll().orderBy('at');
  const rows = await (authorId === undefined
    ? query
    : query.where('authorId', '=', authorId)
  ).execute();
  return {
    name: 'historique',
    headings: [
      'Action',
      'Le',
      'Par',
      'Nature',
      'De',
      'À',
      'Rien de neuf',
      'Texte',
      'Modifications',
    ],
    rows: rows.map((row) => [
      ...[names.action(row.actionId), row.at, names.person(row.authorId)],
      entryWords[row.kind] ?? row.kind,
      row.fromStatus && statusWords[row.fromStatus],
      row.toStatus && statusWords[row.toStatus],
      ...[row.nothingNew === 1, names.text(row.textId), names.text(row.changesId)],
    ]),
  };
}

export async function groupsTable(db: Db, names: ExportNames): Promise<ExportTable> {
  const rows = await db.selectFrom('workingGroup').selectAll().orderBy('code').execute();
  return {
    name: 'groupes',
    headings: ['Code', 'Titre', 'Pacte', 'Territoires', 'Justification', 'Créé le', 'Retiré le'],
    rows: rows.map((row) => [
      ...[row.code, row.title, row.pactId],
      names.labels(row.pactId, 'territories', codesOf(row.territories)),
      ...[names.text(row.samePilotStructureReason), row.createdAt, row.retiredOn],
    ]),
  };
}

export async function meetingsTable(
  db: Db,
  names: ExportNames,
  authorId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('meeting').selectAll().orderBy('createdAt');
  const rows = await (authorId === undefined
    ? query
    : query.where('createdBy', '=', authorId)
  ).execute();
  return {
    name: 'reunions',
    headings: [
      ...['Instance', 'Groupe', 'Territoire', 'Pacte', 'État', 'Prévue le', 'Heure', 'Lieu'],
      ...['Tenue le', 'Participants', 'Texte', 'Enregistrée le', 'Enregistrée par'],
    ],
    rows: rows.map((row) => [
      ...[bodyWords[row.body] ?? row.body, names.group(row.groupId)],
      ...[names.labels(row.pactId, 'territories', [row.territory]), row.pactId],
      ...[meetingStateWords[row.state] ?? row.state, row.plannedDay, row.plannedTime, row.place],
      ...[row.heldOn, row.participants, names.text(row.textId)],
      ...[row.createdAt, names.person(row.createdBy)],
    ]),
  };
}

export async function pactsTable(db: Db): Promise<ExportTable> {
  const rows: CsvCell[][] = [];
  for (const { id } of await listPacts(db)) {
    const pact = await readPact(db, id);
    if (!pact) continue;
    const { title, startsOn, endsOn, prorogations } = pact.definition;
    const until = prorogations.map((prorogation) => prorogation.until).join(', ');
    rows.push([
      id,
      title,
      startsOn,
      endsOn,
      until,
      pact.trackedFrom,
      pact.isCurrent,
      pact.closedAt,
    ]);
  }
  return {
    name: 'pactes',
    headings: [
      ...['Identifiant', 'Titre', 'Début', 'Fin', 'Prorogé jusqu’au', 'Suivi depuis'],
      ...['En cours', 'Clos le'],
    ],
    rows,
  };
}

export async function journalTable(db: Db, personId?: string): Promise<ExportTable> {
  const query = db.selectFrom('journal').selectAll().orderBy('seq');
  const rows = await (personId === undefined
    ? query
    : query.where((or) =>
        or.or([
          or('actorId', '=', personId),
          or('subjectId', '=', personId),
          sql<boolean>`instr(payload, ${JSON.stringify(personId)}) > 0`,
        ]),
      )
  ).execute();
  return {
    name: 'journal',
    headings: [
      'N°',
      'Le',
      'Par (identifiant)',
      'Acte',
      'Objet',
      'Identifiant',
      'Détail',
      'Empreinte',
    ],
    rows: rows.map((row) => [
      ...[row.seq, row.at, row.actorId, row.act, row.subjectKind, row.subjectId],
      ...[row.payload, row.hash],
    ]),
  };
}
