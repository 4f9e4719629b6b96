/** The structures a file speaks of: its own sheet of structures, and lines of people that add one. */

import { foldText } from '../domain/fold.ts';
import type { ImportError, ImportedStructure } from '../domain/import-plan.ts';
import { type StructureCategory, structureCategories } from '../domain/pact.ts';
import { categoryWords } from './pact-words.ts';
import { readYesNo } from './people-cells.ts';
import type { Sheet } from './people-columns.ts';
import { findNamed, isKeyOf, type PeopleNames, suggestion } from './people-names.ts';
import { quoted } from './private-numbers.ts';
import { type RowReader, rowReader } from './row-reader.ts';

type KnownStructure = PeopleNames['structures'][number];

const categories = new Map<string, StructureCategory>([
  ...Object.entries(categoryWords).map(([word, code]) => [foldText(word), code] as const),
  ...structureCategories.map((code) => [foldText(code), code] as const),
]);

/** `known` are the structures lines of people may name: those of before, and the new ones. */
export function readStructures(
  sheets: readonly Sheet[],
  names: PeopleNames,
  errors: ImportError[],
): { structures: readonly ImportedStructure[]; known: readonly KnownStructure[] } {
  const found = new Map<string, ImportedStructure>();
  const known: KnownStructure[] = [...names.structures];
  const codes = new Set(known.map(({ code }) => code.toLowerCase()));
  // Sheets of structures first: lines of people may name what they add.
  const ordered = sheets.toSorted(
    (a, b) => Number(a.kind === 'people') - Number(b.kind === 'people'),
  );
  for (const sheet of ordered) {
    for (const row of sheet.rows) {
      const reader = rowReader(sheet, row, sheet.kind === 'people' ? [] : errors);
      const said = readStructure(rowReader(sheet, row, errors), reader, sheet.kind, {
        known,
        codes,
      });
      if (!said) continue;
      const earlier = found.get(said.code);
      found.set(said.code, earlier ? merge(earlier, said) : said);
      const code = said.code.toLowerCase();
      if (!codes.has(code)) known.push(asKnown(said));
      codes.add(code);
    }
  }
  return { structures: [...found.values()], known: withAliases(known, found) };
}

/** Undefined for a line of people that says nothing new of its structure, or for a faulty line. */
function readStructure(
  row: RowReader,
  quiet: RowReader,
  kind: Sheet['kind'],
  { known, codes }: { known: readonly KnownStructure[]; codes: ReadonlySet<string> },
): ImportedStructure | undefined {
  // On lines of people the name itself is checked with the rest of the person.
  const label = quiet.text('structure');
  if (label === '') {
    if (kind === 'structures') row.refuse('structure', 'Indiquez le nom de la structure.');
    return undefined;
  }
  const current = findNamed(known, label);
  const category = readCategory(row);
  const aliases = row
    .text('aliases')
    .split(/[;,|]/u)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  const signatory = readSignatory(row);
  const says = aliases.length > 0 || signatory !== undefined;
  if (!current && category === undefined) {
    if (kind === 'structures' && row.cell('category') === undefined) {
      row.refuse(
        'category',
        `La structure ${quoted(label)} n’est pas encore connue\u00a0: indiquez sa catégorie ` +
          `(${Object.keys(categoryWords).join(', ')}).${suggestion(known, label)}`,
      );
    }
    return undefined;
  }
  if (kind === 'people' && current && !says) return undefined;
  const code = current?.code ?? newCode(label, codes);
  for (const alias of aliases) {
    const other = findNamed(known, alias);
    if (other && other.code !== code) {
      row.refuse(
        'aliases',
        `L’alias ${quoted(alias)} désigne déjà «\u00a0${other.label}\u00a0». Choisissez-en un autre, ou retirez-le.`,
      );
    }
  }
  return {
    kind: 'structure',
    at: row.at,
    code,
    label: current?.label ?? label,
    ...(category === undefined || current ? {} : { category }),
    ...(signatory === undefined ? {} : { signatory }),
    aliases: aliases.filter((alias) => !current || !isKeyOf(current, alias)),
  };
}

function readCategory(row: RowReader): StructureCategory | undefined {
  const text = row.text('category');
  if (text === '') return undefined;
  const category = categories.get(foldText(text));
  if (!category) {
    const words = Object.keys(categoryWords);
    const items = words.map((word) => ({ code: word, label: word, aliases: [] }));
    row.refuse(
      'category',
      `La catégorie ${quoted(text)} n’est pas connue.${suggestion(items, text)} ` +
        `Écrivez l’une de celles-ci\u00a0: ${words.join(', ')}.`,
    );
  }
  return category;
}

function readSignatory(row: RowReader): boolean | undefined {
  const text = row.text('signatory');
  const answer = readYesNo(text);
  if (text !== '' && answer === undefined) {
    row.refuse(
      'signatory',
      `Écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0», au lieu de ${quoted(text)}.`,
    );
  }
  return answer;
}

/** A short, stable code drawn from the name: «CCAS de Sète» gives `ccas-de-sete`. */
function newCode(label: string, taken: ReadonlySet<string>): string {
  const base = foldText(label).replaceAll(' ', '-').slice(0, 40).replace(/-+$/u, '') || 'structure';
  let code = base;
  for (let count = 2; taken.has(code); count += 1) code = `${base}-${count}`;
  return code;
}

function merge(a: ImportedStructure, b: ImportedStructure): ImportedStructure {
  return {
    ...b,
    ...a,
    ...(b.signatory === undefined ? {} : { signatory: b.signatory || a.signatory === true }),
    aliases: [...new Set([...a.aliases, ...b.aliases])],
  };
}

function asKnown({ code, label, category, aliases }: ImportedStructure): KnownStructure {
  return { code, label, aliases, ...(category === undefined ? {} : { category }) };
}

function withAliases(
  known: readonly KnownStructure[],
  found: ReadonlyMap<string, ImportedStructure>,
): readonly KnownStructure[] {
  return known.map((item) => ({
    ...item,
    aliases: [...item.aliases, ...(found.get(item.code)?.aliases ?? [])],
  }));
}
