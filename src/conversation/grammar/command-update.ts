/** `maj`: finds the action among the words, then reads what is said of it (SPEC §5). */
import { ask, performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { codesTogether, findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { colon, type NewsRead, readNews } from './news.ts';
import { aboutWords, newsAround, saidThen } from './news-around.ts';
import { without } from './phrases.ts';
import { saidAt, saidExactly } from './statuses.ts';
import { core, type Token, wordsOf } from './tokens.ts';

const statusQuestion = 'Que souhaitez-vous enregistrer ?';

export function update(line: Line, from: number): Understanding {
  const { text, tokens, index } = line;
  const begin = offsetBefore(tokens, from) + leadingMarks(text.slice(offsetBefore(tokens, from)));
  const colonAt = offsetOf(text, begin);
  const headEnd = tokens.findIndex((token, at) => at >= from && token.start > colonAt);
  const until = headEnd === -1 ? tokens.length : headEnd;
  const code = findCode(index, tokens, from, until);
  if (!code) return byName(line, from, until, begin);
  if (code.kind === 'unknown') return noSuchCode(line, code.typed);
  const together = codesTogether(index, tokens, code);
  const subjects = together.names.flatMap((name) =>
    name.kind === 'action' ? [name.code] : actionsOfGroup(line, name.code),
  );
  if (subjects.length === 0) {
    return refuse(`Le groupe ${code.name.code} n’a pas encore d’action.`, 'nouvelle action');
  }
  const read = newsAround(line, from, code.from, together.to, begin);
  return answer(line, subjects, read, code.name.kind !== 'action');
}

function answer(
  line: Line,
  subjects: readonly (string | undefined)[],
  read: NewsRead,
  unsure: boolean,
): Understanding {
  const commands = subjects.flatMap((action) =>
    read.options.map(
      (news): Command =>
        action === undefined ? { name: 'update', ...news } : { name: 'update', action, ...news },
    ),
  );
  // «maj THA-3 terminée ?» may ask: what is known of the action is offered beside.
  const asked = /\?\s*$/u.test(line.text);
  if (asked) {
    const views = subjects.flatMap((action): Command[] =>
      action === undefined ? [] : [{ name: 'action', action }],
    );
    return performOrAsk(line, [...commands, ...views], unsure || read.unsure, statusQuestion);
  }
  const question = read.unsure && subjects.length === 1 ? statusQuestion : undefined;
  return performOrAsk(line, commands, unsure || read.unsure, question);
}

/** The action by its title: what precedes the colon or the status, else the longest beginning. */
function byName(line: Line, from: number, until: number, begin: number): Understanding {
  const { text, tokens } = line;
  const head = tokens.slice(from, until);
  const hasColon = until < tokens.length || text.slice(begin).search(colon) !== -1;
  const cut = statusIn(head);
  const named = cut === head.length ? leadingStatus(line, head, begin) : undefined;
  if (named) return named;
  const phrase = core(without(aboutWords, head.slice(0, cut)));
  if (phrase.length === 0) return withoutAction(line, head, cut, begin);
  const newsFrom = cut < head.length ? (head[cut]?.start ?? 0) : (head.at(-1)?.end ?? text.length);
  const found = findName(line.index, wordsOf(phrase), ['action']);
  const read = readNews(text.slice(newsFrom));
  if (found.how === 'exact' || (found.how !== 'none' && (hasColon || cut < head.length))) {
    const codes = found.names.map((name) => name.code);
    return answer(line, codes, read, found.how !== 'exact');
  }
  const groups = findName(line.index, wordsOf(phrase), ['group']);
  const local = [
    ...(groups.how === 'exact' ? groups.names.flatMap((g) => actionsOfGroup(line, g.code)) : []),
    ...actionsOfTerritory(line, wordsOf(phrase)),
  ];
  if (local.length > 0) return answer(line, local, read, true);
  return byBeginning(line, head, begin);
}

/** Index of the first word of a status in the words, 1 at least; their number when there is none. */
function statusIn(head: readonly Token[]): number {
  for (let at = 0; at < head.length; at += 1) {
    if (saidExactly(head.slice(at)) || (at > 0 && saidAt(head, at))) return at;
  }
  return head.length;
}

/** «maj navette appel d'offres lancé»: a title followed by free text is asked, never assumed. */
function byBeginning(line: Line, head: readonly Token[], begin: number): Understanding {
  const { text } = line;
  for (let length = Math.min(head.length - 1, 10); length > 0; length -= 1) {
    const phrase = wordsOf(core(without(aboutWords, head.slice(0, length))));
    const found = findName(line.index, phrase, ['action']);
    if (found.how !== 'exact') continue;
    const read = readNews(text.slice(head[length - 1]?.end ?? 0));
    return answer(
      line,
      found.names.map((name) => name.code),
      read,
      true,
    );
  }
  const whole = findName(line.index, wordsOf(core(head)), ['action']);
  if (whole.how !== 'none') {
    const commands = whole.names.map((name): Command => ({ name: 'update', action: name.code }));
    return ask(line, commands);
  }
  return answer(line, [undefined], readNews(text.slice(begin)), false);
}

/** No action named: the form opens with what is known. */
function withoutAction(
  line: Line,
  head: readonly Token[],
  cut: number,
  begin: number,
): Understanding {
  const empty = cut > 0 && cut === head.length;
  const said = leadingStatus(line, head, begin);
  return said ?? answer(line, [undefined], readNews(empty ? '' : line.text.slice(begin)), false);
}

/** «maj terminée pour la navette»: the status first, then the title. */
function leadingStatus(
  line: Line,
  head: readonly Token[],
  begin: number,
): Understanding | undefined {
  const said = saidAt(head, 0);
  if (!said || said.length === head.length) return undefined;
  const rest = core(without(aboutWords, head.slice(said.length)));
  const found = findName(line.index, wordsOf(rest), ['action']);
  if (found.how === 'none' || found.how === 'misspelt') return undefined;
  const end = head.at(-1)?.end ?? begin;
  const read = saidThen(said.value, line.text.slice(end));
  const codes = found.names.map((name) => name.code);
  // «maj projet jardins partagés» may only name the project.
  const doubt = said.value.kind === 'status' && said.value.status === 'project';
  return answer(line, codes, read, doubt || found.how !== 'exact');
}

function actionsOfGroup(line: Line, group: string): readonly string[] {
  return line.vocabulary.actions.filter((a) => a.group === group).map((a) => a.code);
}

/** A territory alone: the speaker's own actions there, else all of them. */
function actionsOfTerritory(line: Line, phrase: readonly string[]): readonly string[] {
  const found = findName(line.index, phrase, ['territory']);
  const [only, ...others] = found.names;
  if (found.how !== 'exact' || !only || others.length > 0) return [];
  const there = line.vocabulary.actions.filter((a) => a.territories.includes(only.code));
  const own = there.filter((a) => line.speaker.ownActions.includes(a.code));
  return (own.length > 0 ? own : there).map((a) => a.code);
}

/** «maj: THA-3…»: marks right after the command word separate nothing. */
function leadingMarks(text: string): number {
  return /^[\s:,;\uFF1A-]*/u.exec(text)?.[0].length ?? 0;
}

function offsetOf(text: string, from: number): number {
  const at = text.slice(from).search(colon);
  return at === -1 ? text.length : from + at;
}
