/** The table of an export on what was recalled to whom, and when it was answered. */
import { reminderWords } from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import type { ExportNames, ExportTable } from './export-names.ts';

/** @param recipientId only what this person was sent */
export async function remindersTable(
  db: Db,
  names: ExportNames,
  recipientId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('reminder').selectAll().orderBy('seq');
  const rows = await (recipientId === undefined
    ? query
    : query.where('recipientId', '=', recipientId)
  ).execute();
  return {
    name: 'rappels',
    headings: [
      ...['Destinataire', 'À la place de', 'Pacte', 'Nature', 'Objet', 'Période', 'Étape'],
      ...['Prévu le', 'Envoyé le', 'Sans suite attendue depuis'],
    ],
    rows: rows.map((row) => [
      names.person(row.recipientId),
      row.holderId === row.recipientId ? null : names.person(row.holderId),
      ...[row.pactId, reminderWords[row.kind] ?? row.kind, row.subject, row.period, row.stage],
      ...[row.plannedOn, row.sentAt, row.settledAt],
    ]),
  };
}
