/**
 * The value of an indicator as people type it: «39,5 %», «12 personnes», «1 234», «sans objet :
 * pas de permanence». Nothing is guessed: what may be read in two ways is not a value (SPEC §8).
 */
import type { IndicatorUnit } from '../../domain/pact.ts';
import { findPersonalData } from '../../domain/personal-data.ts';
import { parseNumber } from '../../french/format-number.ts';

export type ValueRead =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'notApplicable'; readonly reason: string }
  /** A French sentence that says what to write. */
  | { readonly kind: 'wrong'; readonly sentence: string };

const notApplicable = /^(?:sans\s+objet|non\s+applicable|n\s*\/\s*a)(?![\p{L}\p{N}])\s*(.*)$/isu;
const opening = /^[\s:;,.([\u2013\u2014-]+/u;

export function readValue(unit: IndicatorUnit, typed: string): ValueRead {
  const text = typed.trim();
  const none = notApplicable.exec(text);
  if (none) return withReason(none[1] ?? '');
  if (unit === 'text') return { kind: 'text', text };
  if (findPersonalData(text).kind === 'refuse')
    return wrong('Aucun numéro de personne ici : écrivez un nombre, par exemple « 12 ».');
  return unit === 'percentage' ? percentage(text) : count(text);
}

function withReason(after: string): ValueRead {
  const reason = after.replace(opening, '').replace(/\)$/u, '').trim();
  if (reason === '')
    return wrong('Dites pourquoi : par exemple « sans objet : pas de permanence cette année ».');
  return { kind: 'notApplicable', reason };
}

function percentage(text: string): ValueRead {
  const number = ambiguous.test(text) ? undefined : parseNumber(text);
  if (number === undefined)
    return wrong('Écrivez un pourcentage, par exemple « 39,5 % », ou « sans objet : la raison ».');
  if (number < 0 || number > 100)
    return wrong('Un pourcentage va de 0 à 100 : par exemple « 39,5 % ».');
  return { kind: 'value', value: number };
}

/** «1.234»: a thousand and more, or a little more than one. */
const ambiguous = /^\s*\d{1,3}\.\d{3}(?!\d)(?!\s*,)/u;
/** What is counted, after the number: words alone, which change nothing of it. */
const counted = /^(?<number>[-+−]?[\d\s.,'’]*\d)\s*(?<noun>\p{L}[\p{L}\s.'’-]*)?$/u;
/** Words that change the number. */
const scale =
  /^(?:k|m|mille|milliers?|millions?|milliards?|centaines?|dizaines?|pour\s?cents?)\b/iu;

function count(text: string): ValueRead {
  if (ambiguous.test(text))
    return wrong('Ce nombre se lit de deux façons : écrivez « 1 234 » ou « 1,234 ».');
  const { number, noun = '' } = counted.exec(text)?.groups ?? {};
  const value = number === undefined || scale.test(noun) ? undefined : parseNumber(number);
  if (value === undefined)
    return wrong('Écrivez un nombre seul, par exemple « 12 », ou « sans objet : la raison ».');
  if (value < 0) return wrong('Écrivez un nombre positif ou nul, par exemple « 12 ».');
  return { kind: 'value', value };
}

function wrong(sentence: string): ValueRead {
  return { kind: 'wrong', sentence };
}
