/** Counted nouns. In French zero and one and a half are singular: the plural begins at two. */
import { formatNumber } from './format-number.ts';

/** «0 action», «1 action», «2 actions». */
export function count(number: number, one: string, several: string): string {
  return `${formatNumber(number)} ${plural(number, one, several)}`;
}

/** The noun alone. */
export function plural(number: number, one: string, several: string): string {
  return Math.abs(number) < 2 ? one : several;
}
