/** `actions`: the list, its filters and its pages; `action`: one of them. */
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { ActionFilters, Command, Understanding } from './command.ts';
import { type FiltersRead, readFilters } from './filters.ts';
import type { CodeMatch } from './find-code.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import { readNews } from './news.ts';
import { phraseSet, without } from './phrases.ts';
import { core, coreWords, wordsOf } from './tokens.ts';

export function actions(line: Line, from: number, seed: ActionFilters = {}): Understanding {
  const read = readFilters(line, from);
  if (read.refused) return read.refused;
  if (read.code) return byCode(line, read.code);
  return ofPerson(line, read) ?? listOf(line, read, seed);
}

/** «actions de Claire Martin»: a list has no such filter; the person's page says what she does. */
function ofPerson(line: Line, read: FiltersRead): Understanding | undefined {
  const [word, ...others] = read.leftover;
  if (word === undefined || others.length > 0) return undefined;
  const found = findName(line.index, coreWords(word), ['person']);
  if (found.how !== 'exact') return undefined;
  const people = found.names.map((p): Command => ({ name: 'who', person: p.code, page: 1 }));
  const lists = read.alternatives.map(
    (filters): Command => ({ name: 'actions', filters, page: read.page }),
  );
  return ask(line, [...people, ...lists]);
}

export function listOf(line: Line, read: FiltersRead, seed: ActionFilters = {}): Understanding {
  const commands = read.alternatives.map((found): Command => {
    const filters = { ...seed, ...found };
    return { name: 'actions', filters, page: pageOf(line, read, filters) };
  });
  return performOrAsk(line, commands, read.unsure);
}

function pageOf(line: Line, read: FiltersRead, filters: ActionFilters): number {
  if (!read.next) return read.page;
  const last = line.speaker.lastList;
  const same = last?.name === 'actions' && JSON.stringify(last.filters) === JSON.stringify(filters);
  return same ? last.page + 1 : 2;
}

/** A known action is shown, a group too; an unknown code is said to be so. */
export function byCode(line: Line, code: CodeMatch): Understanding {
  if (code.kind === 'unknown') return noSuchCode(line, code.typed);
  return code.name.kind === 'group'
    ? perform({ name: 'group', group: code.name.code })
    : perform({ name: 'action', action: code.name.code });
}

export function noSuchCode(line: Line, typed: string): Understanding {
  const prefix = typed.split('-')[0] ?? '';
  const territory = line.vocabulary.pact.territories.find((t) => t.prefix === prefix);
  const where = territory ? ` La liste : « actions ${territory.label} ».` : '';
  return refuse(
    `Aucune action ni aucun groupe ne porte le code ${typed}.${where}`,
    territory ? `actions ${prefix}` : 'actions',
  );
}

const noise = phraseSet(`
  action, actions, fiche, on, en, est, sont, ou, que, qu, devient, je, veux, voir, projet,
  historique, c, quoi, point
`);

export function action(line: Line, from: number): Understanding {
  const { tokens, index } = line;
  const read = readFilters(line, from);
  if (read.code) return withNews(line, read.code) ?? byCode(line, read.code);
  if (read.refused) return read.refused;
  const rest = tokens.slice(from);
  if (rest.length === 0) return perform({ name: 'actions', filters: {}, page: 1 });
  const typed = codeAlone(line, rest);
  if (typed !== undefined) return refuse(`Aucune action ne porte le code ${typed}.`, 'actions');
  if (read.leftover.length === 0 && !read.unsure) return listOf(line, read);
  const phrase = wordsOf(core(without(noise, rest)));
  const found = findName(index, phrase, ['action']);
  if (found.how === 'none') {
    return read.unsure
      ? listOf(line, read)
      : refuse(
          `Je ne trouve pas d’action « ${phrase.join(' ').slice(0, 60)} ».`,
          'actions "mot du titre"',
        );
  }
  const commands = found.names.map((name): Command => ({ name: 'action', action: name.code }));
  return performOrAsk(line, commands, found.how === 'misspelt');
}

/** «action DEP-1»: it is written as a code, whose letters no action has. */
function codeAlone(line: Line, rest: Line['tokens']): string | undefined {
  const [first, last] = [rest[0], rest.at(-1)];
  const typed = line.text.slice(first?.start ?? 0, last?.end ?? 0).toUpperCase();
  return /^\p{L}{2,5}-G?\d{1,3}$/u.test(typed) ? typed : undefined;
}

/** «l'action THA-3 est terminée»: news, perhaps; proposed beside the action itself. */
function withNews(line: Line, code: CodeMatch): Understanding | undefined {
  if (code.kind === 'unknown' || code.name.kind !== 'action' || line.question) return undefined;
  const action = code.name.code;
  const read = readNews(line.text.slice(line.tokens[code.to - 1]?.end ?? line.text.length));
  const [first] = read.options;
  if (!read.explicit || !first || Object.keys(first).length === 0) return undefined;
  const updates = read.options.map((news): Command => ({ name: 'update', action, ...news }));
  return ask(line, [...updates, { name: 'action', action }], 'Que souhaitez-vous faire ?');
}

/** `suite`, `page 3`: goes on from the last list shown. */
export function page(line: Line, from: number): Understanding {
  const last = line.speaker.lastList;
  if (!last || !('page' in last)) {
    return refuse(
      'Je ne sais pas quelle liste continuer. Demandez-la avec sa page.',
      'actions page 2',
    );
  }
  const number = line.tokens.slice(from).find((token) => /^\d{1,4}$/.test(token.word));
  const wanted = number ? Math.max(1, Number(number.word)) : last.page + 1;
  return perform({ ...last, page: wanted });
}

/** A name alone: what can be shown of it is offered. */
export function askAbout(line: Line, filters: ActionFilters): Understanding | undefined {
  const { territory, structure, theme } = filters;
  const list: Command = { name: 'actions', filters, page: 1 };
  if (territory !== undefined) {
    return ask(line, [
      list,
      { name: 'groups', territory, page: 1 },
      { name: 'who', territory, page: 1 },
    ]);
  }
  if (structure !== undefined) {
    return ask(line, [{ name: 'who', structure, page: 1 }, list, { name: 'relay', structure }]);
  }
  if (theme !== undefined) return ask(line, [list, { name: 'inspirations', theme, page: 1 }]);
  return undefined;
}
