import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionStatuses, blockerKinds, roles } from '../../src/domain/terms.ts';
import * as dates from '../../src/french/format-date.ts';
import { formatNumber, formatPercentage, parseNumber } from '../../src/french/format-number.ts';
import { count, plural } from '../../src/french/plural.ts';
import { blockerLabel, roleLabel, statusLabel } from '../../src/french/terms.ts';

const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('dates', () => {
  it('writes a day', () => {
    expect(dates.longDate('2027-03-16')).toBe('mardi 16 mars 2027');
    expect(dates.longDate('2027-08-01')).toBe('dimanche 1er août 2027');
    expect(dates.plainDate('2027-04-01')).toBe('1er avril 2027');
    expect(dates.dayAndMonth('2027-12-25')).toBe('25 décembre');
    expect(dates.weekdayAndDate('2027-03-16')).toBe('mardi 16 mars');
    expect(dates.shortDate('2027-03-05')).toBe('05/03/2027');
    expect(dates.monthAndYear('2027-02')).toBe('février 2027');
    expect(dates.monthAndYear('2027-02-15')).toBe('février 2027');
  });

  it('writes an hour', () => {
    expect(dates.hour('14:00')).toBe('14\u00A0h');
    expect(plain(dates.hour('09:05'))).toBe('9 h 05');
    expect(plain(dates.longDateAt('2027-03-16', '14:30'))).toBe('mardi 16 mars 2027 à 14 h 30');
    expect(dates.longDateAt('2027-03-16')).toBe('mardi 16 mars 2027');
  });

  it('writes an instant in Paris, on both sides of the clock change', () => {
    expect(plain(dates.onDateAt('2027-03-12T13:00:00Z', '2027-05-01'))).toBe('le 12 mars à 14 h');
    expect(plain(dates.onDateAt('2027-04-12T13:00:00Z', '2027-05-01'))).toBe('le 12 avril à 15 h');
    expect(plain(dates.onDateAt('2026-12-31T23:30:00Z', '2027-05-01'))).toBe(
      'le 1er janvier à 0 h 30',
    );
    expect(plain(dates.onDateAt('2026-03-12T13:00:00Z', '2027-05-01'))).toBe(
      'le 12 mars 2026 à 14 h',
    );
  });

  it.each([
    ['2027-03-09', 'avant-hier'.replace('avant-', '')],
    ['2027-03-08', 'avant-hier'],
    ['2027-03-10', 'aujourd’hui'],
    ['2027-03-11', 'demain'],
    ['2027-03-12', 'après-demain'],
    ['2027-03-07', 'il y a 3 jours'],
    ['2027-03-17', 'dans 7 jours'],
    ['2027-03-24', 'dans 2 semaines'],
    ['2027-03-25', 'dans 15 jours'],
    ['2027-01-01', 'il y a 2 mois'],
    ['2024-03-01', 'il y a 3 ans'],
  ])('%s seen from 10 March 2027 is %s', (day, expected) => {
    expect(dates.relativeDay(day, '2027-03-10')).toBe(expected);
  });

  it('says once what both ends of a range share', () => {
    expect(dates.dateRange('2027-08-01', '2027-08-15')).toBe('du 1er au 15 août 2027');
    expect(dates.dateRange('2027-07-28', '2027-08-03')).toBe('du 28 juillet au 3 août 2027');
    expect(dates.dateRange('2027-12-20', '2028-01-05')).toBe(
      'du 20 décembre 2027 au 5 janvier 2028',
    );
    expect(dates.dateRange('2027-08-01', '2027-08-01')).toBe('le 1er août 2027');
  });
});

