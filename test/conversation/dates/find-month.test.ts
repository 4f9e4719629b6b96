import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMonth } from '../../../src/conversation/dates/find-month.ts';

const today = '2027-03-10';

describe('months', () => {
  it.each([
    ['mars', '2027-03'],
    ['avril', '2026-04'],
    ['février', '2027-02'],
    ['fevrier 2025', '2025-02'],
    ['mars 2027', '2027-03'],
    ['mois de décembre', '2026-12'],
    ['mars dernier', '2026-03'],
    ['juin prochain', '2027-06'],
    ['le mois dernier', '2027-02'],
    ['ce mois-ci', '2027-03'],
    ['ce mois', '2027-03'],
    ['le mois en cours', '2027-03'],
    ['le mois prochain', '2027-04'],
    ['03/2026', '2026-03'],
    ['2026-12', '2026-12'],
  ])('%s is %s', (text, month) => {
    expect(findMonth(text, { today })?.month).toBe(month);
  });

  it('looks forward when asked to', () => {
    expect(findMonth('avril', { today, look: 'forward' })?.month).toBe('2027-04');
    expect(findMonth('février', { today, look: 'forward' })?.month).toBe('2028-02');
    expect(findMonth('mars', { today, look: 'forward' })?.month).toBe('2027-03');
  });

  it('gives back what surrounds it', () => {
    expect(findMonth('relais thau de mars 2027 svp', { today })).toEqual({
      month: '2027-03',
      matched: 'de mars 2027',
      before: 'relais thau',
      after: 'svp',
    });
  });

  it.each(['', 'mais', 'thau', 'marseille', '12/03/2027', 'le mois'])('«%s» has none', (text) => {
    expect(findMonth(text, { today })).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = findMonth(text, { today });
        if (found !== undefined) expect(found.month).toMatch(/^\d{4}-(0[1-9]|1[0-2])$/);
      }),
    );
  });
});
