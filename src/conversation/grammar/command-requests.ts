/** `valider`, `demandes`, `demande V-12`, and «ok» typed alone. */
import { ask, perform, performOrAsk } from './answers.ts';
import { hasSubject, readSubject } from './circuit-subject.ts';
import { assentWords } from './circuit-words.ts';
import type { Command, Understanding } from './command.ts';
import { forgottenRequestAct } from './command-admin.ts';
import { asking, showing } from './command-ask.ts';
import { findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import { findRequest } from './find-request.ts';
import type { Line } from './line.ts';
import { colon } from './news.ts';
import { aboutWords } from './news-around.ts';
import { phraseSet, skip, without } from './phrases.ts';
import { core, wordsOf } from './tokens.ts';
import type { Family, Verb } from './verbs.ts';

const whatToDo = 'Que souhaitez-vous faire ?';
const waiting: Command = { name: 'toAnswer' };

/** Commands that only look at something: a request named in them is what is looked at. */
const looking = new Set<Family>([
  'action',
  'actions',
  'ask',
  'requests',
  'simulate',
  'toAnswer',
  'who',
  'whoDecides',
]);

/** «V-12», «valider V-12», «où en est la demande V-12 ?»: a request is shown, with its buttons. */
export function requestNamed(line: Line, verb: Verb | undefined): Understanding | undefined {
  if (verb && !looking.has(verb.family)) return undefined;
  const found = findRequest(line.text, line.tokens, line.start);
  if (!found || findCode(line.index, line.tokens, line.start, found.from)) return undefined;
  const begin = line.tokens[line.start]?.start ?? 0;
  const typedBefore = line.text.slice(begin, line.tokens[found.from]?.start ?? begin);
  if (colon.test(typedBefore)) return undefined;
  const shown = found.codes.map((request): Command => ({ name: 'request', request }));
  const forgotten = verb ? undefined : forgottenRequestAct(line);
  return performOrAsk(line, [...(forgotten ? [forgotten] : []), ...shown], false);
}

/** «valider THA-3» answers a request or makes one: both are offered. */
export function toAnswer(line: Line, from: number): Understanding {
  if (!hasSubject(line, from)) return perform(waiting);
  const read = readSubject(line, from);
  if (read.kind === 'refused') {
    const unknownCode = findCode(line.index, line.tokens, from)?.kind === 'unknown';
    return unknownCode ? read.understanding : ask(line, [waiting]);
  }
  const { options } = read;
  return ask(line, [waiting, ...options.map(asking), ...options.flatMap(showing)], whatToDo);
}

const noise = phraseSet(`
  en cours, en attente, ouverte, ouvertes, validation, validations, page, suivi, toutes, que, j,
  ai, je, faite, faites, fait, est, sont, ou, en, mes, ma, miennes, mienne, pacte, pti, voir, svp
`);
const ownWords = new Set(['mes', 'ma', 'mien', 'mienne', 'miennes']);

export function requests(line: Line, from: number): Understanding {
  const { tokens, start } = line;
  const own = tokens.slice(start).some((token) => ownWords.has(token.word));
  const list: Command = { name: 'requests', ...(own ? { mine: true } : {}), page: pageIn(line) };
  const rest = core(without(noise, tokens.slice(from))).filter(({ word }) => !/^\d+$/.test(word));
  // «demandes en attente»: of others' answers, or of mine.
  if (tokens[from]?.word === 'en' && tokens[from + 1]?.word === 'attente') {
    return ask(line, [waiting, list]);
  }
  if (rest.length === 0 && !findCode(line.index, tokens, from)) return perform(list);
  const read = readSubject(line, from);
  if (read.kind === 'refused') {
    const unknownCode = findCode(line.index, tokens, from)?.kind === 'unknown';
    return unknownCode ? read.understanding : ask(line, [list]);
  }
  const { options } = read;
  return ask(line, [...options.map(asking), ...options.flatMap(showing), list], whatToDo);
}

function pageIn({ tokens, start }: Line): number {
  const at = tokens.findIndex((token, i) => i >= start && token.word === 'page');
  const number = at === -1 ? '' : (tokens[at + 1]?.word ?? '');
  return /^\d{1,4}$/.test(number) ? Math.max(1, Number(number)) : 1;
}

const assents = phraseSet(assentWords);
const around = phraseSet(`
  pour moi, pour nous, pour ma part, pour ma structure, de mon cote, de notre cote, merci, bien,
  donc, aussi, parfait, tres bien, et
`);
const reserve = phraseSet(
  `sous reserve, sous reserves, avec reserve, avec reserves, avec une reserve`,
);
const onBehalf = phraseSet(`pour, de la part de, cote, au nom de, du cote de, pour le compte de`);

/** «ok», «validé», «refusé» and nothing else: never a decision (SPEC §6). */
export function assent(line: Line): Understanding | undefined {
  const { tokens } = line;
  let said = false;
  let at = skip(around, tokens, line.start);
  for (let match = assents.at(tokens, at); match; match = assents.at(tokens, at)) {
    said = true;
    at = skip(around, tokens, at + match.length);
  }
  if (!said) return undefined;
  if (at === tokens.length || reserve.at(tokens, at)) return perform({ name: 'assent' });
  return assentOf(line, at);
}

/** «ok pour la CAF» is an assent too; «ok pour THA-3» may be one, or news. */
function assentOf(line: Line, from: number): Understanding | undefined {
  const { tokens, index } = line;
  const behalf = onBehalf.at(tokens, from);
  const named = wordsOf(core(tokens.slice(from + (behalf?.length ?? 0))));
  if (behalf && findName(index, named, ['structure']).how === 'exact') {
    return perform({ name: 'assent' });
  }
  const at = skip(aboutWords, tokens, from);
  const code = findCode(index, tokens, at);
  if (code?.kind !== 'known' || code.from !== at || code.to !== tokens.length) return undefined;
  if (code.name.kind !== 'action')
    return ask(line, [waiting, ...showing({ group: code.name.code })]);
  const action = code.name.code;
  const comment = line.text.slice(tokens[line.start]?.start ?? 0).trim();
  const update: Command = { name: 'update', action, comment };
  return ask(line, [waiting, ...showing({ action }), update], whatToDo);
}
