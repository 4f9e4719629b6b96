import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPeriod } from '../../../src/conversation/dates/find-period.ts';
import { isDay } from '../../../src/domain/days.ts';

const today = '2027-03-01';

describe('periods', () => {
  it.each([
    ['du 1er au 15 août', '2027-08-01', '2027-08-15'],
    ['1er au 15 aout', '2027-08-01', '2027-08-15'],
    ['entre le 1er et le 15 août', '2027-08-01', '2027-08-15'],
    ['du 28 juillet au 3 août 2028', '2028-07-28', '2028-08-03'],
    ['du 12/07 au 02/08', '2027-07-12', '2027-08-02'],
    ['12/07-02/08', '2027-07-12', '2027-08-02'],
    ['du lundi 12 au vendredi 16 avril', '2027-04-12', '2027-04-16'],
    ['du 20 décembre au 5 janvier', '2027-12-20', '2028-01-05'],
    ['du 20 décembre 2028 au 5 janvier', '2028-12-20', '2029-01-05'],
    ['du 1er au 15', '2027-03-01', '2027-03-15'],
    ['du 25 février au 5 mars', '2027-02-25', '2027-03-05'],
    ['de mardi à jeudi', '2027-03-02', '2027-03-04'],
    ['de demain au 5 avril', '2027-03-02', '2027-04-05'],
    ['de juin à août', '2027-06-01', '2027-08-31'],
    ['de novembre à janvier', '2027-11-01', '2028-01-31'],
    ['jusqu’au 15 août', '2027-03-01', '2027-08-15'],
    ['jusqu’au 15', '2027-03-01', '2027-03-15'],
    ['jusqu’à vendredi', '2027-03-01', '2027-03-05'],
    ['en août', '2027-08-01', '2027-08-31'],
    ['février', '2028-02-01', '2028-02-29'],
    ['août 2028', '2028-08-01', '2028-08-31'],
    ['la semaine prochaine', '2027-03-08', '2027-03-14'],
    ['cette semaine', '2027-03-01', '2027-03-07'],
    ['semaine du 14 avril', '2027-04-12', '2027-04-18'],
    ['S32', '2027-08-09', '2027-08-15'],
    ['3 semaines à partir du 2 août', '2027-08-02', '2027-08-22'],
    ['à partir du 2 août pour 3 semaines', '2027-08-02', '2027-08-22'],
    ['pendant 8 jours', '2027-03-01', '2027-03-08'],
    ['demain', '2027-03-02', '2027-03-02'],
    ['le 12 avril', '2027-04-12', '2027-04-12'],
    ['du 3 au 5 mars 2026', '2026-03-03', '2026-03-05'],
  ])('%s', (text, from, to) => {
    expect(findPeriod(text, { today })).toMatchObject({ kind: 'found', from, to });
  });

  it('gives back what surrounds it', () => {
    expect(findPeriod('absence du 1er au 15 août suppléant @Luc', { today })).toEqual({
      kind: 'found',
      from: '2027-08-01',
      to: '2027-08-15',
      matched: 'du 1er au 15 août',
      before: 'absence',
      after: 'suppléant @Luc',
    });
  });

  it.each(['', 'rien', 'de 12 à 15 participants', 'du 12 au 15 participants', 'de 14h à 16h'])(
    '«%s» is none',
    (text) => {
      expect(findPeriod(text, { today })).toEqual({ kind: 'none' });
    },
  );

  it.each([
    ['du 15/08/2027 au 01/08/2027', /commencerait le dimanche 15 août 2027/],
    ['du 31 avril au 5 mai', /31 avril n’existe pas/],
    ['du mardi 12 au vendredi 16 avril', /12 avril 2027 est un lundi, non un mardi/],
    ['à partir du 2 août', /Indiquez aussi la fin/],
    ['la semaine dernière', /est passée depuis le dimanche 28 février 2027/],
  ])('%s is refused', (text, sentence) => {
    const found = findPeriod(text, { today });
    expect(found).toMatchObject({ kind: 'impossible', sentence: expect.stringMatching(sentence) });
  });

  it('never throws and never ends before it begins', () => {
    const word = fc.constantFrom(
      ...(
        'du au de à le 1er 12 15 31 août février mars mardi jeudi jusqu’au entre et semaine S12 ' +
        'prochaine 12/03 29/02/2028 3 semaines partir pour pendant jours demain hier 2027 - , en'
      ).split(' '),
    );
    const phrases = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(phrases, fc.string({ unit: 'binary' })), (text) => {
        const found = findPeriod(text, { today });
        if (found.kind !== 'found') return;
        expect(isDay(found.from) && isDay(found.to)).toBe(true);
        expect(found.from <= found.to).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
