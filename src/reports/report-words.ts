/** The French words that every form of the bilan shares: what it is about, and when. */

import type { StatusCounts } from '../domain/figures/actions.ts';
import type { Period, Scope } from '../domain/figures/period.ts';
import { lastDay, type PactDefinition, type StructureCategory } from '../domain/pact.ts';
import type { ActionStatus } from '../domain/terms.ts';
import { plainDate } from '../french/format-date.ts';
import { formatNumber } from '../french/format-number.ts';
import { count } from '../french/plural.ts';
import { statusLabel } from '../french/terms.ts';
import { labelOf } from './report-source.ts';

/** From what is done to what is not: the order of every table and picture. */
export const statusOrder: readonly ActionStatus[] = [
  ...(['completed', 'operating', 'inProgress', 'project', 'abandoned'] as const),
];

/** «Bilan 2026», «Bilan du pacte». */
export function periodTitle({ span }: Pick<Period, 'span'>): string {
  return span.kind === 'year' ? `Bilan ${span.year}` : 'Bilan du pacte';
}

/** «Étang de Thau», «Tout le pacte». */
export function scopeTitle(scope: Scope, pact: PactDefinition): string {
  switch (scope.kind) {
    case 'pact':
      return 'Tout le pacte';
    case 'territory':
      return labelOf(pact.territories, scope.code);
    case 'structure':
      return labelOf(pact.structures, scope.code);
  }
}

/** «au 31 décembre 2026», «au 3 mars 2027, année en cours». */
export function asOf({ until, provisional, span }: Period): string {
  if (!provisional) return `au ${plainDate(until)}`;
  return `au ${plainDate(until)}, ${span.kind === 'year' ? 'année en cours' : 'pacte en cours'}`;
}

/** Why a period has no figures; `undefined` when it has. */
export function untrackedWords(
  { standing, span }: Period,
  trackedFrom: string,
  pact: PactDefinition,
): string | undefined {
  const what = span.kind === 'year' ? `${span.year}` : 'Ce pacte';
  switch (standing) {
    case 'untracked':
      return `${what} : non suivi. Le suivi commence le ${plainDate(trackedFrom)}.`;
    case 'notBegun':
      return `${what} n’a pas commencé.`;
    case 'outsidePact':
      return `${what} est en dehors du pacte, qui va du ${plainDate(pact.startsOn)} au ${plainDate(lastDay(pact))}.`;
    default:
      return undefined;
  }
}

/** «9 réalisées, 10 en fonctionnement, 15 en cours»: those there are. */
export function statusWords(counts: StatusCounts): string {
  return statusOrder
    .filter((status) => counts[status] > 0)
    .map((status) => `${formatNumber(counts[status])} ${statusLabel(status, counts[status])}`)
    .join(', ');
}

/** «26 actions : 4 réalisées, 22 en cours», «0 action». */
export function actionsWords(total: number, counts: StatusCounts): string {
  const words = count(total, 'action', 'actions');
  return total === 0 ? words : `${words} : ${statusWords(counts)}`;
}

/** «6 jours ouvrés», «4,5 jours ouvrés», «moins d’un jour ouvré». */
export function workingDays(days: number): string {
  return days === 0 ? 'moins d’un jour ouvré' : count(days, 'jour ouvré', 'jours ouvrés');
}

const categories: Readonly<Record<StructureCategory, string>> = {
  state: 'État',
  region: 'Région',
  department: 'Département',
  publicEmploymentService: 'Service public de l’emploi',
  socialSecurity: 'Sécurité sociale',
  intermunicipality: 'Intercommunalités',
  localMission: 'Missions locales',
  plie: 'PLIE',
  ccas: 'CCAS',
  association: 'Associations',
  other: 'Autres structures',
};

export function categoryLabel(category: StructureCategory): string {
  return categories[category];
}

/** The words of a list, «A, B et C»; beyond some of them, the others are counted. */
export function listed(words: readonly string[], shown = 6): string {
  if (words.length > shown)
    return `${words.slice(0, shown).join(', ')} et ${count(words.length - shown, 'autre', 'autres')}`;
  const [last] = words.slice(-1);
  return words.length < 2 ? (last ?? '') : `${words.slice(0, -1).join(', ')} et ${last}`;
}
