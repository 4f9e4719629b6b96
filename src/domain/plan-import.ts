/** Plans an import of people: pure, see import-plan.ts for what the plan says. */
import type {
  ImportChange,
  ImportEntry,
  ImportError,
  ImportedPerson,
  ImportedStructure,
  ImportNotice,
  ImportPlan,
  KnownPeople,
  KnownPerson,
} from './import-plan.ts';
import { planMandate } from './plan-mandate.ts';
import { nameOf, personConflicts, planPerson, sameName } from './plan-person.ts';

/**
 * What applying the entries would change. Refused whole when one e-mail address would stand for
 * two persons, or when a mandate would end before it begins.
 */
export function planImport(entries: readonly ImportEntry[], known: KnownPeople): ImportPlan {
  const people = entries.filter((entry) => entry.kind === 'person');
  const byEmail = new Map<string, KnownPerson>();
  for (const person of known.persons) {
    if (person.email !== null) byEmail.set(person.email.toLowerCase(), person);
  }
  const errors: ImportError[] = personConflicts(people, known.persons);
  const changes: ImportChange[] = [];
  const notices: ImportNotice[] = [];
  for (const entry of entries) {
    if (entry.kind === 'structure') planStructure(entry, known, changes, notices);
  }
  const mentioned = new Set<string>();
  const planned = new Map<string, ImportedPerson[]>();
  for (const entry of people) {
    const rows = planned.get(entry.email) ?? [];
    planned.set(entry.email, [...rows, entry]);
    const current = byEmail.get(entry.email);
    const before = changes.length;
    if (rows.length === 0) {
      const all = people.filter((other) => other.email === entry.email);
      changes.push(...planPerson(entry, all, current));
      if (!current) notices.push(...homonyms(entry, known.persons));
    }
    if (entry.mandate) {
      const outcome = planMandate(entry, entry.mandate, rows, current, known, mentioned);
      changes.push(...outcome.changes);
      notices.push(...outcome.notices);
      errors.push(...outcome.errors);
      for (const id of outcome.mentioned) mentioned.add(id);
    }
    if (changes.length === before) {
      changes.push({ kind: 'unchanged', at: entry.at, label: nameOf(entry) });
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  const keptMandates = known.mandates
    .filter((mandate) => mandate.endsOn === null || mandate.endsOn >= known.today)
    .filter((mandate) => !mentioned.has(mandate.id))
    .map((mandate) => mandate.id);
  return { ok: true, changes, notices, keptMandates };
}

function planStructure(
  entry: ImportedStructure,
  known: KnownPeople,
  changes: ImportChange[],
  notices: ImportNotice[],
): void {
  const { at, code, label } = entry;
  const current = known.structures.find((structure) => structure.code === code);
  if (!current) {
    changes.push({
      kind: 'newStructure',
      at,
      code,
      label,
      category: entry.category ?? 'other',
      signatory: entry.signatory ?? false,
      aliases: entry.aliases,
    });
    return;
  }
  const aliases = entry.aliases.filter((alias) => !current.aliases.includes(alias));
  const becomesSignatory = entry.signatory === true && !current.signatory;
  if (entry.signatory === false && current.signatory) {
    notices.push({ kind: 'stillSignatory', at, label });
  }
  changes.push(
    aliases.length > 0 || becomesSignatory
      ? { kind: 'changedStructure', at, code, label, aliases, becomesSignatory }
      : { kind: 'unchanged', at, label },
  );
}

/** Somebody of the same name is known under another address: perhaps the same person. */
function homonyms(entry: ImportedPerson, persons: readonly KnownPerson[]): ImportNotice[] {
  return persons
    .filter((person) => sameName(person, entry))
    .map((person) => ({
      kind: 'homonym',
      at: entry.at,
      person: { email: entry.email, firstName: entry.firstName, lastName: entry.lastName },
      otherEmail: person.email,
    }));
}
