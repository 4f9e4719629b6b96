/** What is said of an action around its code: mostly after it, a status sometimes before. */
import { findCode } from './find-code.ts';
import type { Line } from './line.ts';
import { type NewsRead, newsOf, readNews, withComment } from './news.ts';
import { phraseSet, without } from './phrases.ts';
import { type Said, saidExactly } from './statuses.ts';
import { core, isParticle, type Token, wordsOf } from './tokens.ts';

/** Words around an action's name that say nothing of it. */
export const aboutWords = phraseSet(`
  pour, sur, concernant, l action, action, actions, le, la, les, l, de, d, du, au sujet de, a
  propos de, est ce que, et, mon, ma, notre, cote, a, maj
`);

/** Reads what stands after the action, and the status that may stand before it. */
export function newsAround(
  line: Line,
  from: number,
  codeFrom: number,
  codeTo: number,
  begin: number,
): NewsRead {
  const { text, tokens } = line;
  const title = titleOf(line, codeFrom, codeTo);
  const after = text.slice(tokens[pastTitle(tokens, codeTo, title) - 1]?.end ?? text.length);
  const before = without(aboutWords, tokens.slice(from, codeFrom));
  if (before.length === 0 || wordsOf(core(before)).join(' ') === title.join(' ')) {
    return readNews(after);
  }
  const said = saidExactly(tokens.slice(from, codeFrom)) ?? saidExactly(before);
  if (!said) return { ...readNews(text.slice(begin)), explicit: false };
  const known = saidThen(said, after);
  // «maj projet THA-3 : …» may only mean the project THA-3.
  if (before.length > 1 || before[0]?.word !== 'projet') return known;
  return { options: [...known.options, ...readNews(after).options], unsure: true, explicit: true };
}

export function titleOf(line: Line, from: number, to: number): readonly string[] {
  const code = findCode(line.index, line.tokens, from, to);
  return code?.kind === 'known' ? (code.name.keys[0] ?? []) : [];
}

/** «THA-3 permis solidaire : …»: the title typed after the code is no comment. */
export function pastTitle(
  tokens: readonly Token[],
  from: number,
  title: readonly string[],
): number {
  let at = from;
  for (const word of title) {
    while (at < tokens.length && isParticle(tokens[at]?.word ?? '') && tokens[at]?.word !== word) {
      at += 1;
    }
    if (tokens[at]?.word !== word) return from;
    at += 1;
  }
  return at;
}

/** A status that stood first, and the comment that may follow. */
export function saidThen(said: Said, after: string): NewsRead {
  const rest = readNews(after);
  const comment = rest.options.at(-1)?.comment ?? '';
  return { options: [withComment(newsOf(said), comment)], unsure: false, explicit: true };
}
