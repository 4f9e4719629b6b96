/** Values and periods of indicators as people read them: «39,5 %», «1 234», «1er semestre 2026». */
import type { IndicatorUnit } from '../domain/pact.ts';
import { formatNumber, formatPercentage } from './format-number.ts';

export function valueText(unit: IndicatorUnit, value: number): string {
  return unit === 'percentage' ? formatPercentage(value) : formatNumber(value);
}

/** «2026», «1er semestre 2026», «3e trimestre 2026». */
export function periodText(period: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return year;
  const rank = part.slice(1);
  const noun = part.startsWith('S') ? 'semestre' : 'trimestre';
  return `${rank === '1' ? '1er' : `${rank}e`} ${noun} ${year}`;
}
