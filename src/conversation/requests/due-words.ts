/** When the answer to a step is awaited, and what is said once that day has passed. */
import { longDate } from '../../french/format-date.ts';
import type { StepView } from './request-view.ts';

type Dated = Pick<StepView, 'dueOn' | 'seats'>;

/** A sentence with a space before it; empty for a step without a term. */
export function dueWords({ dueOn, seats }: Dated, today: string): string {
  if (!dueOn) return '';
  const internal = internalUntil(seats);
  if (internal)
    return ` En validation interne jusqu’au ${longDate(internal)} (délai prévu : ${longDate(dueOn)}).`;
  if (dueOn > today) return ` Réponse attendue pour le ${longDate(dueOn)}.`;
  if (dueOn === today) return ' Réponse attendue aujourd’hui, dernier jour.';
  const told = seats.some(({ escalated }) => escalated)
    ? ', la chargée de mission est prévenue'
    : '';
  return ` Réponse attendue depuis le ${longDate(dueOn)} : le délai est passé${told}.`;
}

/** The latest of the days, when every answer that is awaited waits for its own structure. */
export function internalUntil(seats: Dated['seats']): string | undefined {
  const awaited = seats.filter(({ standing }) => standing === 'asked' || standing === 'internal');
  const days = awaited.flatMap((seat) => seat.internalUntil ?? []);
  return days.length === awaited.length ? days.toSorted().at(-1) : undefined;
}
