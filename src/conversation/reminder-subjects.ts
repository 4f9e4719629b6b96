/** What a reminder is about, in a few words: «Comité local - Étang de Thau». */

import { findAlert } from '../store/alerts.ts';
import type { Db } from '../store/database.ts';
import { findMandate } from '../store/mandates.ts';
import { readPact } from '../store/pacts.ts';
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

/** Whether there is such a thing: what is put off is journaled, where nothing is erased. */
export async function isReminderSubject(db: Db, names: Names, about: string): Promise<boolean> {
  const cut = about.indexOf(':');
  const [obligation, subject] = [about.slice(0, cut), about.slice(cut + 1)];
  const { territories, bodies } = names.pact.definition;
  switch (obligation) {
    case 'local-committee':
      return territories.some(({ code }) => code === subject);
    case 'steering-committee':
      return bodies.steeringCommittee.some(({ code }) => code === subject);
    case 'indicator-campaign':
      return names.groupsByCode.has(subject);
    case 'mandate-end':
      return (await findMandate(db, subject)) !== undefined;
    case 'alert':
      return (await findAlert(db, { code: subject })) !== undefined;
    default:
      return (await readPact(db, subject)) !== undefined;
  }
}
