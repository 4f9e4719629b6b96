import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitColumns, lineWidth, widestWord } from '../../src/reports/document/column-widths.ts';

describe('the width of a text', () => {
  it.each([
    // From the tables of Arial Bold, in thousandths of the size.
    ['fonctionnement', 7500],
    ['Abandonnées', 6612],
    ['L’été', 2334],
    ['12,5 %', 3113],
  ])('is that of its letters: %s', (text, width) => {
    expect(lineWidth(text, 1000)).toBe(width);
    expect(lineWidth(text, 150)).toBe(Math.ceil(width * 0.15));
  });

  it('is that of the longest word that no program may break', () => {
    expect(widestWord('En fonctionnement', 100)).toBe(750);
    expect(widestWord('Saint-Loup', 100)).toBe(lineWidth('Saint-', 100));
    // A no-break space keeps a number and its sign together.
    expect(widestWord('1\u202f234 %', 100)).toBe(lineWidth('1\u202f234', 100));
    expect(widestWord('', 100)).toBe(0);
  });
});

const column = fc.record({
  share: fc.integer({ min: 1, max: 60 }),
  heading: fc.integer({ min: 0, max: 1400 }),
  cells: fc.integer({ min: 0, max: 1600 }),
});

describe('the columns of a table', () => {
  it('take their shares when every word fits', () => {
    const columns = [3, 1].map((share) => ({ share, heading: 100, cells: 100 }));
    expect(fitColumns(columns, 1000, 20)).toEqual({ widths: [750, 250], scale: 1 });
  });

  it('take what their longest word needs from those that have more', () => {
    const columns = [
      { share: 8, heading: 100, cells: 100 },
      { share: 1, heading: 280, cells: 10 },
      { share: 1, heading: 10, cells: 10 },
    ];
    expect(fitColumns(columns, 1000, 20)).toEqual({ widths: [622, 300, 77], scale: 1 });
  });

  it('give up the words of the cells before the headings, and the size last', () => {
    const column = (heading: number, cells: number) => ({ share: 1, heading, cells });
    const cells = fitColumns([column(400, 1600), column(400, 1600)], 1000, 0);
    expect(cells).toEqual({ widths: [500, 500], scale: 1 });
    const headings = fitColumns([column(1000, 0), column(1000, 0)], 1000, 0);
    expect(headings).toEqual({ widths: [500, 500], scale: 0.5 });
    const little = fitColumns([column(550, 0), column(550, 0)], 1000, 0);
    expect(little.scale).toBeCloseTo(0.909, 3);
  });

  it('never exceed the page, and always hold the words of their headings', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 14 }), (columns) => {
        const { widths, scale } = fitColumns(columns, 9638, 180);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(9638);
        expect(scale).toBeLessThanOrEqual(1);
        for (const [at, { heading }] of columns.entries())
          expect(widths[at]).toBeGreaterThanOrEqual(Math.floor(heading * scale) + 180);
      }),
    );
  });
});
