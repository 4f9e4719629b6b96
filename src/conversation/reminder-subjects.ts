/** What a reminder is about, in a few words: «Comité local - Étang de Thau». */

import { territoryLabel } from './labels.ts';
import type { Names } from './names.ts';

/** The obligations whose reminders may wait; a request for validation never does (SPEC §7). */
const subjects: Readonly<Record<string, (names: Names, subject: string) => string>> = {
  'local-committee': (names, subject) => `Comité local - ${territoryLabel(names, subject)}`,
  'steering-committee': ({ pact }, subject) =>
    pact.definition.bodies.steeringCommittee.find(({ code }) => code === subject)?.label ?? 'COPIL',
  'indicator-campaign': ({ groupsByCode }, subject) =>
    `Indicateurs - ${groupsByCode.get(subject)?.title ?? subject}`,
  'silent-action': () => 'Actions sans nouvelles',
  'vacant-seat': () => 'Sièges vacants',
  'mandate-end': () => 'Fin de mandat',
  'pact-end': () => 'Fin du pacte',
  alert: (_names, subject) => `Alerte ${subject}`,
};

/** @param about `obligation:subject` @returns nothing when such a thing cannot be put off */
export function subjectOfReminder(names: Names, about: string): string | undefined {
  const cut = about.indexOf(':');
  const [obligation, subject] = [about.slice(0, cut), about.slice(cut + 1)];
  return Object.hasOwn(subjects, obligation) && subject !== ''
    ? subjects[obligation]?.(names, subject)
    : undefined;
}
