/** `absence du 1er au 15 août suppléant @…`: when the speaker is away, and who stands in. */

import { longDate } from '../../french/format-date.ts';
import { findPeriod, type PeriodFound } from '../dates/find-period.ts';
import { ask, performOrAsk, refuse } from './answers.ts';
import type { Absence, Command, Understanding } from './command.ts';
import { findCode } from './find-code.ts';
import type { Found } from './find-name.ts';
import { findPerson } from './find-person.ts';
import { type Line, offsetBefore } from './line.ts';
import { phraseSet, without } from './phrases.ts';
import { core, type Token, tokenize, wordsOf } from './tokens.ts';

/** Enough for a period and a name. */
const longest = 600;
const example = 'absence du 1er au 15 août suppléant Prénom Nom';

/** `<@U123>`, `<@U123|camille>`, `@U123`: an account's id holds a figure, unlike a name. */
const mention =
  /<@([A-Z0-9]{2,30})(?:\|[^<>]{0,80})?>|(?<![\p{L}\p{N}.])@([UW](?=[A-Z]{0,12}\d)[A-Z0-9]{1,29})(?![\p{L}\p{N}])/gu;

export function absence(line: Line, from: number): Understanding {
  const code = findCode(line.index, line.tokens, from);
  if (code?.kind === 'known' && code.name.kind === 'action') {
    return ask(line, [
      { name: 'action', action: code.name.code },
      { name: 'update', action: code.name.code, comment: line.text.trim() },
      { name: 'absence' },
    ]);
  }
  const typed = textFrom(line, from);
  const mentions = [...typed.matchAll(mention)].map((match) => match[1] ?? match[2] ?? '');
  const text = typed.replace(mention, ' , ');
  const period = comingPeriod(line, from, text);
  const past = notToCome(line, period);
  if (past) return past;
  const when = whenOf(period);
  const rest = period.kind === 'found' ? `${period.before} , ${period.after}` : text;
  if (mentions.length > 0) {
    const ids = [...new Set(mentions)];
    return performOrAsk(
      line,
      ids.map((id): Command => ({ name: 'absence', ...when, substituteMention: id })),
      false,
    );
  }
  return withSubstitute(line, when, `${verbText(line, from)} ${rest}`);
}

/** «annuler mon absence»: which one, when a period says so. */
export function absenceEnd(line: Line, from: number): Understanding {
  const period = findPeriod(textFrom(line, from), line.speaker);
  const past = notToCome(line, period);
  if (past) return past;
  return performOrAsk(line, [{ name: 'absence', ...whenOf(period), cancel: true }], false);
}

/** «je suis de retour» may only be news of oneself. */
export function comeBack(line: Line): Understanding {
  return ask(line, [{ name: 'absence', cancel: true }]);
}

function textFrom(line: Line, from: number): string {
  return line.text.slice(offsetBefore(line.tokens, from)).slice(0, longest);
}

function whenOf(period: PeriodFound): Absence {
  return period.kind === 'found' ? { from: period.from, until: period.to } : {};
}

function notToCome(line: Line, period: PeriodFound): Understanding | undefined {
  if (period.kind === 'impossible') return refuse(period.sentence, example);
  if (period.kind === 'none' || period.to >= line.speaker.today) return undefined;
  return refuse(
    `Cette période est passée depuis le ${longDate(period.to)}. Indiquez une période à venir.`,
    example,
  );
}

function comingPeriod(line: Line, from: number, text: string): PeriodFound {
  const period = findPeriod(text, line.speaker);
  const oneDay = period.kind === 'found' && period.from === period.to;
  return oneDay && ofHolidays(line, from) ? { kind: 'none' } : period;
}

/** «vacances de Noël»: not the day of the feast alone; the form asks. */
function ofHolidays({ tokens }: Line, from: number): boolean {
  if (tokens[from - 1]?.word !== 'vacances') return false;
  const [next, after] = [tokens[from]?.word ?? '', tokens[from + 1]?.word ?? ''];
  return ['scolaires', 'd'].includes(next) || (next === 'de' && !/^\d/.test(after));
}

