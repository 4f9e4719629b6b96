/** Numbers of requests, however they are typed: «V-12», «v12», «V – 012». Any number is one. */
import type { Token } from './tokens.ts';

export interface RequestMatch {
  /** «V-12», each once, in the order typed. */
  readonly codes: readonly string[];
  /** Index of the first word. */
  readonly from: number;
}

/** A longer number is none of ours. */
const maxDigits = 7;
const maxCodes = 10;

/** The first number from word `from` on, and those named right after it: «V-12, V-13 et V-14». */
export function findRequest(
  text: string,
  tokens: readonly Token[],
  from: number,
  until = tokens.length,
): RequestMatch | undefined {
  for (let at = from; at < until; at += 1) {
    const first = requestAt(text, tokens, at);
    if (first === undefined) continue;
    const codes = new Set([first]);
    for (let next = at + 2; next < until && codes.size < maxCodes; next += 2) {
      if (tokens[next]?.word === 'et') next += 1;
      const code = requestAt(text, tokens, next);
      if (code === undefined) break;
      codes.add(code);
    }
    return { codes: [...codes], from: at };
  }
  return undefined;
}

function requestAt(text: string, tokens: readonly Token[], at: number): string | undefined {
  const [letter, number] = [tokens[at], tokens[at + 1]];
  if (letter?.word !== 'v' || !number || !/^\d+$/.test(number.word)) return undefined;
  const between = text.slice(letter.end, number.start);
  const digits = number.word.replace(/^0+(?=\d)/, '');
  return digits.length <= maxDigits && /^[\s\p{Pd}]*$/u.test(between) ? `V-${digits}` : undefined;
}
