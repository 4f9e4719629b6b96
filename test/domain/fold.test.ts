import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/domain/fold.ts';

describe('foldText', () => {
  it.each([
    ['Pic St Loup', 'pic saint loup'],
    ['PIC SAINT-LOUP', 'pic saint loup'],
    ['Cœur d’Hérault', 'coeur d herault'],
    ["COEUR D'HERAULT", 'coeur d herault'],
    ['Ste-Cécile', 'sainte cecile'],
    ['THA\u20113', 'tha 3'],
    ['e\u0301tang\u00A0de\u202FThau', 'etang de thau'],
    ['th\u200Bau\u00AD', 'thau'],
    ['\u202Ethau\u202C', 'thau'],
    ['référent·e', 'referent e'],
    ['ﬁn', 'fin'],
    ['  ', ''],
    ['\u0000\uD83D', ''],
  ])('%j is %j', (typed, folded) => {
    expect(foldText(typed)).toBe(folded);
  });

  it('changes nothing the second time, nor with the case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."aéÀçœŒ st-'’ ÉÊ"), maxLength: 60 }),
        (text) => {
          expect(foldText(text.toUpperCase())).toBe(foldText(text.toLowerCase()));
        },
      ),
    );
  });
});
