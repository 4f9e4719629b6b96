/** Days told from today: «hier», «mardi dernier», «mardi en huit», «dans 3 semaines», «il y a 2 mois». */
import { addWorkingDays } from '../../domain/calendar.ts';
import { addDays, addMonths, weekdayOf } from '../../domain/days.ts';
import { found, type Moment, type Reading, rule, type Words } from './reading.ts';
import { notRanked } from './rules-ordinal.ts';
import { end, number, numberOf, partOfDay, weekday, weekdayOfWord } from './words.ts';

const nearDays = [
  ['avant[\\s-]*hier', -2],
  ['hier', -1],
  ["aujourd\\s?'?\\s?hui", 0],
  // «à ce jour» says how things stand, not when something happened.
  ['(?<!a\\s)ce\\s+jour|ce\\s+(?:matin|soir|midi)|cet(?:te)?\\s+apres[\\s-]midi', 0],
  ['apres[\\s-]*demain', 2],
  ['demain', 1],
] as const;

/** «en huit»: a week after the day named; «en quinze»: two weeks after. */
const weeksLater = `(?:\\s+en\\s+(?<later>huit|8|quinze|15)${end})?`;
const ofWeek =
  `(?:\\s+(?:de\\s+)?(?:la\\s+)?semaine\\s+(?<week>prochaine|suivante|derniere|passee)${end}` +
  `|\\s+de\\s+cette\\s+(?<thisWeek>semaine)${end})?`;
const turn = `(?:\\s+(?<turn>prochain|suivant|dernier|passe)${end})?`;

const unit =
  '(?<unit>jours?\\s+ouvres|jours?(?!\\s+ouvrable)|j|semaines?|sem|mois|annees?|ans?|heures?|h)';
/** «3 semaines», «quinze jours», «une quinzaine». */
export const span =
  `(?:environ\\s+)?(?:${number}\\s*${unit}` +
  `|(?:une\\s+)?(?<about>huitaine|dizaine|quinzaine|vingtaine|trentaine)(?:\\s+de\\s+jours)?)${end}(?!\\s+et\\s+demie?)`;

export const rulesRelative = [
  ...nearDays.map(([words, shift]) =>
    rule(`(?:${words})${end}${weeksLater}${partOfDay}`, (read, { today }) =>
      found(addDays(today, shift + laterDays(read.later))),
    ),
  ),
  rule(`${notRanked}(?:(?<turn>prochain|dernier)\\s+)?${weekday}${partOfDay}`, readWeekday),
  rule(`${notRanked}${weekday}${turn}${weeksLater}${partOfDay}`, readWeekday),
  rule(`${notRanked}${weekday}${ofWeek}${partOfDay}`, readWeekday),
  rule(`(?:dans|d'\\s?ici(?:\\s+a)?|sous)\\s+${span}`, (words, { today }) =>
    found(shifted(words, today, 1)),
  ),
  rule(`(?:il\\s+)?y\\s+a\\s+${span}`, (words, { today }) => found(shifted(words, today, -1))),
];

/** A weekday alone is never today: one would say «aujourd’hui». */
function readWeekday(words: Words, moment: Moment): Reading {
  const wanted = weekdayOfWord(words.weekday ?? '');
  const { today } = moment;
  if (words.week !== undefined || words.thisWeek !== undefined) {
    const next = words.week === 'prochaine' || words.week === 'suivante';
    const weeks = words.thisWeek !== undefined ? 0 : next ? 1 : -1;
    return found(addDays(today, wanted - weekdayOf(today) + 7 * weeks));
  }
  const later = laterDays(words.later);
  const back =
    later === 0 &&
    (words.turn === undefined
      ? moment.look === 'back'
      : words.turn === 'dernier' || words.turn === 'passe');
  const from = words.turn === undefined && later === 0 ? moment.pivot : today;
  const ahead = (wanted - weekdayOf(from) + 7) % 7 || 7;
  if (!back) return found(addDays(from, ahead + later));
  return found(addDays(from, ahead - (ahead === 7 ? 14 : 7)));
}

function laterDays(words: string | undefined): number {
  if (words === undefined) return 0;
  return words === 'huit' || words === '8' ? 7 : 14;
}

/**
 * A span from today. In letters «huit jours» is a week and «quinze jours» (a «quinzaine») two, as
 * people mean them; in figures a number is that number.
 */
export function shifted(words: Words, today: string, sign: 1 | -1): string {
  if (words.about !== undefined) return addDays(today, sign * (aboutDays[words.about] ?? 0));
  const count = sign * numberOf(words.number ?? '');
  const kind = words.unit ?? '';
  if (kind.endsWith('ouvres')) return addWorkingDays(today, count);
  if (kind.startsWith('j'))
    return addDays(today, sign * (idioms[words.number ?? ''] ?? count * sign));
  if (kind.startsWith('sem')) return addDays(today, 7 * count);
  if (kind === 'mois') return addMonths(today, count);
  if (kind.startsWith('a')) return addMonths(today, 12 * count);
  return addDays(today, sign * Math.floor(Math.abs(count) / 24));
}

const idioms: Readonly<Record<string, number>> = { huit: 7, quinze: 14 };
const aboutDays: Readonly<Record<string, number>> = {
  huitaine: 7,
  dizaine: 10,
  quinzaine: 14,
  vingtaine: 20,
  trentaine: 30,
};
