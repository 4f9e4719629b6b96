/** How long answers take, in jours ouvrés. */

export interface Delays {
  readonly count: number;
  /** `null` when there is none. */
  readonly median: number | null;
  readonly mean: number | null;
  readonly longest: number | null;
}

export function delaysOf(elapsed: readonly number[]): Delays {
  const sorted = elapsed.toSorted((a, b) => a - b);
  const { length } = sorted;
  const middle = sorted[Math.floor(length / 2)];
  if (middle === undefined) return { count: 0, median: null, mean: null, longest: null };
  const median = length % 2 === 1 ? middle : (middle + (sorted[length / 2 - 1] ?? middle)) / 2;
  const sum = sorted.reduce((total, days) => total + days, 0);
  return { count: length, median, mean: sum / length, longest: sorted.at(-1) ?? null };
}
