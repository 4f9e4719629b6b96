/** The tables of an export on persons, mandates and structures. */
import { originWords, roleWords } from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import { codesOf, type ExportNames, type ExportTable } from './export-names.ts';

export async function mandatesTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('mandate').selectAll().orderBy('startsOn');
  const rows = await (personId === undefined
    ? query
    : query.where('personId', '=', personId)
  ).execute();
  return {
    name: 'mandats',
    headings: ['Personne', 'Rôle', 'Structure', 'Territoire', 'Groupe', 'Pacte', 'Début', 'Fin'],
    rows: rows.map((row) => [
      names.person(row.personId),
      names.labels(row.pactId, 'roles', [row.namedRole]) ?? roleWords[row.role],
      names.labels(row.pactId, 'structures', [row.structure]),
      names.labels(row.pactId, 'territories', [row.territory]),
      ...[names.group(row.groupId), row.pactId, row.startsOn, row.endsOn],
    ]),
  };
}

export async function absencesTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('absence').selectAll().orderBy('startsOn');
  const rows = await (personId === undefined
    ? query
    : query.where('personId', '=', personId)
  ).execute();
  return {
    name: 'absences',
    headings: ['Personne', 'Début', 'Fin', 'Suppléance', 'Enregistrée le', 'Annulée le'],
    rows: rows.map((row) => [
      ...[names.person(row.personId), row.startsOn, row.endsOn, names.person(row.substituteId)],
      ...[row.createdAt, row.cancelledAt],
    ]),
  };
}

export async function pausesTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('pause').selectAll().orderBy('startsOn');
  const rows = await (personId === undefined
    ? query
    : query.where('personId', '=', personId)
  ).execute();
  return {
    name: 'pauses-de-rappels',
    headings: ['Personne', 'Début', 'Fin', 'Objet', 'Enregistrée le', 'Levée le'],
    rows: rows.map((row) => [
      ...[names.person(row.personId), row.startsOn, row.endsOn, row.about],
      ...[row.createdAt, row.cancelledAt],
    ]),
  };
}

export async function preferencesTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('preference').selectAll().orderBy('personId');
  const rows = await (personId === undefined
    ? query
    : query.where('personId', '=', personId)
  ).execute();
  return {
    name: 'preferences-de-rappels',
    headings: ['Personne', 'Heure', 'Une fois par semaine', 'Choisi le'],
    rows: rows.map((row) => [
      ...[names.person(row.personId), row.hour, row.weekly === 1, row.updatedAt],
    ]),
  };
}

/** The secret itself stays out: whoever holds the export would read the calendar for ever. */
export async function calendarLinksTable(
  db: Db,
  names: ExportNames,
  personId?: string,
): Promise<ExportTable> {
  const query = db.selectFrom('calendarLink').selectAll().orderBy('createdAt');
  const rows = await (personId === undefined
    ? query
    : query.where('personId', '=', personId)
  ).execute();
  return {
    name: 'liens-d-agenda',
    headings: ['Personne', 'Donné le', 'Supprimé le'],
    rows: rows.map((row) => [names.person(row.personId), row.createdAt, row.revokedAt]),
  };
}

export async function personsTable(db: Db): Promise<ExportTable> {
  const rows = await db.selectFrom('person').selectAll().orderBy('lastName').execute();
  return {
    name: 'personnes',
    headings: [
      'Nom',
      'Prénom',
      'Adresse e-mail',
      'Fonction',
      'Structure',
      'Enregistrée le',
      'Partie le',
    ],
    rows: rows.map((row) => [
      ...[row.lastName, row.firstName, row.email, row.title, row.structure],
      ...[row.createdAt, row.departedAt],
    ]),
  };
}

export async function structuresTable(db: Db): Promise<ExportTable> {
  const rows = await db.selectFrom('structure').selectAll().orderBy('code').execute();
  const signed = await db.selectFrom('signatory').selectAll().execute();
  return {
    name: 'structures',
    headings: ['Code', 'Nom', 'Catégorie', 'Alias', 'Origine', 'Signataire de', 'Retirée le'],
    rows: rows.map((row) => [
      ...[row.code, row.name, row.category, codesOf(row.aliases).join(', ')],
      originWords[row.origin] ?? row.origin,
      signed.flatMap((s) => (s.structure === row.code ? [s.pactId] : [])).join(', '),
      row.retiredOn,
    ]),
  };
}
