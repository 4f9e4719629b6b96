import { describe, expect, it } from 'vitest';
import {
  type Act,
  acts,
  type MandateFacts,
  may,
  type Relation,
  relations,
  relationsOf,
  whoMay,
} from '../../src/domain/rights.ts';

/**
 * SPEC §4 and §9, written by hand: x where the relation may do the act. Columns: member, élu,
 * oversight, pilot, référent of an engaged structure, territory's référent, substitute of the
 * chargée de mission, chargée de mission.
 */
const table: Readonly<Record<Act, string>> = {
  readActions: /*   */ 'x x x x x x x x',
  readDirectory: /* */ 'x x x x x x x x',
  declareUpdate: /* */ '- - - x x x x x',
  createAction: /*  */ '- - - x x x x x',
  amendAction: /*   */ '- - - x x x x x',
  logMeeting: /*    */ '- - - x x x x x',
  withdrawMeeting: /**/ '- - - - - - x x',
  fillIndicators: /**/ '- - - x x x x x',
  submitEvaluation: /**/ '- - - x - x x x',
  readMeetings: /*  */ 'x x x x x x x x',
  readPactReview: /**/ '- x x - - - x x',
  readTerritoryReview: '- x x x - x x x',
  readStructureReview: '- x x - x - x x',
  raiseAlert: /*    */ '- - - x x x x x',
  readAlert: /*     */ '- - - - - x x x',
  handleAlert: /*   */ '- - - - - - x x',
  manageCommittee: /**/ '- - - - - x x x',
  manageSteering: /**/ '- - - - - - x x',
  manageCampaign: /**/ '- - - - - - x x',
  correctEvaluation: /**/ '- - - - - - x x',
  markGoodPractice: /**/ '- - - - - - x x',
  manageGroups: /*  */ '- - - - - - x x',
  managePeople: /*  */ '- - - - - - - x',
  managePact: /*    */ '- - - - - - - x',
  manageChannel: /* */ '- - - - - - - x',
  manageMessages: /**/ '- - - - - - x x',
};
const columns: readonly Relation[] = [
  ...(['member', 'electedOfficial', 'oversight', 'pilot'] as const),
  ...(['engagedReferent', 'territoryReferent', 'officerSubstitute', 'programmeOfficer'] as const),
];

const cells = acts.flatMap((act) =>
  columns.map((relation, index) => [act, relation, table[act].split(' ')[index] === 'x'] as const),
);

describe('the table of rights', () => {
  it('has a cell for every act and relation', () => {
    expect(Object.keys(table)).toEqual([...acts]);
    expect(columns).toEqual(relations);
    expect(cells).toHaveLength(acts.length * relations.length);
  });

  it.each(cells)('%s as %s: %s', (act, relation, allowed) => {
    expect(may(act, [relation])).toBe(allowed);
    expect(whoMay(act).includes(relation)).toBe(allowed);
  });

  it.each(acts)('%s is allowed to nobody without a relation', (act) => {
    expect(may(act, [])).toBe(false);
  });

  it('adds relations up: one that allows is enough', () => {
    expect(may('declareUpdate', ['member', 'electedOfficial', 'pilot'])).toBe(true);
    expect(may('managePeople', ['member', 'pilot', 'territoryReferent'])).toBe(false);
  });
});

describe('the relations that mandates give', () => {
  const none = { structure: null, territory: null, groupId: null };
  const object = { groupId: 'g1', territories: ['THA', 'PCA'], structures: ['FT'] };
  const cases: readonly [string, MandateFacts, readonly Relation[]][] = [
    ['pilot of the group', { ...none, role: 'pilot', groupId: 'g1' }, ['pilot']],
    ['co-pilot of the group', { ...none, role: 'coPilot', groupId: 'g1' }, ['pilot']],
    ['pilot of another group', { ...none, role: 'pilot', groupId: 'g2' }, []],
    ['référent engaged', { ...none, role: 'referent', structure: 'FT' }, ['engagedReferent']],
    ['référent of another structure', { ...none, role: 'referent', structure: 'CAF' }, []],
    [
      'second territory of a shared group',
      { ...none, role: 'territoryReferent', territory: 'PCA' },
      ['territoryReferent'],
    ],
    ['another territory', { ...none, role: 'territoryReferent', territory: 'MTP' }, []],
    ['chargée de mission', { ...none, role: 'programmeOfficer' }, ['programmeOfficer']],
    ['élue', { ...none, role: 'electedOfficial' }, ['electedOfficial']],
    ['oversight of the pact', { ...none, role: 'named', namedRole: 'oversight' }, ['oversight']],
    [
      'role of a partner’s own chain',
      { ...none, role: 'named', namedRole: 'direction', structure: 'CAF' },
      [],
    ],
    [
      'substitute of the chargée de mission',
      { ...none, role: 'programmeOfficer', lent: true },
      ['officerSubstitute'],
    ],
    ['substitute of a pilot', { ...none, role: 'pilot', groupId: 'g1', lent: true }, ['pilot']],
    // What somebody is of elsewhere must not count through a field that is empty on both sides.
    ['référent of no structure', { ...none, role: 'referent' }, []],
  ];
  it.each(cases)('%s', (_, mandate, expected) => {
    expect(relationsOf([mandate], object)).toEqual(['member', ...expected]);
  });

  it('gives none of the object without an object', () => {
    const mandates = cases.map(([, mandate]) => mandate);
    const general = relationsOf(mandates);
    expect([...general].sort()).toEqual(
      ['electedOfficial', 'member', 'officerSubstitute', 'oversight', 'programmeOfficer'].sort(),
    );
  });
});
