/** The tables of an export on indicators: what each aims at, every reading, evaluations, campaigns. */
import {
  evaluationStateWords,
  familyWords,
  periodWords,
  unitWords,
} from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import type { ExportNames, ExportTable } from './export-names.ts';

export async function indicatorsTable(db: Db, names: ExportNames): Promise<ExportTable> {
  const rows = await db
    .selectFrom('actionIndicator')
    .innerJoin('action', 'action.id', 'actionIndicator.actionId')
    .selectAll('actionIndicator')
    .select('code')
    .orderBy('code')
    .orderBy('position')
    .execute();
  return {
    name: 'indicateurs',
    headings: [
      ...['Action', 'Indicateur', 'Famille', 'Unité', 'Fréquence', 'Objectif', 'Source', 'Modèle'],
      'Retiré le',
    ],
    rows: rows.map((row) => [
      ...[names.action(row.actionId), row.label, familyWords[row.family], unitWords[row.unit]],
      ...[periodWords[row.period], row.target, row.source, row.template, row.retiredAt],
    ]),
  };
}

/** Every reading, those that were replaced too. @param authorId only those of this person */
export async function readingsTable(
  db: Db,
  names: ExportNames,
  authorId?: string,
): Promise<ExportTable> {
  const query = db
    .selectFrom('indicatorReading')
    .innerJoin('actionIndicator', 'actionIndicator.id', 'indicatorReading.indicatorId')
    .leftJoin('indicatorReading as later', 'later.replaces', 'indicatorReading.id')
    .selectAll('indicatorReading')
    .select(['label', 'unit', 'later.at as replacedAt'])
    .orderBy('indicatorReading.at');
  const rows = await (authorId === undefined
    ? query
    : query.where('indicatorReading.authorId', '=', authorId)
  ).execute();
  return {
    name: 'releves',
    headings: [
      ...['Action', 'Indicateur', 'Unité', 'Année', 'Période', 'Valeur', 'Sans objet', 'Texte'],
      ...['Enregistré le', 'Par', 'Remplacé le'],
    ],
    rows: rows.map((row) => [
      ...[names.action(row.actionId), row.label, unitWords[row.unit], row.year, row.period],
      ...[row.value, row.notApplicable === 1, names.text(row.textId), row.at],
      ...[names.person(row.authorId), row.replacedAt],
    ]),
  };
}

/** @param submitterId only those that this person submitted */
export async function evaluationsTable(
  db: Db,
  names: ExportNames,
  submitterId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('evaluation').selectAll().orderBy('year').orderBy('startedAt');
  const rows = await (submitterId === undefined
    ? query
    : query.where('submittedBy', '=', submitterId)
  ).execute();
  return {
    name: 'evaluations',
    headings: [
      ...['Groupe', 'Pacte', 'Année', 'État', 'Commencée le', 'Transmise le', 'Transmise par'],
      ...['Acceptée le', 'Rouverte le'],
    ],
    rows: rows.map((row) => [
      ...[
        names.group(row.groupId),
        row.pactId,
        row.year,
        evaluationStateWords[row.state] ?? row.state,
      ],
      ...[row.startedAt, row.submittedAt, names.person(row.submittedBy)],
      ...[row.acceptedAt, row.reopenedAt],
    ]),
  };
}

export async function campaignsTable(db: Db, names: ExportNames): Promise<ExportTable> {
  const rows = await db.selectFrom('campaign').selectAll().orderBy('year').execute();
  return {
    name: 'campagnes',
    headings: ['Pacte', 'Année', 'Ouverte le', 'Ouverte par', 'Close le', 'Close par'],
    rows: rows.map((row) => [
      ...[row.pactId, row.year, row.openedAt, row.openedAt && names.person(row.openedBy)],
      ...[row.closedAt, row.closedAt && names.person(row.closedBy)],
    ]),
  };
}

export async function practicesTable(
  db: Db,
  names: ExportNames,
  authorId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('goodPractice').selectAll().orderBy('markedAt');
  const rows = await (authorId === undefined
    ? query
    : query.where('markedBy', '=', authorId)
  ).execute();
  return {
    name: 'bonnes-pratiques',
    headings: ['Action', 'Signalée le', 'Par', 'Texte'],
    rows: rows.map((row) => [
      ...[names.action(row.actionId), row.markedAt, names.person(row.markedBy)],
      names.text(row.textId),
    ]),
  };
}