describe('numbers', () => {
  it('writes them with a decimal comma and narrow groups', () => {
    expect(formatNumber(1234.5)).toBe('1\u202F234,5');
    expect(formatNumber(1250000)).toBe('1\u202F250\u202F000');
    expect(formatNumber(-0.001)).toBe('0');
    expect(formatPercentage(39.5)).toBe('39,5\u202F%');
    expect(formatPercentage(1234.5)).toBe('1\u202F234,5\u202F%');
  });

  it.each([
    ['39,5 %', 39.5],
    ['39.5', 39.5],
    ['39,5%', 39.5],
    ['12 pour cent', 12],
    ['1 234', 1234],
    ['1\u202F234,5\u00A0%', 1234.5],
    ["1'234", 1234],
    ['1.234', 1.234],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['-3', -3],
    ['−3', -3],
    ['+3', 3],
    [',5', 0.5],
    ['007', 7],
    ['0', 0],
  ])('reads %j as %d', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each([
    '',
    ' ',
    '%',
    'douze',
    '12 34',
    '1 2345',
    '12,',
    '1,2,3',
    '12 ans',
    '1e5',
    '0x10',
    '--3',
  ])('reads no number in %j', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (hundredths) => {
        const number = hundredths / 100;
        expect(parseNumber(formatNumber(number))).toBe(number);
        expect(parseNumber(formatPercentage(number))).toBe(number);
      }),
    );
  });

  it('never throws on what people type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const number = parseNumber(text);
        expect(number === undefined || Number.isFinite(number)).toBe(true);
      }),
    );
  });
});

describe('counts', () => {
  it('is singular below two, zero included', () => {
    expect(count(0, 'action', 'actions')).toBe('0 action');
    expect(count(1, 'action', 'actions')).toBe('1 action');
    expect(count(1.5, 'action', 'actions')).toBe('1,5 action');
    expect(count(2, 'action', 'actions')).toBe('2 actions');
    expect(count(1234, 'action', 'actions')).toBe('1\u202F234 actions');
    expect(plural(0, 'reste', 'restent')).toBe('reste');
  });
});

describe('terms', () => {
  it('has words for every status, blocker and role, without point médian', () => {
    const words = [
      ...actionStatuses.flatMap((status) => [statusLabel(status), statusLabel(status, 2)]),
      ...blockerKinds.map(blockerLabel),
      ...roles.map((role) => roleLabel(role)),
    ];
    for (const word of words) expect(word).toMatch(/^[a-zàâéèêîôûç' A-Z-]+$/);
  });

  it('writes the statuses of the pact', () => {
    expect(actionStatuses.map((status) => statusLabel(status))).toEqual([
      'au stade du projet',
      'en cours',
      'en fonctionnement',
      'réalisée',
      'abandonnée',
    ]);
    expect(statusLabel('completed', 9)).toBe('réalisées');
    expect(statusLabel('completed', 0)).toBe('réalisée');
  });

  it.each([
    ['programmeOfficer', undefined, 'chargée de mission PTI'],
    ['programmeOfficer', 'Chargé de mission insertion', 'chargé de mission PTI'],
    ['programmeOfficer', 'chargée de mission', 'chargée de mission PTI'],
    ['programmeOfficer', 'CHARGE DE MISSION', 'chargé de mission PTI'],
    ['programmeOfficer', 'chargé·e de mission', 'chargée de mission PTI'],
    ['referent', undefined, 'référent ou référente PTI'],
    ['referent', null, 'référent ou référente PTI'],
    ['referent', 'Directrice adjointe', 'référente PTI'],
    ['referent', 'Conseiller', 'référent PTI'],
    ['referent', 'Responsable de service', 'référent ou référente PTI'],
    ['referent', 'référent(e)', 'référent ou référente PTI'],
    ['territoryReferent', 'Coordinatrice', 'référente du Département'],
    ['electedOfficial', 'Vice-Présidente', 'élue'],
    ['pilot', 'Directeur', 'pilote'],
    ['coPilot', 'Directrice', 'co-pilote'],
  ] as const)('%s titled %s', (role, title, label) => {
    expect(roleLabel(role, title)).toBe(label);
  });
});
