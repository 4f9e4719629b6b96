/** `alerte THA-3 : texte`, `alertes`, `alerte AL-3`: difficulties raised (SPEC §5). */
import { perform, performOrAsk } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import type { Name } from './name-index.ts';
import { colon } from './news.ts';
import { aboutWords, pastTitle, titleOf } from './news-around.ts';
import { phraseSet, skip, without } from './phrases.ts';
import { core, wordsOf } from './tokens.ts';
import type { Verb } from './verbs.ts';

type Alert = Extract<Command, { name: 'alert' }>;

const around = phraseSet(`
  groupe, groupe de travail, gt, territoire, sur le groupe, sur le territoire, alerte, l alerte,
  mon alerte
`);
/** Verbs that look at what is named after them. */
const looking = new Set<Verb['family']>(['action', 'alert', 'alerts', 'requests']);
const separators = /^[\s:,;.)\]\uFF1A\u2013\u2014-]+/u;
/** A longer number is none of ours. */
const maxDigits = 7;

/** «AL-3» alone, or right after a word that only looks: it is shown, with its buttons. */
export function alertNamed(line: Line, verb: Verb | undefined): Understanding | undefined {
  if (verb && !looking.has(verb.family)) return undefined;
  const code = alertCode(line, skip(around, line.tokens, verb?.to ?? line.start));
  return code === undefined ? undefined : perform({ name: 'alertShown', alert: code });
}

function alertCode({ tokens, text }: Line, at: number): string | undefined {
  const [letters, number, next] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (letters?.word !== 'al' || !number || !/^\d+$/.test(number.word) || next) return undefined;
  const digits = number.word.replace(/^0+(?=\d)/, '');
  const between = text.slice(letters.end, number.start);
  return digits.length <= maxDigits && /^[\s\p{Pd}]*$/u.test(between) ? `AL-${digits}` : undefined;
}

export function alert(line: Line, from: number): Understanding {
  const { tokens, index } = line;
  const until = beforeColon(line, from);
  const code = findCode(index, tokens, from, until);
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  if (!code) return byName(line, from, until);
  const before = without(around, without(aboutWords, tokens.slice(from, code.from)));
  const end = pastTitle(tokens, code.to, titleOf(line, code.from, code.to));
  const said = textAfter(line, end);
  // «alerte la navette de THA-3 ne part plus»: the code is part of what is told.
  const text = before.length === 0 ? said : textAfter(line, from);
  return performOrAsk(line, [about(code.name, text)], false);
}

/** Without a code, what precedes the colon may name an action, a group or a territory. */
function byName(line: Line, from: number, until: number): Understanding {
  const { tokens, index } = line;
  const hasColon = until < tokens.length || colon.test(line.text.slice(tokens[from]?.start ?? 0));
  const phrase = core(without(around, without(aboutWords, tokens.slice(from, until))));
  const kinds = ['action', 'group', 'territory'] as const;
  const whole = phrase.length > 0 ? findName(index, wordsOf(phrase), kinds) : undefined;
  if (whole && whole.how !== 'none' && (hasColon || whole.how === 'exact')) {
    const text = hasColon ? afterColon(line, from) : '';
    const commands = whole.names.map((name) => about(name, text));
    return performOrAsk(line, commands, whole.how !== 'exact');
  }
  const begin = skip(aboutWords, tokens, from);
  const place = hasColon ? undefined : index.territories.at(tokens, begin);
  if (place)
    return asked(line, place.value, textAfter(line, begin + place.length), textAfter(line, from));
  return perform({ name: 'alert', ...said(textAfter(line, from)) });
}

/** «alerte thau plus de navette»: a place and words after it are asked, never guessed. */
function asked(line: Line, names: readonly Name[], text: string, all: string): Understanding {
  const nowhere: Alert = { name: 'alert', ...said(all) };
  return performOrAsk(line, [...names.map((name) => about(name, text)), nowhere], true);
}

function about({ kind, code }: Name, text: string): Alert {
  const subject =
    kind === 'action' ? { action: code } : kind === 'group' ? { group: code } : { territory: code };
  return { name: 'alert', ...subject, ...said(text) };
}

function said(text: string): { readonly text?: string } {
  return text === '' ? {} : { text };
}

/** Index of the first word after the first colon. */
function beforeColon(line: Line, from: number): number {
  const begin = line.tokens[from]?.start ?? line.text.length;
  const at = line.text.slice(begin).search(colon);
  if (at === -1) return line.tokens.length;
  const next = line.tokens.findIndex((token, i) => i >= from && token.start > begin + at);
  return next === -1 ? line.tokens.length : next;
}

function afterColon(line: Line, from: number): string {
  const begin = line.tokens[from]?.start ?? line.text.length;
  const rest = line.text.slice(begin);
  const at = rest.search(colon);
  return at === -1 ? '' : rest.slice(at + 1).trim();
}

/** What was typed from a word on, as typed. */
function textAfter({ tokens, text }: Line, at: number): string {
  const from = at === 0 ? 0 : (tokens[at - 1]?.end ?? text.length);
  return text.slice(from).replace(separators, '').trim();
}

export function alerts({ tokens, start }: Line): Understanding {
  const words = tokens.slice(start).map(({ word }) => word);
  const mine = words.some((word) => word === 'mes' || word === 'mon');
  const page = Number(words[words.indexOf('page') + 1]);
  const asksPage = words.includes('page') && Number.isInteger(page) && page > 0 && page < 10_000;
  return perform({ name: 'alerts', ...(mine && { mine: true }), page: asksPage ? page : 1 });
}
