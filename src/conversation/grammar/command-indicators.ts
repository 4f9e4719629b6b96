/**
 * `indicateurs [THA-3 · groupe · territoire · tous] [année]`, `indicateurs THA-3 participants 39`
 * and `envoyer les indicateurs`. Which indicator a value is of is looked up by whoever knows them.
 */
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { Command, IndicatorsAsked, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { type CodeMatch, codesTogether, findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import { Phrases, phraseSet, skip, without } from './phrases.ts';
import { asTyped, core, type Token, tokenize, wordsOf } from './tokens.ts';

type Make = (asked: IndicatorsAsked, page: number) => Command;

const asking: Make = (asked, page) => ({ name: 'indicators', ...asked, page });
const sending: Make = ({ action, group, year }) => ({
  name: 'submitIndicators',
  ...(action !== undefined && { action }),
  ...(group !== undefined && { group }),
  ...(year !== undefined && { year }),
});

const example = 'indicateurs THA-3';

export function indicators(line: Line, from: number): Understanding {
  return read(line, from, asking);
}

export function allIndicators(line: Line, from: number): Understanding {
  const { year } = yearIn(line, line.tokens.slice(from));
  return perform(asking({ all: true, ...(year !== undefined && { year }) }, 1));
}

export function submitIndicators(line: Line, from: number): Understanding {
  return read(line, from, sending);
}

/** «sans objet : pas de public», of which indicator is not said. */
export function bareNotApplicable(line: Line): Understanding | undefined {
  if (!/^\s*(?:sans\s+objet|non\s+applicable)(?!\p{L})/iu.test(line.text)) return undefined;
  if (findCode(line.index, line.tokens, line.start)) return undefined;
  return refuse(
    'Dites de quelle action et de quel indicateur, ou écrivez-le dans le formulaire des indicateurs.',
    'indicateurs THA-3 participants sans objet : pas de public',
  );
}

/** «évaluation», «campagne 2026», «évaluation THA-G1»; with other words, it is part of a name. */
export function namedEvaluation(line: Line, from: number): Understanding | undefined {
  const rest = line.tokens.slice(from);
  const { left } = yearIn(line, rest);
  const bare = core(without(noise, left)).length === 0;
  return bare || findCode(line.index, line.tokens, from) ? read(line, from, asking) : undefined;
}

function read(line: Line, from: number, make: Make): Understanding {
  const code = findCode(line.index, line.tokens, from);
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  return code ? ofCode(line, from, code, make) : byName(line, from, make);
}

const everywhere = new Set(['tous', 'toutes', 'tout', 'departement', 'ensemble']);

const noise = phraseSet(`
  a saisir, a remplir, en retard, retard, en attente, attendus, attendues, a renseigner, a completer, saisir, saisie, remplir, renseigner, completer,
  manquants, manquant, manquantes, manque, manquent, qui manquent, il manque, restants, reste, il
  me reste, quoi, quel, quels, quelle, quelles, sont, est, ou en sont, dois je, je dois, dois, doit,
  dois t on, on doit, il faut, faut il, je, j ai, ai je, qu, que, qui, mes, mon, ma, nos, notre,
  mien, miens, valeur, valeurs, indicateur, indicateurs, evaluation, evaluations, annuelle,
  annuelles, campagne, campagnes, groupe, groupes, groupe de travail, gt, action, actions,
  territoire, territoires, concernant, au sujet de, pour, l, envoyer, transmettre, voir, faire, en
  cours, page
`);

function byName(line: Line, from: number, make: Make): Understanding {
  const { year, left, years } = yearIn(line, line.tokens.slice(from));
  if (years.length > 1)
    return ask(
      line,
      years.map((one) => make({ year: one }, 1)),
    );
  const when = year === undefined ? {} : { year };
  const page = pageIn(left);
  const words = core(without(noise, page.left));
  if (words.length === 0) return perform(make(when, page.page));
  if (words.every(({ word }) => everywhere.has(word)))
    return perform(make({ all: true, ...when }, page.page));
  const naming = words.filter(({ word }) => !everywhere.has(word));
  const phrase = wordsOf(naming);
  const saysGroup = left.some(({ word }) => word === 'groupe' || word === 'gt');
  const places = saysGroup ? undefined : findName(line.index, phrase, ['territory']);
  if (places?.how === 'exact')
    return performOrAsk(
      line,
      places.names.map(({ code }) => make({ territory: code, ...when }, page.page)),
      false,
    );
  const named = findName(line.index, phrase, saysGroup ? ['group'] : ['group', 'action']);
  const found = named.how === 'none' ? (places ?? named) : named;
  if (found.how === 'none')
    return refuse(
      `Je ne trouve ni territoire, ni groupe, ni action « ${asTyped(line, naming).slice(0, 60)} ».`,
      example,
    );
  const commands = found.names.map(({ kind, code }) =>
    make({ [kind]: code, ...when } as IndicatorsAsked, page.page),
  );
  return performOrAsk(line, commands, found.how !== 'exact');
}

function pageIn(tokens: readonly Token[]): { page: number; left: readonly Token[] } {
  const at = tokens.findIndex(
    ({ word }, index) => word === 'page' && /^\d{1,4}$/.test(tokens[index + 1]?.word ?? ''),
  );
  if (at === -1) return { page: 1, left: tokens };
  return {
    page: Math.max(1, Number(tokens[at + 1]?.word)),
    left: [...tokens.slice(0, at), ...tokens.slice(at + 2)],
  };
}

function ofCode(
  line: Line,
  from: number,
  code: Extract<CodeMatch, { kind: 'known' }>,
  make: Make,
): Understanding {
  const { tokens } = line;
  const before = yearIn(line, tokens.slice(from, code.from));
  const together = codesTogether(line.index, tokens, code);
  const after = readAfter(line, together.to);
  const year = before.year ?? after.year;
  const when = year === undefined ? {} : { year };
  const subject = (kind: string, name: string) =>
    kind === 'group' ? { group: name } : { action: name };
  if (together.names.length > 1)
    return ask(
      line,
      together.names.map(({ kind, code: name }) => make({ ...subject(kind, name), ...when }, 1)),
    );
  const said = code.name.kind === 'action' && after.said !== '' ? { said: after.said } : {};
  return perform(make({ ...subject(code.name.kind, code.name.code), ...when, ...said }, 1));
}

const relative = new Phrases<number>();
for (const words of [
  'an dernier',
  'annee derniere',
  'an passe',
  'annee passee',
  'annee precedente',
])
  relative.add(words, -1);
for (const words of ['cette annee', 'annee en cours']) relative.add(words, 0);

/** The years said among some words, and the words without them. */
function yearIn(
  { speaker }: Line,
  tokens: readonly Token[],
): { year?: number; years: readonly number[]; left: readonly Token[] } {
  const years = new Set<number>();
  const left: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const said = yearAt(tokens, at, speaker.today);
    if (said) {
      years.add(said.year);
      at += said.length;
    } else {
      const token = tokens[at];
      if (token && token.word !== 'annee' && token.word !== 'an') left.push(token);
      at += 1;
    }
  }
  const [year] = years;
  return { ...(year !== undefined && { year }), years: [...years], left };
}

function yearAt(tokens: readonly Token[], at: number, today: string) {
  const word = tokens[at]?.word ?? '';
  if (/^20\d\d$/.test(word)) return { year: Number(word), length: 1 };
  const phrase = relative.at(tokens, at);
  return phrase && { year: Number(today.slice(0, 4)) + phrase.value, length: phrase.length };
}

const links = phraseSet('de, d, l, en, pour, annee, au titre de, sur, la');
/** Before «an dernier». */
const sideWords = new Set(['l', 'de', 'd', 'en', 'pour']);
const introducing = new Set(['en', 'pour', 'annee']);

/** A year right after the code, or at the end when it is said to be one; the rest is a value. */
function readAfter(line: Line, to: number): { year?: number; said: string } {
  const { tokens, speaker, text } = line;
  const leading = skip(links, tokens, to);
  const front = yearAt(tokens, leading, speaker.today);
  const end = front ? undefined : yearAtEnd(line, to);
  const year = front?.year ?? end?.year;
  const first = front ? leading + front.length : to;
  const last = end?.from ?? tokens.length;
  const words = core(without(noise, tokens.slice(first, last)));
  const when = year === undefined ? {} : { year };
  if (words.length === 0) return { ...when, said: '' };
  const begin = tokens[first - 1]?.end ?? 0;
  const said = text.slice(begin, endOf(line, last)).trim();
  return {
    ...when,
    said: said.replace(/^[\s:,;\uFF1A]+/u, '').replace(/^[-\u2013\u2014]\s+(?=\p{L})/u, ''),
  };
}

/** «39 en 2026», «39 personnes l'an dernier», «39 cette année»: the year, and where it begins. */
function yearAtEnd(
  { tokens, speaker }: Line,
  to: number,
): { year: number; from: number } | undefined {
  const last = tokens.length;
  const introduced = introducing.has(tokens[last - 2]?.word ?? '') && last - 2 >= to;
  const year = introduced ? yearAt(tokens, last - 1, speaker.today) : undefined;
  if (year) return { year: year.year, from: last - 2 };
  for (let at = Math.max(to, last - 3); at < last; at += 1) {
    const said = relative.at(tokens, at);
    if (said?.length !== last - at) continue;
    let from = at;
    while (from > to && sideWords.has(tokens[from - 1]?.word ?? '')) from -= 1;
    return { year: Number(speaker.today.slice(0, 4)) + said.value, from };
  }
  return undefined;
}

/** Up to the last word that counts, with the sign that belongs to it. */
function endOf({ text, tokens }: Line, last: number): number {
  if (last === tokens.length && tokenize(text).length === tokens.length) return text.length;
  const end = tokens[last - 1]?.end ?? text.length;
  return end + (/^\s*[%\u20AC]/u.exec(text.slice(end))?.[0].length ?? 0);
}
