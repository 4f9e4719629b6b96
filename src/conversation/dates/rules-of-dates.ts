/** Dates in figures and in letters: «12/03/2027», «mardi 16 mars», «2027-03-12», «mardi 16», «le 15». */
import { addMonths, dayOf, isDay, partsOf } from '../../domain/days.ts';
import {
  found,
  impossible,
  type Moment,
  type Reading,
  readDate,
  readDateInWords,
  rule,
  type Words,
  weekdayMismatch,
} from './reading.ts';
import {
  date,
  dateOf,
  end,
  endOfFigures,
  month,
  notCounting,
  streetWord,
  turned,
  weekday,
  weekdayBefore,
  weekdayOfWord,
  year,
} from './words.ts';

const yearInFigures = '(?<year>(?:19|20|21)\\d{2}|\\d{2})';

export const rulesOfDates = [
  rule(
    `(?<year>(?:19|20|21)\\d{2})([-/.])(?<figures>\\d{1,2})\\2(?<date>\\d{1,2})${endOfFigures}`,
    readFigures,
  ),
  rule(
    `${weekdayBefore}(?<date>\\d{1,2})([-/.])(?<figures>\\d{1,2})\\3${yearInFigures}${endOfFigures}`,
    readFigures,
  ),
  rule(
    `${weekdayBefore}(?<date>\\d{2})\\s(?<figures>\\d{2})\\s${year}${endOfFigures}`,
    readShortFigures,
  ),
  rule(
    `${weekdayBefore}(?<date>\\d{1,2})/(?<figures>\\d{1,2})${endOfFigures}${notCounting}${turned}`,
    readShortFigures,
  ),
  // A dot or a hyphen parts a date only between two pairs of figures: «3.5» is a number.
  rule(
    `${weekdayBefore}(?<date>\\d{2})[.-](?<figures>\\d{2})${endOfFigures}${notCounting}${turned}`,
    readShortFigures,
  ),
  rule(`${weekdayBefore}${date}[\\s-]*${month}(?:[\\s-]+${year})?${turned}`, readDateInWords),
  rule(`${weekday}\\s+${date}${endOfFigures}${notCounting}(?!\\s?[h:/.]\\d)`, readWeekdayAndDate),
  rule(
    `${weekdayBefore}${date}\\s+` +
      `(?:de\\s+ce\\s+mois|du\\s+mois(?:\\s+(?<turn>prochain|dernier))?)${end}`,
    readDateOfMonth,
  ),
];

/**
 * A bare day of the month. It needs an article before and the end of a clause or an hour after, and
 * is tried last: a number means so many other things.
 */
export const rulesOfBareDates = [
  rule(
    `(?<=(?:^|[^\\p{L}\\p{N}])(?:le|au|du|ce)\\s+)${date}${endOfFigures}` +
      `(?!\\s*,?\\s*${streetWord}${end})` +
      '(?=\\s*(?:$|[,;.!?)]|(?:(?:a|vers|de|des)\\s+)?\\d{1,2}\\s?[h:]))',
    readBareDate,
  ),
];

function readFigures(words: Words, moment: Moment): Reading {
  const monthNumber = Number(words.figures);
  if (monthNumber < 1 || monthNumber > 12) {
    return impossible(
      `Il n’y a pas de mois ${monthNumber}. Indiquez le jour, le mois puis l’année, ` +
        'par exemple « 12/03/2027 ».',
    );
  }
  return readDate(words, monthNumber, moment);
}

/** Without a year, «14/20» is a mark or a ratio rather than a mistake. */
function readShortFigures(words: Words, moment: Moment): Reading | undefined {
  const monthNumber = Number(words.figures);
  if (monthNumber < 1 || monthNumber > 12 || Number(words.date) === 0) return undefined;
  return readDate(words, monthNumber, moment);
}

/** «mardi 16»: the 16th that comes first, which must be a Tuesday. */
function readWeekdayAndDate(words: Words, moment: Moment): Reading | undefined {
  const day = dateInSomeMonth(dateOf(words.date ?? ''), moment);
  if (day === undefined) return undefined;
  const mismatch = weekdayMismatch(day, weekdayOfWord(words.weekday ?? ''), moment, false);
  return mismatch === undefined ? found(day) : impossible(mismatch);
}

function readBareDate(words: Words, moment: Moment): Reading | undefined {
  const day = dateInSomeMonth(dateOf(words.date ?? ''), moment);
  return day === undefined ? undefined : found(day);
}

/** «le 15 du mois prochain», «le 3 de ce mois». */
function readDateOfMonth(words: Words, moment: Moment): Reading {
  const { year: y, month: m } = partsOf(moment.today);
  const shift = words.turn === undefined ? 0 : words.turn === 'prochain' ? 1 : -1;
  const target = partsOf(addMonths(dayOf(y, m, 1), shift));
  return readDate({ ...words, year: String(target.year) }, target.month, moment);
}

/** The nearest day of that number, going the way the moment looks. */
export function dateInSomeMonth(number: number, moment: Moment): string | undefined {
  if (number < 1 || number > 31) return undefined;
  const { look, pivot } = moment;
  const start = partsOf(pivot);
  let first = dayOf(start.year, start.month, 1);
  // Two months in a row never both lack a day: three tries are enough.
  for (let tries = 0; tries < 3; tries += 1) {
    const { year: y, month: m } = partsOf(first);
    const day = dayOf(y, m, number);
    if (isDay(day) && (look === 'forward' ? day >= pivot : day <= pivot)) return day;
    first = addMonths(first, look === 'forward' ? 1 : -1);
  }
  return undefined;
}
