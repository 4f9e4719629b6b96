/** Lines without a command word: a code, a status, a name, or a command word further on. */
import { ask, perform } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { askAbout, byCode, listOf, noSuchCode } from './command-actions.ts';
import { forgottenAdmin } from './command-admin.ts';
import { update } from './command-update.ts';
import { who } from './command-who.ts';
import { readFilters } from './filters.ts';
import { type CodeMatch, codesTogether, findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { type NewsRead, readNews } from './news.ts';
import { aboutWords, newsAround } from './news-around.ts';
import { saidExactly, saidFirst } from './statuses.ts';
import { core, indexOfPhrase, wordsOf } from './tokens.ts';
import { afterRequests, nearestVerbs, verbAt } from './verbs.ts';

export function codeFirst(line: Line): Understanding | undefined {
  const code = findCode(line.index, line.tokens, line.start);
  if (!code || isMisspeltVerb(line, code)) return undefined;
  if (code.kind === 'unknown') {
    return code.from <= line.start + 3 ? noSuchCode(line, code.typed) : undefined;
  }
  return code.name.kind === 'action' ? aboutAction(line, code, code.name.code) : undefined;
}

/** A bare group code. */
export function groupCode(line: Line): Understanding | undefined {
  const code = findCode(line.index, line.tokens, line.start);
  return code && !isMisspeltVerb(line, code) ? byCode(line, code) : undefined;
}

/** «mja THA-3 …»: the first word looks like a command; what it would do is offered instead. */
function isMisspeltVerb(line: Line, code: CodeMatch): boolean {
  const first = line.tokens[line.start];
  return code.from > line.start && first !== undefined && nearestVerbs(first.word).length > 0;
}

function aboutAction(line: Line, code: CodeMatch, action: string): Understanding | undefined {
  const { tokens, text } = line;
  const show: Command = { name: 'action', action };
  const together = codesTogether(line.index, tokens, code);
  if (together.names.length > 1) {
    if (!line.question) return update(line, line.start);
    return ask(
      line,
      together.names.map((name): Command => ({ name: 'action', action: name.code })),
    );
  }
  const after = code.to;
  const verb = verbAt(tokens, after);
  // «THA-3 indicateurs»: the command word moved to the front says it whole.
  if (verb?.value === 'indicators') return undefined;
  if (verb?.value === 'update') {
    const read = readNews(text.slice(tokens[after + verb.length - 1]?.end ?? text.length));
    return answer(line, action, { ...read, explicit: true }, []);
  }
  const bare = together.to === tokens.length && afterRequests(line) >= code.from;
  if (bare || line.question || verb?.value === 'action') return perform(show);
  const read = newsAround(line, line.start, code.from, code.to, offsetBefore(tokens, line.start));
  return answer(line, action, read, [show, ...indicatorSaid(line, code, action)]);
}

/** «THA-3 taux 39,5»: a figure may be the value of an indicator, which is offered too. */
function indicatorSaid(
  { text, tokens }: Line,
  code: CodeMatch,
  action: string,
): readonly Command[] {
  const said = text
    .slice(tokens[code.to - 1]?.end ?? text.length)
    .replace(/^[\s:,;]+/u, '')
    .trim();
  return said.length <= 80 && /^\p{L}.*\d|^\d[\d\s.,]*%?$/su.test(said)
    ? [{ name: 'indicators', action, said, page: 1 }]
    : [];
}

/** Written at once only when the words say it is news: a status, «rien de neuf», a colon. */
function answer(
  line: Line,
  action: string,
  read: NewsRead,
  besides: readonly Command[],
): Understanding {
  const commands = read.options.map((news): Command => ({ name: 'update', action, ...news }));
  const [only, ...others] = commands;
  if (only && others.length === 0 && !read.unsure) {
    if (read.explicit) return perform(only);
    if (Object.keys(read.options[0] ?? {}).length === 0) return perform(besides[0] ?? only);
  }
  return ask(line, [...commands, ...besides], 'Que souhaitez-vous faire ?');
}

/** «RAS», «c'est fait», «rien de neuf pour la navette»: which action is asked by the form. */
export function statusFirst(line: Line): Understanding | undefined {
  const rest = line.tokens.slice(line.start);
  const exact = saidExactly(rest);
  const first = saidFirst(rest);
  const said = exact ?? first?.value;
  const tells =
    said?.kind === 'nothingNew' || (said?.kind === 'status' && said.status === 'completed');
  // «terminées» asks for a list.
  const plural = said?.kind === 'status' && /[^i]s$/.test(rest.at(-1)?.word ?? '');
  if (!said || !tells || plural || line.question) return undefined;
  if (exact) return update(line, line.start);
  const about = aboutWords.at(rest, first?.length ?? 0);
  return about ? update(line, line.start) : undefined;
}

/** Answers to nothing in particular: never the beginning of a name. */
const interjections = new Set('ok oui non ouais nan pas top super parfait bien'.split(' '));

/** Names alone, or filters alone: «thau en cours», «Claire Martin», «la crèche à horaires…». */
export function namesOnly(line: Line): Understanding | undefined {
  const rest = line.tokens.slice(line.start);
  const phrase = wordsOf(core(rest));
  if (phrase.length === 1 && interjections.has(phrase[0] ?? '')) return undefined;
  const title = findName(line.index, phrase, ['action', 'group']);
  const person = findName(line.index, phrase, ['person']);
  const read = readFilters(line, line.start);
  const isFilters = read.leftover.length === 0 && !read.refused && !read.unsure;
  const [only, ...others] = read.alternatives;
  if (isFilters && only && person.how !== 'exact') {
    const used = Object.keys(only).length;
    if (used === 0) return undefined;
    if (used === 1 && others.length === 0 && !read.next) {
      const about = askAbout(line, only);
      if (about) return about;
    }
    return listOf(line, read);
  }
  if (read.refused) return read.refused;
  if (person.how === 'exact') return who(line, line.start);
  if (title.how === 'exact' || (title.how === 'likely' && phrase.length > 1)) {
    const commands = title.names.map(
      (name): Command =>
        name.kind === 'group'
          ? { name: 'group', group: name.code }
          : { name: 'action', action: name.code },
    );
    const [one, ...more] = commands;
    return one && more.length === 0 && title.how === 'exact' ? perform(one) : ask(line, commands);
  }
  return forgottenAdmin(line);
}

/** «le permis solidaire de Thau est terminé»: a title inside a sentence. */
export function titleInside(line: Line): Understanding | undefined {
  const words = wordsOf(core(line.tokens.slice(line.start)));
  const within = (line.index.names.get('action') ?? []).filter((name) =>
    name.keys.some((key) => key.length > 1 && indexOfPhrase(words, key) !== -1),
  );
  const local = within.filter((name) =>
    (line.index.names.get('territory') ?? []).some(
      (territory) =>
        name.territories.includes(territory.code) &&
        territory.keys.some((key) => indexOfPhrase(words, key) !== -1),
    ),
  );
  const named = local.length > 0 ? local : within;
  if (named.length === 0) return undefined;
  const comment = line.text.slice(line.tokens[line.start]?.start ?? 0).trim();
  const updates = named.map((name): Command => ({ name: 'update', action: name.code, comment }));
  const views = named.map((name): Command => ({ name: 'action', action: name.code }));
  return ask(line, line.question ? views : [...views, ...updates]);
}

/** A name that is only misspelt: the last thing tried. */
export function nearNames(line: Line): Understanding | undefined {
  const phrase = wordsOf(core(line.tokens.slice(line.start)));
  const near = findName(line.index, phrase, [
    'territory',
    'structure',
    'person',
    'action',
    'group',
  ]);
  if (near.how !== 'misspelt' || phrase.join('').length < 5) return undefined;
  const commands = near.names.map((name): Command => {
    switch (name.kind) {
      case 'territory':
        return { name: 'actions', filters: { territory: name.code }, page: 1 };
      case 'structure':
        return { name: 'who', structure: name.code, page: 1 };
      case 'person':
        return { name: 'who', person: name.code, page: 1 };
      case 'group':
        return { name: 'group', group: name.code };
      default:
        return { name: 'action', action: name.code };
    }
  });
  return ask(line, commands);
}
