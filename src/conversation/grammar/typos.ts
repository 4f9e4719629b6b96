/** How far a typed word is from a known one. Nothing misspelt is ever guessed: it is asked. */
import { distance } from 'fastest-levenshtein';

/** Edits that turn one word into the other, two neighbours exchanged counting for one. */
function edits(typed: string, known: string): number {
  return isSwap(typed, known) ? 1 : distance(typed, known);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return (
    at + 1 < a.length &&
    a[at] === b[at + 1] &&
    a[at + 1] === b[at] &&
    a.slice(at + 2) === b.slice(at + 2)
  );
}

/** Whether the typed words are a likely misspelling of the known ones (and not the same). */
export function isTypo(typed: string, known: string): boolean {
  if (typed === known || Math.abs(typed.length - known.length) > 3) return false;
  const shortest = Math.min(typed.length, known.length);
  if (shortest < 3) return false;
  if (shortest === 3)
    return isSwap(typed, known) || (typed.length === 4 && edits(typed, known) === 1);
  return edits(typed, known) <= (shortest < 7 ? 1 : shortest < 14 ? 2 : 3);
}
