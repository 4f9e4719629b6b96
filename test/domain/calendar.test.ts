import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  holidayOn,
  isWorkingDay,
  nextWorkingDay,
  pontOn,
  ponts,
  previousWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../src/domain/calendar.ts';
import { addDays, addMonths, daysBetween, isDay, weekdayOf } from '../../src/domain/days.ts';
import { easterSunday, publicHolidays } from '../../src/domain/holidays.ts';

/** Copied from published French calendars: Easter Monday, Ascension Day, Whit Monday. */
const movable = [
  ['2020', '04-13', '05-21', '06-01'],
  ['2021', '04-05', '05-13', '05-24'],
  ['2022', '04-18', '05-26', '06-06'],
  ['2023', '04-10', '05-18', '05-29'],
  ['2024', '04-01', '05-09', '05-20'],
  ['2025', '04-21', '05-29', '06-09'],
  ['2026', '04-06', '05-14', '05-25'],
  ['2027', '03-29', '05-06', '05-17'],
  ['2028', '04-17', '05-25', '06-05'],
  ['2029', '04-02', '05-10', '05-21'],
  ['2030', '04-22', '05-30', '06-10'],
  ['2031', '04-14', '05-22', '06-02'],
  ['2032', '03-29', '05-06', '05-17'],
  ['2033', '04-18', '05-26', '06-06'],
  ['2034', '04-10', '05-18', '05-29'],
  ['2035', '03-26', '05-03', '05-14'],
  ['2036', '04-14', '05-22', '06-02'],
  ['2037', '04-06', '05-14', '05-25'],
  ['2038', '04-26', '06-03', '06-14'],
  ['2039', '04-11', '05-19', '05-30'],
  ['2040', '04-02', '05-10', '05-21'],
] as const;

const days = fc.integer({ min: 0, max: 20_000 }).map((shift) => addDays('2000-01-01', shift));
const options = fc.record({
  alsaceMoselle: fc.boolean(),
  overseas: fc.constantFrom(undefined, 'reunion' as const, 'martinique' as const),
});
const place = options.map(({ alsaceMoselle, overseas }) => ({
  alsaceMoselle,
  ...(overseas && { overseas }),
}));

describe('public holidays', () => {
  it.each(movable)('%s', (year, easterMonday, ascension, whitMonday) => {
    expect(publicHolidays(Number(year)).map(({ day }) => day)).toEqual(
      [
        '01-01',
        easterMonday,
        '05-01',
        '05-08',
        ascension,
        whitMonday,
        '07-14',
        '08-15',
        '11-01',
        '11-11',
        '12-25',
      ]
        .map((day) => `${year}-${day}`)
        .sort(),
    );
  });

  it('knows the earliest, the latest and an exceptional Easter', () => {
    expect(easterSunday(1818)).toBe('1818-03-22');
    expect(easterSunday(1943)).toBe('1943-04-25');
    expect(easterSunday(2000)).toBe('2000-04-23');
    expect(easterSunday(1954)).toBe('1954-04-18');
    expect(easterSunday(2049)).toBe('2049-04-18');
  });

  it('always puts Easter on a Sunday from 22 March to 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
        const easter = easterSunday(year);
        expect(weekdayOf(easter)).toBe(7);
        expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
      }),
    );
  });

  it('adds two days in Alsace-Moselle', () => {
    const added = publicHolidays(2027, { alsaceMoselle: true })
      .map(({ day }) => day)
      .filter((day) => !publicHolidays(2027).some((usual) => usual.day === day));
    expect(added).toEqual(['2027-03-26', '2027-12-26']);
    expect(isWorkingDay('2027-03-26')).toBe(true);
    expect(isWorkingDay('2027-03-26', { alsaceMoselle: true })).toBe(false);
  });

  it.each([
    ['mayotte', '04-27'],
    ['martinique', '05-22'],
    ['guadeloupe', '05-27'],
    ['saintMartin', '05-28'],
    ['guyane', '06-10'],
    ['saintBarthelemy', '10-09'],
    ['reunion', '12-20'],
  ] as const)('adds the day of abolition in %s', (overseas, day) => {
    expect(holidayOn(`2028-${day}`, { overseas })).toBe('abolition de l’esclavage');
    expect(holidayOn(`2028-${day}`)).toBeUndefined();
    expect(publicHolidays(2028, { overseas })).toHaveLength(12);
  });

  it('names two holidays that fall on the same day', () => {
    expect(holidayOn('2008-05-01')).toBe('fête du Travail, jeudi de l’Ascension');
    expect(holidayOn('2027-03-29')).toBe('lundi de Pâques');
  });
});

