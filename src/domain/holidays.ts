/** French public holidays, computed for any year of the Gregorian calendar. */
import { addDays, dayOf } from './days.ts';
import type { CalendarOptions, OverseasTerritory } from './pact.ts';

/** What makes a place's public holidays differ from the eleven of the Code du travail. */
export type HolidayOptions = Partial<Pick<CalendarOptions, 'alsaceMoselle' | 'overseas'>>;

export interface PublicHoliday {
  readonly day: string;
  readonly label: string;
}

/** Days of abolition of slavery (loi n° 83-550 and décret n° 83-1003; Code du travail, L3422-2). */
const abolitionDays: Record<OverseasTerritory, readonly [month: number, date: number]> = {
  mayotte: [4, 27],
  martinique: [5, 22],
  guadeloupe: [5, 27],
  saintMartin: [5, 28],
  guyane: [6, 10],
  saintBarthelemy: [10, 9],
  reunion: [12, 20],
};

/** Easter Sunday by the anonymous Gregorian computation (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/**
 * The public holidays of a year, in order (Code du travail, L3133-1; L3134-13 for Alsace-Moselle).
 * Two may fall on the same day: Ascension Day on 1 or 8 May.
 */
export function publicHolidays(
  year: number,
  options: HolidayOptions = {},
): readonly PublicHoliday[] {
  const easter = easterSunday(year);
  const holidays: PublicHoliday[] = [
    { day: dayOf(year, 1, 1), label: 'jour de l’An' },
    { day: addDays(easter, 1), label: 'lundi de Pâques' },
    { day: dayOf(year, 5, 1), label: 'fête du Travail' },
    { day: dayOf(year, 5, 8), label: 'victoire de 1945' },
    { day: addDays(easter, 39), label: 'jeudi de l’Ascension' },
    { day: addDays(easter, 50), label: 'lundi de Pentecôte' },
    { day: dayOf(year, 7, 14), label: 'fête nationale' },
    { day: dayOf(year, 8, 15), label: 'Assomption' },
    { day: dayOf(year, 11, 1), label: 'Toussaint' },
    { day: dayOf(year, 11, 11), label: 'armistice de 1918' },
    { day: dayOf(year, 12, 25), label: 'Noël' },
  ];
  if (options.alsaceMoselle === true) {
    holidays.push(
      { day: addDays(easter, -2), label: 'Vendredi saint' },
      { day: dayOf(year, 12, 26), label: 'Saint-Étienne' },
    );
  }
  if (options.overseas !== undefined) {
    const [month, date] = abolitionDays[options.overseas];
    holidays.push({ day: dayOf(year, month, date), label: 'abolition de l’esclavage' });
  }
  return holidays.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
