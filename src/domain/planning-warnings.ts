/**
 * What is worth saying of a day chosen for a meeting: never a refusal (SPEC §5, §7). A school year
 * that the pact file does not know says «inconnu», not free.
 */
import { holidayOn, pontOn } from './calendar.ts';
import { weekdayOf } from './days.ts';
import { lastDay, type PactDefinition } from './pact.ts';
import type { Window } from './steering-window.ts';

export type PlanningWarning =
  | { readonly kind: 'weekend' }
  | { readonly kind: 'holiday'; readonly label: string }
  | { readonly kind: 'pont'; readonly label: string }
  | { readonly kind: 'schoolHoliday'; readonly label: string }
  | { readonly kind: 'schoolUnknown' }
  | { readonly kind: 'otherYear'; readonly year: number }
  | { readonly kind: 'outsidePact'; readonly from: string; readonly until: string }
  | { readonly kind: 'outsideWindow'; readonly window: Window };

type PactFacts = Pick<PactDefinition, 'calendar' | 'startsOn' | 'endsOn' | 'prorogations'>;

/** @param expected the calendar year a committee counts for, or the window of a COPIL */
export function planningWarnings(
  day: string,
  pact: PactFacts,
  expected: { readonly year?: number; readonly window?: Window },
): readonly PlanningWarning[] {
  const warnings: PlanningWarning[] = [];
  const holiday = holidayOn(day, pact.calendar);
  const pont = pontOn(day, pact.calendar);
  if (holiday !== undefined) warnings.push({ kind: 'holiday', label: holiday });
  if (weekdayOf(day) > 5) warnings.push({ kind: 'weekend' });
  if (pont !== undefined) warnings.push({ kind: 'pont', label: pont });
  const school = schoolWarning(day, pact);
  if (school) warnings.push(school);
  const { year, window } = expected;
  if (year !== undefined && Number(day.slice(0, 4)) !== year)
    warnings.push({ kind: 'otherYear', year });
  if (window && (day < window.from || day > window.until))
    warnings.push({ kind: 'outsideWindow', window });
  const until = lastDay(pact);
  if (day < pact.startsOn || day > until)
    warnings.push({ kind: 'outsidePact', from: pact.startsOn, until });
  return warnings;
}

/** A département that follows no school zone is not warned at all. */
function schoolWarning(day: string, { calendar }: PactFacts): PlanningWarning | undefined {
  if (calendar.schoolZone === undefined) return undefined;
  const year = calendar.schoolYears.find((one) => one.from <= day && day <= one.until);
  if (!year) return { kind: 'schoolUnknown' };
  const off = year.holidays.find((one) => one.from <= day && day <= one.until);
  return off && { kind: 'schoolHoliday', label: off.label };
}
