/** The table of an export on difficulties raised: each turn of each. */
import { alertStateWords, alertTurnWords } from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import type { ExportNames, ExportTable } from './export-names.ts';

/** @param personId only the turns that are this person's */
export async function alertsTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db
    .selectFrom('alertTurn')
    .innerJoin('alert', 'alert.id', 'alertTurn.alertId')
    .select(['code', 'pactId', 'subjectKind', 'subjectId', 'state', 'seq'])
    .select(['at', 'kind', 'by', 'textId'])
    .orderBy('raisedAt')
    .orderBy('code')
    .orderBy('seq');
  const rows = await (personId === undefined ? query : query.where('by', '=', personId)).execute();
  return {
    name: 'alertes',
    headings: [
      ...['Code', 'Pacte', 'Action', 'Groupe', 'Territoire', 'État'],
      ...['N°', 'Le', 'Par', 'Nature', 'Texte'],
    ],
    rows: rows.map(({ subjectKind, subjectId, ...row }) => [
      ...[row.code, row.pactId],
      subjectKind === 'action' ? names.action(subjectId) : null,
      subjectKind === 'group' ? names.group(subjectId) : null,
      subjectKind === 'territory' ? names.labels(row.pactId, 'territories', [subjectId]) : null,
      ...[alertStateWords[row.state], row.seq, row.at, names.person(row.by)],
      ...[alertTurnWords[row.kind], names.text(row.textId)],
    ]),
  };
}