/** «suppléant Karim Benali»: the command word itself may say that somebody stands in. */
function verbText({ tokens }: Line, from: number): string {
  const word = tokens[from - 1]?.word ?? '';
  return standsIn.has(word) ? word : '';
}

const standsIn = new Set(
  `suppleant suppleante suppleance supplee suppleera remplace remplacee remplacera remplacant
  remplacante interim`.split(/\s+/),
);
const nobody = phraseSet(`
  sans suppleant, sans suppleante, sans remplacant, sans suppleance, pas de suppleant, pas de
  suppleante, pas de remplacant, aucun suppleant, aucune suppleante, personne ne me remplace
`);
const noise = phraseSet(`
  absence, absent, absente, conge, conges, vacances, je, j, suis, serai, sera, sont, est, ai, c,
  ce, me, m, mon, ma, mes, par, qui, assure, assurera, l, comme, avec, et, ou, mme, mr, monsieur,
  madame, mlle, bonjour, merci, svp, est absent, suppleant, suppleante, suppleance, supplee,
  suppleera, remplace, remplacee, remplacera, remplacant, remplacante, interim, sans, journee,
  jour, jours, annuel, annuels, maladie, formation, arret
`);

function withSubstitute(line: Line, when: Absence, rest: string): Understanding {
  const all = tokenize(rest);
  const tokens = without(nobody, all);
  const alone: Command = { name: 'absence', ...when };
  const phrases = tokens.some(({ word }) => standsIn.has(word))
    ? announced(rest, tokens)
    : undefined;
  if (phrases === undefined) return unannounced(line, alone, tokens);
  const [first] = phrases;
  if (first === undefined) return performOrAsk(line, [alone], false);
  const tries = phrases.map((phrase) => findPerson(line, phrase));
  const found = tries.find(sure) ?? tries.find((one) => one.how !== 'none');
  if (!found) {
    const typed = first.join(' ').slice(0, 60);
    return refuse(
      `Je ne connais personne du nom de « ${typed} ». Vérifiez le nom de la personne qui vous supplée.`,
      example,
    );
  }
  return performOrAsk(line, standingIn(alone, found), found.how === 'misspelt');
}

function sure(found: Found): boolean {
  return found.how === 'exact' || found.how === 'likely';
}

function standingIn(alone: Command, found: Found): readonly Command[] {
  return found.names.map((person): Command => ({ ...alone, substitute: person.code }) as Command);
}

/** The words that may be the name, nearest to «suppléant» or «remplace» first. */
function announced(rest: string, all: readonly Token[]): readonly (readonly string[])[] {
  const stretches = rest.split(/[,;()\n]+/u).map((text) => without(nobody, tokenize(text)));
  const stretch = stretches.find((tokens) => tokens.some(({ word }) => standsIn.has(word))) ?? all;
  const at = stretch.findIndex(({ word }) => standsIn.has(word));
  const after = nameWords(stretch.slice(at + 1));
  const before = nameWords(stretch.slice(0, at));
  const verb = /^(?:remplace|remplacera|supplee|suppleera)$/.test(stretch[at]?.word ?? '');
  const near = after.length > 0 && !verb ? [after] : [after, before];
  const said = near.filter((phrase) => phrase.length > 0);
  return said.length > 0 ? said : [nameWords(all)].filter((phrase) => phrase.length > 0);
}

function nameWords(tokens: readonly Token[]): readonly string[] {
  return wordsOf(core(without(noise, tokens)));
}

/** A name that nothing announces may be of whoever is away: asked. */
function unannounced(line: Line, alone: Command, tokens: readonly Token[]): Understanding {
  const phrase = nameWords(tokens);
  const found = phrase.length > 1 ? findPerson(line, phrase) : undefined;
  const named = found && sure(found) ? standingIn(alone, found) : [];
  return performOrAsk(line, [...named, alone], false);
}
