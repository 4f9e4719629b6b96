/** The parts of a year that an indicator is followed by: «2026», «2026-S1», «2026-T3». */
import type { IndicatorPeriod } from '../pact.ts';

const parts: Readonly<Record<IndicatorPeriod, readonly string[]>> = {
  year: [''],
  halfYear: ['-S1', '-S2'],
  quarter: ['-T1', '-T2', '-T3', '-T4'],
};

const monthsOfPart: Readonly<Record<string, number>> = { S: 6, T: 3 };

/** In order. */
export function periodsOf(year: number, period: IndicatorPeriod): readonly string[] {
  return parts[period].map((part) => `${year}${part}`);
}

/** The first day of a period. */
export function periodStart(period: string): string {
  const [year = '', part = ''] = period.split('-');
  const months = monthsOfPart[part.charAt(0)] ?? 12;
  const month = part === '' ? 1 : (Number(part.slice(1)) - 1) * months + 1;
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

/** The periods of a year that have begun: nothing can be said yet of the others. */
export function periodsBegun(
  year: number,
  period: IndicatorPeriod,
  today: string,
): readonly string[] {
  return periodsOf(year, period).filter((one) => periodStart(one) <= today);
}

/** The same part of the year before: «2025-S1» for «2026-S1». */
export function yearBefore(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
}
