/** Feasts and holidays people name instead of a date: «lundi de Pâques», «Noël», «la Toussaint». */
import { addDays, dayOf, weekdayOf } from '../../domain/days.ts';
import { easterSunday } from '../../domain/holidays.ts';
import { weekdayAndDate } from '../../french/format-date.ts';
import {
  found,
  impossible,
  type Moment,
  type Reading,
  rule,
  type Words,
  yearFor,
} from './reading.ts';
import { end, weekday, weekdayOfWord, year } from './words.ts';

interface Feast {
  readonly name: string;
  readonly pattern: string;
  readonly dayIn: (year: number) => string;
}

const aroundEaster = (shift: number) => (y: number) => addDays(easterSunday(y), shift);
const each = (month: number, date: number) => (y: number) => dayOf(y, month, date);

const movable: readonly Feast[] = [
  { name: 'Pâques', pattern: 'paques', dayIn: aroundEaster(0) },
  { name: 'l’Ascension', pattern: "(?:l'\\s?)?ascension", dayIn: aroundEaster(39) },
  { name: 'la Pentecôte', pattern: '(?:la\\s+)?pentecote', dayIn: aroundEaster(49) },
];

const fixed: readonly Omit<Feast, 'name'>[] = [
  { pattern: 'mardi\\s+gras', dayIn: aroundEaster(-47) },
  { pattern: 'jeudi\\s+saint', dayIn: aroundEaster(-3) },
  { pattern: 'vendredi\\s+saint', dayIn: aroundEaster(-2) },
  { pattern: "(?:jour|premier|1er)\\s+de\\s+l'\\s?an|nouvel\\s+an", dayIn: each(1, 1) },
  { pattern: 'fete\\s+du\\s+travail', dayIn: each(5, 1) },
  { pattern: 'fete\\s+nationale', dayIn: each(7, 14) },
  { pattern: 'assomption', dayIn: each(8, 15) },
  { pattern: 'toussaint', dayIn: each(11, 1) },
  { pattern: 'armistice', dayIn: each(11, 11) },
  { pattern: 'noel', dayIn: each(12, 25) },
  { pattern: 'saint[\\s-]sylvestre', dayIn: each(12, 31) },
];

/** «vacances de Noël», «marché de Noël»: the feast names something else. */
const notNaming =
  "(?<!(?:vacances|conges|marche|arbre|fetes?|pont|repas|gouter)\\s+(?:de\\s+la\\s+|de\\s+l'|de\\s+|d'))";

export const rulesOfFeasts = [
  ...movable.map((feast) =>
    rule(
      `(?:${weekday}\\s+de\\s+)?${notNaming}(?:${feast.pattern})${end}(?:\\s+${year})?`,
      (words, moment) => readMovable(feast, words, moment),
    ),
  ),
  ...fixed.map(({ pattern, dayIn }) =>
    rule(`${notNaming}(?:${pattern})${end}(?:\\s+${year})?`, (words, moment) =>
      readFeast(dayIn, words, moment),
    ),
  ),
];

/** With a weekday, the eve or one of the three days after: «lundi de Pâques», «vendredi de l’Ascension». */
function readMovable(feast: Feast, words: Words, moment: Moment): Reading {
  if (words.weekday === undefined) return readFeast(feast.dayIn, words, moment);
  const wanted = weekdayOfWord(words.weekday);
  const shift = ((wanted - weekdayOf(feast.dayIn(2000)) + 8) % 7) - 1;
  if (shift <= 3) return readFeast((y) => addDays(feast.dayIn(y), shift), words, moment);
  const year = words.year === undefined ? yearFor(moment, feast.dayIn) : Number(words.year);
  return impossible(
    `En ${year}, ${feast.name} tombe le ${weekdayAndDate(feast.dayIn(year))}. Indiquez le jour exact.`,
  );
}

function readFeast(dayIn: Feast['dayIn'], words: Words, moment: Moment): Reading {
  const written = words.year !== undefined;
  return found(dayIn(written ? Number(words.year) : yearFor(moment, dayIn)), written);
}
