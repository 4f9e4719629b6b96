/** The person that scattered words name. */
import { type Found, findName } from './find-name.ts';
import type { Line } from './line.ts';

/** No name of a person is longer, in words. */
const longest = 5;

/** «Sophie Delmas le 31 mars»: the longest words that are a name, the others ignored. */
export function findPerson(line: Line, phrase: readonly string[]): Found {
  const whole = findName(line.index, phrase, ['person']);
  if (whole.how !== 'none') return whole;
  for (let length = Math.min(phrase.length - 1, longest); length > 0; length -= 1) {
    for (let at = 0; at + length <= phrase.length; at += 1) {
      const found = findName(line.index, phrase.slice(at, at + length), ['person']);
      if (found.how === 'exact') return found;
    }
  }
  return whole;
}
