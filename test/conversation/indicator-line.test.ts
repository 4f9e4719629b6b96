import { describe, expect, it } from 'vitest';
import {
  type NamedIndicator,
  readIndicatorLine,
} from '../../src/conversation/grammar/indicator-line.ts';

const indicators: readonly NamedIndicator[] = [
  { id: 'people', label: 'Personnes transportées', unit: 'count', period: 'year' },
  { id: 'rate', label: 'Taux de retour à l’emploi', unit: 'percentage', period: 'year' },
  { id: 'workshops', label: 'Ateliers tenus', unit: 'count', period: 'halfYear' },
  { id: 'partners', label: 'Qualité du partenariat', unit: 'text', period: 'year' },
];

const read = (typed: string, of = indicators) => readIndicatorLine(of, typed, 2026);
const value = (indicator: string, number: number, period = '2026') => ({
  ...{ kind: 'read', indicator, period, said: { kind: 'value', value: number } },
});

describe('what is said of one indicator in a line', () => {
  it.each([
    ['personnes transportées 39', value('people', 39)],
    ['Personnes transportées : 39', value('people', 39)],
    ['personnes 39', value('people', 39)],
    ['personnes transportées = 1 234 personnes', value('people', 1234)],
    ['taux de retour à l’emploi 39,5 %', value('rate', 39.5)],
    ['taux retour 39,5', value('rate', 39.5)],
    ['retour emploi : 40 %', value('rate', 40)],
    ['ateliers S1 4', value('workshops', 4, '2026-S1')],
    ['S2 ateliers tenus : 5', value('workshops', 5, '2026-S2')],
    ['ateliers tenus 2e semestre 5', value('workshops', 5, '2026-S2')],
  ])('«%s»', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it('may be words, or why it is not applicable', () => {
    expect(read('qualité du partenariat : deux conventions')).toMatchObject({
      ...{ indicator: 'partners', said: { kind: 'text', text: 'deux conventions' } },
    });
    expect(read('taux de retour sans objet : pas de suivi')).toMatchObject({
      ...{ indicator: 'rate', said: { kind: 'notApplicable', reason: 'pas de suivi' } },
    });
  });

  it('needs no name when the action follows one indicator', () => {
    const one = indicators.slice(0, 1);
    expect(read('39', one)).toEqual(value('people', 39));
    expect(read('39 personnes', one)).toEqual(value('people', 39));
    expect(read('trente-neuf', one)).toEqual({ kind: 'unsure' });
  });

  it.each([
    ['39', 'which one'],
    ['participants 39', 'none of that name'],
    ['ateliers 4', 'which half of the year'],
    ['ateliers T1 4', 'it has halves, not quarters'],
    ['personnes transportées 2026', 'a year as well as a count'],
    ['personnes transportées', 'no value'],
    ['personnes taux 39', 'words of two indicators'],
  ])('«%s» is unsure: %s', (typed) => {
    expect(read(typed)).toEqual({ kind: 'unsure' });
  });

  it('says what to write when the value is not one of the unit', () => {
    expect(read('taux de retour 139 %')).toMatchObject({ kind: 'wrong' });
    expect(read('personnes transportées 12 %')).toMatchObject({ kind: 'wrong' });
  });

  it('prefers the exact name to a longer one', () => {
    const alike: readonly NamedIndicator[] = [
      { id: 'a', label: 'Personnes', unit: 'count', period: 'year' },
      { id: 'b', label: 'Personnes accompagnées', unit: 'count', period: 'year' },
    ];
    expect(read('personnes 39', alike)).toEqual(value('a', 39));
    expect(read('personnes accompagnées 39', alike)).toEqual(value('b', 39));
    expect(read('person 39', alike)).toEqual({ kind: 'unsure' });
  });
});
