/** Everything can be taken away: all tables as CSV, or all that concerns one person (SPEC §9). */
import { writeCsv } from '../files/csv-writer.ts';
import { accountWords } from '../files/export-words.ts';
import type { Db } from '../store/database.ts';
import { findPersonByEmail, type Person } from '../store/people.ts';
import { alertsTable } from './export-alerts-table.ts';
import {
  campaignsTable,
  evaluationsTable,
  indicatorsTable,
  practicesTable,
  readingsTable,
} from './export-indicator-tables.ts';
import { type ExportTable, readExportNames } from './export-names.ts';
import {
  absencesTable,
  calendarLinksTable,
  mandatesTable,
  pausesTable,
  personsTable,
  preferencesTable,
  structuresTable,
} from './export-people-tables.ts';
import { remindersTable } from './export-reminders-table.ts';
import { requestEventsTable, requestsTable } from './export-request-tables.ts';
import {
  actionsTable,
  groupsTable,
  historyTable,
  journalTable,
  meetingsTable,
  pactsTable,
} from './export-tables.ts';

export interface ExportedFile {
  /** Plain name, to be put in the folder that was asked for. */
  readonly name: string;
  readonly content: string;
}

export async function exportData(db: Db): Promise<readonly ExportedFile[]> {
  const names = await readExportNames(db);
  const tables = [
    await actionsTable(db, names),
    await historyTable(db, names),
    await groupsTable(db, names),
    await meetingsTable(db, names),
    await indicatorsTable(db, names),
    await readingsTable(db, names),
    await evaluationsTable(db, names),
    await campaignsTable(db, names),
    await practicesTable(db, names),
    await requestsTable(db, names),
    await requestEventsTable(db, names),
    await alertsTable(db, names),
    await personsTable(db),
    await mandatesTable(db, names),
    await absencesTable(db, names),
    await pausesTable(db, names),
    await preferencesTable(db, names),
    await remindersTable(db, names),
    await calendarLinksTable(db, names),
    await structuresTable(db),
    await pactsTable(db),
    await journalTable(db),
  ];
  return tables.map(toFile);
}

/** All that concerns one person, found by e-mail address; undefined when nobody has it. */
export async function exportPerson(
  db: Db,
  email: string,
): Promise<readonly ExportedFile[] | undefined> {
  const person = await findPersonByEmail(db, email);
  if (!person) return undefined;
  const names = await readExportNames(db);
  const tables = [
    identityTable(person),
    await accountsTable(db, person.id),
    await mandatesTable(db, names, person.id),
    await absencesTable(db, names, person.id),
    await pausesTable(db, names, person.id),
    await preferencesTable(db, names, person.id),
    await remindersTable(db, names, person.id),
    await calendarLinksTable(db, names, person.id),
    await historyTable(db, names, person.id),
    await meetingsTable(db, names, person.id),
    await readingsTable(db, names, person.id),
    await evaluationsTable(db, names, person.id),
    await practicesTable(db, names, person.id),
    await requestsTable(db, names, person.id),
    await requestEventsTable(db, names, person.id),
    await alertsTable(db, names, person.id),
    await textsTable(db, person.id),
    await journalTable(db, person.id),
  ];
  const everything = Object.fromEntries(tables.map((table) => [table.name, records(table)]));
  return [
    ...tables.map(toFile),
    { name: 'donnees.json', content: `${JSON.stringify(everything, null, 2)}\n` },
  ];
}

function identityTable(person: Person): ExportTable {
  return {
    name: 'identite',
    headings: ['Nom', 'Prénom', 'Adresse e-mail', 'Fonction', 'Structure', 'Messagerie préférée'],
    rows: [
      [
        ...[person.lastName, person.firstName, person.email, person.title, person.structure],
        person.prefers,
      ],
    ],
  };
}

async function accountsTable(db: Db, personId: string): Promise<ExportTable> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where('personId', '=', personId)
    .execute();
  return {
    name: 'comptes',
    headings: ['Messagerie', 'Espace', 'Compte', 'État', 'Depuis'],
    rows: rows.map((row) => [
      ...[row.platform, row.tenant, row.user, accountWords[row.state] ?? row.state, row.since],
    ]),
  };
}

async function textsTable(db: Db, personId: string): Promise<ExportTable> {
  const rows = await db
    .selectFrom('freeText')
    .select(['createdAt', 'body'])
    .where('authorId', '=', personId)
    .orderBy('createdAt')
    .execute();
  return {
    name: 'textes',
    headings: ['Écrit le', 'Texte'],
    rows: rows.map((row) => [row.createdAt, row.body ?? '(texte effacé)']),
  };
}

function toFile({ name, headings, rows }: ExportTable): ExportedFile {
  return { name: `${name}.csv`, content: writeCsv(headings, rows) };
}

function records({ headings, rows }: ExportTable): readonly Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(headings.map((heading, i) => [heading, row[i]])));
}
