/** The part of an import plan that concerns persons: who they are, and what changes of them. */
import type {
  ImportChange,
  ImportError,
  ImportedPerson,
  KnownPerson,
  PersonFieldChange,
} from './import-plan.ts';

interface Named {
  readonly firstName: string;
  readonly lastName: string;
}

/** Accents distinguish two names, capitals do not («DURAND» is «Durand»). */
const letters = new Intl.Collator('fr', { sensitivity: 'accent' });
/** «Helene» and «Hélène» in one file are one person. */
const loosely = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

export function nameOf(person: Named): string {
  return `${person.firstName} ${person.lastName}`;
}

/** «de Luc Petit», «d’Anne Durand». */
export function ofName(person: Named): string {
  const name = nameOf(person);
  return /^[aeiouyàâäéèêëîïôöùûüœæ]/iu.test(name) ? `d’${name}` : `de ${name}`;
}

export function sameName(a: Named, b: Named): boolean {
  return (
    loosely.compare(a.firstName, b.firstName) === 0 && loosely.compare(a.lastName, b.lastName) === 0
  );
}

/** One address, two persons: within the file, or between the file and who is known. */
export function personConflicts(
  people: readonly ImportedPerson[],
  persons: readonly KnownPerson[],
): ImportError[] {
  const errors: ImportError[] = [];
  const first = new Map<string, ImportedPerson>();
  const known = new Map<string, KnownPerson[]>();
  for (const person of persons) {
    const email = person.email?.toLowerCase();
    if (email !== undefined) known.set(email, [...(known.get(email) ?? []), person]);
  }
  for (const entry of people) {
    const earlier = first.get(entry.email);
    const error = (sentence: string) =>
      errors.push({ ...entry.at, column: 'Adresse e-mail', sentence });
    if (earlier) {
      if (!sameName(earlier, entry)) {
        error(
          `L’adresse ${entry.email} est déjà celle ${ofName(earlier)}, ligne ${earlier.at.line}` +
            `${earlier.at.sheet && earlier.at.sheet !== entry.at.sheet ? ` de la feuille «\u00a0${earlier.at.sheet}\u00a0»` : ''}. ` +
            'Donnez à chaque personne sa propre adresse, ou écrivez le même nom sur les deux lignes.',
        );
      }
      continue;
    }
    first.set(entry.email, entry);
    const owners = known.get(entry.email) ?? [];
    const [owner] = owners;
    if (owners.length > 1) {
      error(
        `L’adresse ${entry.email} est déjà celle de plusieurs personnes enregistrées ` +
          `(${owners.map(nameOf).join(', ')}). Corrigez-les d’abord en écrivant au bot «\u00a0admin\u00a0».`,
      );
    } else if (owner && !resembles(owner, entry)) {
      error(
        `L’adresse ${entry.email} est déjà celle ${ofName(owner)}. ` +
          `Vérifiez l’adresse ${ofName(entry)}\u202f; s’il s’agit d’un départ, enregistrez-le ` +
          'd’abord en écrivant au bot «\u00a0admin\u00a0».',
      );
    }
  }
  return errors;
}

/** A name corrected or changed keeps its first or its last name; two persons share neither. */
function resembles(a: Named, b: Named): boolean {
  return (
    loosely.compare(a.firstName, b.firstName) === 0 || loosely.compare(a.lastName, b.lastName) === 0
  );
}

/** The change of the person herself; `rows` are all her lines, `entry` the first of them. */
export function planPerson(
  entry: ImportedPerson,
  rows: readonly ImportedPerson[],
  current: KnownPerson | undefined,
): ImportChange[] {
  const { at, email, firstName, lastName } = entry;
  const person = { email, firstName, lastName };
  const titles = rows.flatMap((row) => (row.title === undefined ? [] : [row.title]));
  const prefers = rows.find((row) => row.prefers !== undefined)?.prefers;
  if (!current) {
    return [
      {
        kind: 'newPerson',
        at,
        person,
        title: titles[0] ?? null,
        structure: entry.structure,
        prefers: prefers ?? null,
      },
    ];
  }
  const fields: PersonFieldChange[] = [];
  const compare = (field: PersonFieldChange['field'], to: string | null) => {
    if (current[field] !== to) fields.push({ field, from: current[field], to });
  };
  if (letters.compare(current.firstName, firstName) !== 0) compare('firstName', firstName);
  if (letters.compare(current.lastName, lastName) !== 0) compare('lastName', lastName);
  // Several lines may name several structures or titles: what is known stands if it is one of them.
  if (titles[0] !== undefined && !titles.includes(current.title ?? '')) compare('title', titles[0]);
  if (!rows.some((row) => row.structure === current.structure)) {
    compare('structure', entry.structure);
  }
  if (prefers !== undefined) compare('prefers', prefers);
  if (fields.length === 0) return [];
  return [{ kind: 'changedPerson', at, person: { ...person, personId: current.id }, fields }];
}
