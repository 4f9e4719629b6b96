/** `horloge +30j`, `horloge 30/06/2027 9h`: moves the clock of local mode. */
import { findDate } from '../dates/find-date.ts';
import { perform, refuse } from './answers.ts';
import type { Understanding } from './command.ts';
import { type Line, offsetBefore } from './line.ts';

const units: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^(?:j|jours?)$/, (count) => `P${count}D`],
  [/^(?:s|sem|semaines?)$/, (count) => `P${count}W`],
  [/^(?:m|mois)$/, (count) => `P${count}M`],
  [/^(?:a|ans?|annees?)$/, (count) => `P${count}Y`],
  [/^(?:h|heures?)$/, (count) => `PT${count}H`],
  [/^(?:min|minutes?)$/, (count) => `PT${count}M`],
];

export function clock(line: Line, from: number): Understanding {
  const text = line.text.slice(offsetBefore(line.tokens, from)).slice(0, 600);
  if (/^\s*[+＋]/u.test(text)) return advance(line, from);
  if (/^\s*[-\u2212\u2013]\s*\d/u.test(text)) {
    return refuse('L’horloge ne revient pas en arrière.', 'horloge +30j');
  }
  const date = findDate(text, { today: line.speaker.today, look: 'forward' });
  if (date.kind === 'impossible') return refuse(date.sentence, 'horloge 30/06/2027');
  if (date.kind === 'none') return perform({ name: 'clock' });
  const to = date.time === undefined ? date.day : `${date.day}T${date.time}`;
  return perform({ name: 'clock', to });
}

function advance(line: Line, from: number): Understanding {
  const count = line.tokens[from]?.word ?? '';
  const unit = line.tokens[from + 1]?.word ?? 'j';
  const duration = units.find(([pattern]) => pattern.test(unit));
  if (!/^\d{1,4}$/.test(count) || !duration) {
    return refuse('Je ne sais pas de combien avancer l’horloge.', 'horloge +30j');
  }
  return perform({ name: 'clock', advance: duration[1](Number(count)) });
}
