/** Names of the pact's things as people read them. */
import type { PactItem } from '../domain/pact.ts';
import type { Person } from '../store/people.ts';
import type { Names } from './names.ts';

function labelIn(items: readonly PactItem[], code: string): string {
  return items.find((item) => item.code === code)?.label ?? code;
}

export function territoryLabel(names: Names, code: string): string {
  return labelIn(names.pact.definition.territories, code);
}

export function territoryLabels(names: Names, codes: readonly string[]): string {
  const all = names.pact.definition.territories.filter((territory) => !territory.retiredOn);
  if (all.length > 1 && all.every((territory) => codes.includes(territory.code)))
    return 'tout le département';
  return codes.map((code) => territoryLabel(names, code)).join(', ');
}

export function structureLabel(names: Names, code: string): string {
  return labelIn(names.pact.definition.structures, code);
}

/** «1 - Lever les freins à l'insertion sociale et professionnelle». */
export function axisLabel(names: Names, code: string): string {
  const axis = names.pact.definition.axes.find((item) => item.code === code);
  return axis ? `${axis.number} - ${axis.label}` : code;
}

export function themeLabel(names: Names, code: string): string {
  return labelIn(names.pact.definition.themes, code);
}

export function audienceLabel(names: Names, code: string): string {
  return labelIn(names.pact.definition.audiences, code);
}

export function namedRoleLabel(names: Names, code: string): string {
  return labelIn(names.pact.definition.roles, code);
}

/** «Claire Vidal»; a person who left is no longer named. */
export function fullName(person: Pick<Person, 'firstName' | 'lastName'>): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

export function personName(names: Names, id: string | null): string {
  if (id === null) return 'Auteur non connu';
  const person = names.personsById.get(id);
  return person ? fullName(person) : 'Personne partie';
}
