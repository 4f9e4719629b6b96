/** One line of a file of people: who, and the role it gives. Each fault is told, none is guessed. */

import { foldText } from '../domain/fold.ts';
import type { ImportError, ImportedMandate, ImportedPerson } from '../domain/import-plan.ts';
import { readDay, readEmail, readRole, roleExamples } from './people-cells.ts';
import type { Column, Sheet } from './people-columns.ts';
import { findNamed, type Named, type PeopleNames, suggestion } from './people-names.ts';
import { quoted } from './private-numbers.ts';
import { type RowReader, rowReader } from './row-reader.ts';
import type { TableRow } from './table.ts';

/** Undefined, with its errors recorded, when the line cannot be understood whole. */
export function readPersonRow(
  sheet: Sheet,
  tableRow: TableRow,
  names: PeopleNames,
  errors: ImportError[],
): ImportedPerson | undefined {
  const before = errors.length;
  const row = rowReader(sheet, tableRow, errors);
  const lastName = required(row, 'lastName', 'Indiquez le nom de famille.');
  const firstName = required(row, 'firstName', 'Indiquez le prénom.');
  const email = readAddress(row);
  const structure = readStructureOf(row, names);
  const title = row.text('title');
  const prefers = readPreference(row, names);
  const mandate = structure && readMandate(row, structure, names);
  if (errors.length > before || email === undefined || structure === undefined) return undefined;
  return {
    kind: 'person',
    at: row.at,
    lastName,
    firstName,
    email,
    structure: structure.code,
    ...(title === '' ? {} : { title }),
    ...(prefers === undefined ? {} : { prefers }),
    ...(mandate === undefined ? {} : { mandate }),
  };
}

function required(row: RowReader, column: Column, sentence: string): string {
  const text = row.text(column);
  if (text === '') row.refuse(column, sentence);
  return text;
}

function readAddress(row: RowReader): string | undefined {
  const text = required(row, 'email', 'Indiquez l’adresse e-mail professionnelle.');
  const email = readEmail(text);
  if (text !== '' && email === undefined) {
    row.refuse(
      'email',
      `L’adresse ${quoted(text)} n’est pas valable. Écrivez-la sous la forme prenom.nom@structure.fr.`,
    );
  }
  return email;
}

function readStructureOf(row: RowReader, names: PeopleNames) {
  const text = required(row, 'structure', 'Indiquez la structure de la personne.');
  if (text === '') return undefined;
  const structure = findNamed(names.structures, text);
  // A category that is not understood already has its own error.
  if (!structure && row.cell('category') === undefined) {
    row.refuse(
      'structure',
      `La structure ${quoted(text)} n’est pas connue.${suggestion(names.structures, text)} ` +
        'Corrigez le nom, ou remplissez la colonne «\u00a0Catégorie\u00a0» pour l’ajouter.',
    );
  }
  return structure;
}

/** `null` for several platforms, undefined when the file does not say. */
function readPreference(row: RowReader, names: PeopleNames): string | null | undefined {
  const text = row.text('prefers');
  if (text === '') return undefined;
  if (['les deux', 'deux', 'toutes', 'indifferent', 'sans preference'].includes(foldText(text))) {
    return null;
  }
  const platforms = names.platforms ?? [];
  const platform = findNamed(platforms, text);
  if (platform) return platform.code;
  const known = [...platforms.map((item) => item.label), 'les deux'].join(', ');
  row.refuse('prefers', `La messagerie ${quoted(text)} n’est pas connue. Écrivez\u00a0: ${known}.`);
  return undefined;
}

function readMandate(
  row: RowReader,
  structure: PeopleNames['structures'][number],
  names: PeopleNames,
): ImportedMandate | undefined {
  const text = row.text('role');
  const territory = readNamed(
    row,
    'territory',
    names.territories,
    'Le territoire',
    'n’est pas connu',
  );
  const group = readNamed(row, 'group', names.groups ?? [], 'Le groupe', 'n’est pas connu');
  const startsOn = readDate(row, 'startsOn');
  const endsOn = readDate(row, 'endsOn');
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) {
    row.refuse('endsOn', 'La fin est avant le début. Corrigez l’une des deux dates.');
  }
  const pilots = ['territory', 'group', 'startsOn', 'endsOn'] as const;
  if (text === '') {
    if (pilots.some((column) => row.cell(column) !== undefined)) {
      row.refuse('role', `Indiquez le rôle (${roleExamples}), ou videz le reste de la ligne.`);
    }
    return undefined;
  }
  const named = findNamed(names.roles, text);
  const role = readRole(text) ?? (named ? 'named' : undefined);
  if (role === undefined) {
    row.refuse('role', unknownRole(text, names.roles));
    return undefined;
  }
  if (role === 'territoryReferent' && row.cell('territory') === undefined) {
    row.refuse(
      'territory',
      'Indiquez le territoire de ce référent ou de cette référente du Département.',
    );
  }
  if (role === 'referent' && territory && structure.category === 'department') {
    row.refuse(
      'role',
      'Pour le Département sur un territoire, écrivez «\u00a0référent du Département\u00a0»\u202f; ' +
        'pour la structure entière, videz la colonne «\u00a0Territoire\u00a0».',
    );
  }
  const leads = role === 'pilot' || role === 'coPilot';
  if (leads && row.cell('group') === undefined) {
    row.refuse('group', 'Indiquez le groupe de travail que cette personne pilote ou co-pilote.');
  }
  if (!leads && row.cell('group') !== undefined) {
    row.refuse(
      'group',
      'Un groupe ne s’indique que pour un pilote ou un co-pilote. Videz cette cellule.',
    );
  }
  return {
    role,
    namedRole: role === 'named' && named ? named.code : null,
    structure: structure.code,
    territory: leads ? null : (territory?.code ?? null),
    group: leads ? (group?.code ?? null) : null,
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
  };
}

function unknownRole(text: string, roles: readonly Named[]): string {
  const usual = roleExamples.split(', ').map((label) => ({ code: label, label, aliases: [] }));
  const own = roles.length > 0 ? `, ${roles.map((item) => item.label).join(', ')}` : '';
  return (
    `Le rôle ${quoted(text)} n’est pas connu.${suggestion([...usual, ...roles], text)} ` +
    `Écrivez l’un de ceux-ci\u00a0: ${roleExamples}${own}.`
  );
}

function readNamed<T extends Named>(
  row: RowReader,
  column: Column,
  items: readonly T[],
  subject: string,
  unknown: string,
): T | undefined {
  const text = row.text(column);
  if (text === '') return undefined;
  const item = findNamed(items, text);
  if (item) return item;
  const few = items.length <= 12 ? items.map(({ label }) => label).join(', ') : '';
  const remedy =
    column === 'group'
      ? ' Créez d’abord le groupe en écrivant au bot «\u00a0admin nouveau groupe\u00a0», ou corrigez son code.'
      : few && ` Écrivez l’un de ceux-ci\u00a0: ${few}.`;
  row.refuse(column, `${subject} ${quoted(text)} ${unknown}.${suggestion(items, text)}${remedy}`);
  return undefined;
}

function readDate(row: RowReader, column: 'startsOn' | 'endsOn'): string | undefined {
  const cell = row.cell(column);
  if (cell === undefined) return undefined;
  const day = readDay(cell);
  if (day === undefined) {
    row.refuse(
      column,
      `${quoted(row.text(column))} n’est pas une date. Écrivez-la sous la forme JJ/MM/AAAA, par exemple 01/09/2027.`,
    );
  }
  return day;
}
