import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValue } from '../../src/conversation/grammar/indicator-value.ts';
import type { IndicatorUnit } from '../../src/domain/pact.ts';
import { valueText } from '../../src/french/format-indicator.ts';

const values: readonly (readonly [IndicatorUnit, string, number])[] = [
  ['percentage', '39,5 %', 39.5],
  ['percentage', '39,5%', 39.5],
  ['percentage', '39.5', 39.5],
  ['percentage', '40', 40],
  ['percentage', '40 pour cent', 40],
  ['percentage', '0', 0],
  ['percentage', '100 %', 100],
  ['count', '12', 12],
  ['count', '12 personnes', 12],
  ['count', '12 pers.', 12],
  ['count', '12 demandeurs d’emploi', 12],
  ['count', '1 234', 1234],
  ['count', '1\u202F234 personnes', 1234],
  ['count', '1 234,5', 1234.5],
  ['count', '1.234,5', 1234.5],
  ['count', '0', 0],
  ['count', ' 7 ', 7],
];

const wrongs: readonly (readonly [IndicatorUnit, string])[] = [
  ['percentage', '139'],
  ['percentage', '-1'],
  ['percentage', '12 sur 40'],
  ['percentage', '12/40'],
  ['percentage', 'environ 40'],
  ['percentage', '40 personnes'],
  ['count', '12 %'],
  ['count', '12 pour cent'],
  ['count', '1.234'],
  ['count', '-3'],
  ['count', '12 à 15'],
  ['count', '12 dont 5 femmes'],
  ['count', 'une douzaine'],
  ['count', '12 mille'],
  ['count', '12k'],
  ['count', '2 dizaines'],
  ['count', 'environ 40'],
  ['count', '?'],
  ['count', '-'],
  ['count', '12; 13'],
];

const reasons = [
  'sans objet : pas de permanence',
  'Sans objet (pas de permanence)',
  'sans objet, pas de permanence',
  'SANS OBJET - pas de permanence',
  'non applicable : pas de permanence',
  'n/a : pas de permanence',
];

describe('the value of an indicator', () => {
  it.each(values)('%s «%s» is %d', (unit, typed, value) => {
    expect(readValue(unit, typed)).toEqual({ kind: 'value', value });
  });

  it.each(wrongs)('%s «%s» is none, and says what to write', (unit, typed) => {
    const read = readValue(unit, typed);
    expect(read.kind).toBe('wrong');
    expect('sentence' in read && read.sentence).toMatch(/«|0 à 100/);
  });

  it.each(reasons)('«%s» is not applicable, and says why', (typed) => {
    for (const unit of ['count', 'percentage', 'text'] as const)
      expect(readValue(unit, typed)).toEqual({
        ...{ kind: 'notApplicable', reason: 'pas de permanence' },
      });
  });

  it.each(['sans objet', 'Sans objet.', 'n/a'])('«%s» alone is asked why', (typed) => {
    expect(readValue('count', typed)).toMatchObject({ kind: 'wrong' });
  });

  it('is any words for a textual indicator', () => {
    expect(readValue('text', ' Trois conventions ')).toEqual({
      ...{ kind: 'text', text: 'Trois conventions' },
    });
    expect(readValue('text', '12')).toEqual({ kind: 'text', text: '12' });
  });

  it('reads back what the bot writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (hundredths) => {
        const value = hundredths / 100;
        expect(readValue('count', valueText('count', value))).toEqual({ kind: 'value', value });
        if (value <= 100)
          expect(readValue('percentage', valueText('percentage', value))).toEqual({
            ...{ kind: 'value', value },
          });
      }),
    );
  });
});