describe('working days', () => {
  it.each([
    ['2027-03-26', true], // vendredi
    ['2027-03-27', false], // samedi
    ['2027-03-28', false], // dimanche
    ['2027-03-29', false], // lundi de Pâques
    ['2027-03-30', true],
    ['2027-05-07', true], // vendredi de l’Ascension
    ['2028-02-29', true],
    ['2027-11-11', false],
    ['2027-02-30', false], // no such day
  ])('%s: %s', (day, worked) => {
    expect(isWorkingDay(day)).toBe(worked);
  });

  it('counts those of a year as published', () => {
    expect(workingDaysBetween('2023-12-31', '2024-12-31')).toBe(252);
    expect(workingDaysBetween('2024-12-31', '2025-12-31')).toBe(251);
    expect(workingDaysBetween('2025-12-31', '2026-12-31')).toBe(252);
  });

  it('steps over weekends, holidays and years', () => {
    expect(addWorkingDays('2027-03-26', 1)).toBe('2027-03-30');
    expect(addWorkingDays('2027-03-27', 1)).toBe('2027-03-30');
    expect(addWorkingDays('2027-03-30', -1)).toBe('2027-03-26');
    expect(addWorkingDays('2027-03-29', -1)).toBe('2027-03-26');
    expect(addWorkingDays('2027-12-31', 1)).toBe('2028-01-03');
    expect(addWorkingDays('2028-01-03', -1)).toBe('2027-12-31');
    expect(addWorkingDays('2027-03-01', 10)).toBe('2027-03-15');
    expect(addWorkingDays('2027-03-01', 600)).toBe('2029-07-17');
    expect(addWorkingDays('2027-03-27', 0)).toBe('2027-03-27');
    expect(nextWorkingDay('2027-03-26')).toBe('2027-03-30');
    expect(previousWorkingDay('2027-03-30')).toBe('2027-03-26');
    expect(workingDayOnOrAfter('2027-03-26')).toBe('2027-03-26');
    expect(workingDayOnOrAfter('2027-03-27')).toBe('2027-03-30');
    expect(workingDayOnOrBefore('2027-03-29')).toBe('2027-03-26');
    expect(workingDayOnOrBefore('2027-03-30')).toBe('2027-03-30');
  });

  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), place, (day, count, where) => {
        let counted = day;
        for (let left = count; left > 0; ) {
          counted = addDays(counted, 1);
          if (isWorkingDay(counted, where)) left -= 1;
        }
        expect(addWorkingDays(day, count, where)).toBe(counted);
        expect(workingDaysBetween(day, counted, where)).toBe(count);
      }),
      { numRuns: 50 },
    );
  });

  it('comes back where it started', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -1500, max: 1500 }), place, (day, count, where) => {
        const start = workingDayOnOrAfter(day, where);
        const end = addWorkingDays(start, count, where);
        expect(isWorkingDay(end, where)).toBe(true);
        expect(addWorkingDays(end, -count, where)).toBe(start);
        expect(workingDaysBetween(start, end, where)).toBe(count);
      }),
    );
  });
});

describe('ponts', () => {
  it('lists the working days squeezed between two closed ones', () => {
    expect(ponts(2027)).toEqual([
      { day: '2027-05-07', label: 'jeudi de l’Ascension' },
      { day: '2027-11-12', label: 'armistice de 1918' },
    ]);
    // 1 May and 8 May 2025 are Thursdays; so is Ascension Day; 11 November is a Tuesday.
    expect(ponts(2025).map(({ day }) => day)).toEqual([
      '2025-05-02',
      '2025-05-09',
      '2025-05-30',
      '2025-11-10',
      '2025-12-26',
    ]);
  });

  it('sees those that a new year makes', () => {
    // 1 January 2030 is a Tuesday; Christmas 2029 too.
    expect(pontOn('2029-12-31')).toBe('jour de l’An');
    expect(pontOn('2029-12-24')).toBe('Noël');
    expect(pontOn('2027-03-26')).toBeUndefined();
  });
});

describe('days', () => {
  it('adds and counts over leap days and month ends', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addMonths('2027-12-31', -10)).toBe('2027-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
    expect(daysBetween('2028-03-01', '2028-02-01')).toBe(-29);
    expect(weekdayOf('2027-03-01')).toBe(1);
  });

  it('tells real days from others', () => {
    for (const day of ['2028-02-29', '2027-12-31', '2000-01-01']) expect(isDay(day)).toBe(true);
    for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '', '2027-01-01T00'])
      expect(isDay(text)).toBe(false);
  });
});
