/** The working group that scattered words name, other words around it ignored. */
import { type CodeMatch, findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import { compactCode, type Name } from './name-index.ts';
import { phraseSet, without } from './phrases.ts';
import { core, tokenize, wordsOf } from './tokens.ts';

export interface GroupFound {
  readonly groups: readonly Name[];
  readonly unsure: boolean;
  /** Known by some words of its title only: enough to show it, not to write about it. */
  readonly partly?: true;
  /** It reads like a code, and no group has it. */
  readonly unknownCode?: string;
}

const noise = phraseSet(`
  groupe, groupes, groupe de travail, groupes de travail, gt, travail, reunion, reunions, nous,
  on, s, est, reunis, reuni, etions, etait, avec, eu, avons, tenue, tenu, tenir, lieu, h, matin,
  soir, midi, apres, environ, bilan, voir, compte, rendu, cr, fait, faite, que, j, ai, ce,
  cette, il, y, avait, c, etaient, presents, presente, personnes, participants
`);
/** What may separate a name from what follows it. */
const stop = /[,;:.()\n\uFF1A]+/u;

/** `texts` are stretches of a line that hold neither its date nor its count. */
export function findGroup(line: Line, texts: readonly string[]): GroupFound {
  for (const text of texts) {
    const code = findCode(line.index, tokenize(text));
    if (!code) continue;
    if (code.kind === 'known' && code.name.kind === 'group') {
      return { groups: [code.name], unsure: false };
    }
    const near = groupsOfCode(line, code);
    if (near.length > 0) return { groups: near, unsure: true };
    if (code.kind === 'unknown') return { groups: [], unsure: false, unknownCode: code.typed };
  }
  return byTitle(
    line,
    texts.flatMap((text) => text.split(stop)),
  );
}

/** «groupe thau 1» for THA-G1; the group of an action, when an action's code was typed. */
function groupsOfCode(line: Line, code: CodeMatch): readonly Name[] {
  const typed = compactCode(code.kind === 'known' ? code.name.code : code.typed);
  const lettered = line.index.codes.get(typed.replace(/(\d+)$/, 'g$1'));
  const own = code.kind === 'known' ? groupOfAction(line, code.name.code) : undefined;
  return [own, lettered].filter((name): name is Name => name?.kind === 'group');
}

export function groupOfAction(line: Line, action: string): Name | undefined {
  const of = line.vocabulary.actions.find((a) => a.code === action)?.group;
  return line.index.names.get('group')?.find((g) => g.code === of);
}

function byTitle(line: Line, stretches: readonly string[]): GroupFound {
  const phrases = stretches
    .map((text) => wordsOf(core(without(noise, tokenize(text)))))
    .filter((phrase) => phrase.length > 0);
  const found = phrases.map((phrase) => findName(line.index, phrase, ['group']));
  for (const how of ['exact', 'likely', 'misspelt'] as const) {
    const best = found.find((one) => one.how === how);
    if (!best) continue;
    const named = { groups: best.names, unsure: how === 'misspelt' };
    return how === 'likely' ? { ...named, partly: true } : named;
  }
  return byBeginningOrTerritory(line, phrases);
}

function byBeginningOrTerritory(line: Line, phrases: readonly (readonly string[])[]): GroupFound {
  for (const phrase of phrases) {
    for (let length = phrase.length - 1; length > 0; length -= 1) {
      const begun = findName(line.index, phrase.slice(0, length), ['group']);
      if (begun.how === 'exact') return { groups: begun.names, unsure: true };
    }
  }
  for (const phrase of phrases) {
    const [only, ...others] = findName(line.index, phrase, ['territory']).names;
    if (!only || others.length > 0) continue;
    const there = line.index.names.get('group') ?? [];
    return { groups: there.filter((g) => g.territories.includes(only.code)), unsure: true };
  }
  return { groups: [], unsure: false };
}
