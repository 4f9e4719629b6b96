/** Waits that double, each a little longer by chance: those who fail together do not come back so. */

/** The greatest share of a wait that chance adds to it. */
const jitter = 0.25;

/**
 * @param times how often it has failed, from 1
 * @param random from 0 to 1, 1 excluded
 * @returns seconds
 */
export function backOff(
  times: number,
  { first, longest }: { readonly first: number; readonly longest: number },
  random: () => number,
): number {
  return Math.min(first * 2 ** (times - 1), longest) * (1 + jitter * random());
}
