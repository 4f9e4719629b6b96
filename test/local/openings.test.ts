import { expect, it } from 'vitest';
import { openings } from '../../src/local/openings.ts';

it('visits the opening of each day, through a clock change', () => {
  expect(openings('2027-03-26T08:00:00.000Z', '2027-03-29T07:00:00.000Z')).toEqual([
    '2027-03-27T08:00:00.000Z',
    '2027-03-28T07:00:00.000Z',
    '2027-03-29T07:00:00.000Z',
  ]);
  expect(openings('2027-03-26T08:00:00.000Z', '2027-03-26T20:00:00.000Z')).toEqual([]);
});
