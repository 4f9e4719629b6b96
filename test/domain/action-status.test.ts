import { describe, expect, it } from 'vitest';
import {
  correctionMinutes,
  missingParts,
  needsReason,
  needsSubstance,
  requiredParts,
} from '../../src/domain/action-status.ts';
import { type ActionStatus, actionStatuses } from '../../src/domain/terms.ts';

/** From each row to each column, in the order of the statuses: r asks for a reason. */
const reasons = [
  '- - - - r', // au stade du projet
  'r - - - r', // en cours
  'r r - - r', // en fonctionnement
  'r r r - r', // réalisée
  'r r r r -', // abandonnée
];
/** s asks for a complete action. */
const substances = ['- s s s -', '- - - - -', '- - - - -', '- - - - -', '- - - - -'];

const moves = actionStatuses.flatMap((from, row) =>
  actionStatuses.map((to, column) => {
    const cell = (table: readonly string[]) => table[row]?.split(' ')[column];
    return [from, to, cell(reasons) === 'r', cell(substances) === 's'] as const;
  }),
);

describe('the moves of a status', () => {
  it.each(moves)('from %s to %s: reason %s, substance %s', (from, to, reason, substance) => {
    expect(needsReason(from, to)).toBe(reason);
    expect(needsSubstance(from, to)).toBe(substance);
  });

  it('are known for every pair', () => {
    const statuses: readonly ActionStatus[] = actionStatuses;
    expect(moves).toHaveLength(statuses.length ** 2);
  });
});

describe('what an action must define', () => {
  const complete = {
    objectives: 'Lever les freins',
    audiences: ['jeunes'],
    means: 'Des ateliers',
    deliverables: 'Un guide',
    indicators: [{}],
  };

  it('lacks nothing when everything is there', () => {
    expect(missingParts(complete)).toEqual([]);
  });

  it.each(requiredParts)('lacks its %s', (part) => {
    const empty = typeof complete[part] === 'string' ? '' : [];
    expect(missingParts({ ...complete, [part]: empty })).toEqual([part]);
  });

  it('lacks everything, in the order of the pact', () => {
    const empty = { objectives: '', audiences: [], means: '', deliverables: '', indicators: [] };
    expect(missingParts(empty)).toEqual([
      'objectives',
      'audiences',
      'means',
      'deliverables',
      'indicators',
    ]);
  });

  it('is corrected within a quarter of an hour', () => {
    expect(correctionMinutes).toBe(15);
  });
});
