/** `groupe [code]` and `groupes [territoire]`; `nouvelle action [groupe] [: titre]`. */
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { findCode } from './find-code.ts';
import { findGroup } from './find-group.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { colon } from './news.ts';
import { phraseSet, without } from './phrases.ts';
import { core, tokenize, wordsOf } from './tokens.ts';

const noise = phraseSet(`
  mes, mon, nos, notre, le mien,
  groupe, groupes, groupe de travail, travail, gt, tous, territoire, concernant, sont, quels,
  voir, actifs
`);

export function groups(line: Line, from: number): Understanding {
  const phrase = wordsOf(core(without(noise, line.tokens.slice(from))));
  if (phrase.length === 0) return perform({ name: 'groups', page: 1 });
  const number = phrase[1];
  if (phrase[0] === 'page' && number !== undefined && /^\d{1,4}$/.test(number)) {
    return perform({ name: 'groups', page: Math.max(1, Number(number)) });
  }
  const past = pastPact(line, phrase);
  if (past !== undefined) return perform({ name: 'groups', pact: past, page: 1 });
  const territories = findName(line.index, phrase, ['territory']);
  if (territories.how === 'exact') {
    return performOrAsk(
      line,
      territories.names.map((t): Command => ({ name: 'groups', territory: t.code, page: 1 })),
      false,
    );
  }
  const found = findGroup(line, [line.text.slice(offsetBefore(line.tokens, from))]);
  if (found.unknownCode !== undefined) return noSuchCode(line, found.unknownCode);
  if (found.groups.length > 0) {
    const commands = found.groups.map((g): Command => ({ name: 'group', group: g.code }));
    return performOrAsk(line, commands, found.unsure);
  }
  if (territories.how !== 'none') {
    return ask(
      line,
      territories.names.map((t): Command => ({ name: 'groups', territory: t.code, page: 1 })),
    );
  }
  return refuse(
    `Je ne trouve pas de groupe « ${phrase.join(' ').slice(0, 60)} ». La liste : « groupes ».`,
    'groupes',
  );
}

/** «groupes 2017», «groupes du pacte 2017-2021»: those of a past pact. */
function pastPact(line: Line, phrase: readonly string[]): string | undefined {
  const [year, ...rest] = phrase.filter((word) => !['pacte', 'pti', 'du', 'de'].includes(word));
  if (!/^20\d\d$/.test(year ?? '') || rest.some((word) => !/^20\d\d$/.test(word))) return undefined;
  return line.vocabulary.pastPacts?.find((pact) => pact.startsOn.slice(0, 4) === year)?.id;
}

/** The form opens in any case: a group and a title typed here are only put into it. */
export function newAction(line: Line, from: number): Understanding {
  const rest = line.text.slice(offsetBefore(line.tokens, from));
  const text = rest.replace(/^[\s:,\uFF1A-]+/u, '').trim();
  const at = text.search(colon);
  const head = at === -1 ? text : text.slice(0, at);
  const title = at === -1 ? '' : text.slice(at + 1).trim();
  const headTokens = tokenize(head);
  const code = findCode(line.index, headTokens);
  const saysGroup = headTokens[0]?.word === 'groupe';
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  if (code?.name.kind === 'group') {
    const after = head.slice(headTokens[code.to - 1]?.end ?? 0).trim();
    return perform(creation(title === '' ? after : title, code.name.code));
  }
  if (at === -1 && !saysGroup) return perform(creation(text));
  const found = findGroup(line, [head]);
  if (found.groups.length === 0) return perform(creation(at === -1 ? '' : text));
  const commands = found.groups.map((g) => creation(title, g.code));
  return performOrAsk(line, commands, found.unsure);
}

function creation(title: string, group?: string): Command {
  return {
    name: 'newAction',
    ...(title === '' ? {} : { title }),
    ...(group === undefined ? {} : { group }),
  };
}
