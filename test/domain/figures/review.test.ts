import { describe, expect, it } from 'vitest';
import { action, at, facts, group, meeting, reviewOf, seat } from './builders.ts';

describe('the bilan of a year', () => {
  const life = facts({
    actions: [
      action('a1', [
        ['2027-02-01', 'project'],
        ['2027-03-01', 'inProgress'],
        ['2028-02-01', 'completed'],
      ]),
      action('a2', [
        ['2027-02-01', 'project'],
        ['2027-12-31', 'inProgress'],
        ['2028-01-01', 'abandoned'],
      ]),
      action('a3', [['2028-03-01', 'project']]),
    ],
  });

  it('tells where the actions stood at its end, whenever it is asked for', () => {
    for (const today of ['2028-01-01', '2028-06-01', '2029-12-31']) {
      const { actions } = reviewOf(life, 2027, { today });
      expect(actions.total).toBe(2);
      expect(actions.byStatus).toEqual({
        ...{ project: 0, inProgress: 2, operating: 0, completed: 0, abandoned: 0 },
      });
    }
    expect(reviewOf(life, 2028).actions.byStatus).toEqual({
      ...{ project: 1, inProgress: 0, operating: 0, completed: 1, abandoned: 1 },
    });
  });

  it('ends the year at midnight in Paris', () => {
    const late = facts({
      actions: [
        {
          ...action('a1', [['2027-06-01', 'project']]),
          statuses: [
            { at: at('2027-06-01'), to: 'project' },
            // 23:30 and 00:30 in Paris.
            { at: '2027-12-31T22:30:00.000Z', to: 'inProgress' },
            { at: '2027-12-31T23:30:00.000Z', to: 'completed' },
          ],
        },
      ],
    });
    expect(reviewOf(late, 2027).actions.byStatus.inProgress).toBe(1);
    expect(reviewOf(late, 2028).actions.completed).toBe(1);
  });

  it('counts what was created, launched, completed and abandoned in it', () => {
    expect(reviewOf(life, 2027).actions).toMatchObject({
      ...{ created: 2, started: 2, completed: 0, abandoned: 0 },
    });
    expect(reviewOf(life, 2028).actions).toMatchObject({
      ...{ created: 1, started: 0, completed: 1, abandoned: 1 },
    });
  });

  it('stops at today while the year is not over, and says so', () => {
    const { period, actions } = reviewOf(life, 2027, { today: '2027-02-15' });
    expect(period).toMatchObject({ until: '2027-02-15', provisional: true, standing: 'tracked' });
    expect(actions.byStatus).toMatchObject({ project: 2, inProgress: 0 });
  });

  it('counts a blocker that was open at its end', () => {
    const blocked = facts({
      actions: life.actions,
      blockers: [
        ...[{ actionId: 'a1', kind: 'awaitingValidation' as const }].map((one) => ({
          ...{ ...one, raisedAt: at('2027-11-01'), liftedAt: at('2028-01-10') },
        })),
        { actionId: 'a2', kind: 'other', raisedAt: at('2027-03-01'), liftedAt: at('2027-03-02') },
      ],
    });
    expect(reviewOf(blocked, 2027).actions.blocked).toBe(1);
    expect(reviewOf(blocked, 2028).actions.blocked).toBe(0);
  });

  it('keeps what an action was about then, though it was amended since', () => {
    const amended = facts({
      actions: [
        action('a1', [['2027-02-01', 'project']], {
          amended: [{ day: '2028-05-01', axes: ['A2'] }],
        }),
      ],
    });
    const axes = (year: number) =>
      reviewOf(amended, year).byAxis.map(({ code, actions }) => `${code} ${actions.total}`);
    expect(axes(2027)).toEqual(['A1 1', 'A2 0']);
    expect(axes(2028)).toEqual(['A1 0', 'A2 1']);
  });

  it.each([
    ['2025', 2025, 'outsidePact'],
    ['2026', 2026, 'untracked'],
    ['2027', 2027, 'tracked'],
    ['2029', 2029, 'tracked'],
    ['2030', 2030, 'outsidePact'],
  ] as const)('knows whether it follows %s', (_, year, standing) => {
    expect(reviewOf(life, year).period.standing).toBe(standing);
  });

  it('says that a year has not begun, or was followed from a day on only', () => {
    expect(reviewOf(life, 2029, { today: '2028-05-01' }).period.standing).toBe('notBegun');
    const later = { ...life, trackedFrom: '2027-04-01' };
    expect(reviewOf(later, 2027).period.standing).toBe('partlyTracked');
  });

  it('takes the whole pact from its first day to today', () => {
    const review = reviewOf(life, 'pact', { today: '2028-02-15' });
    expect(review.period).toMatchObject({
      ...{ from: '2026-01-01', until: '2028-02-15', provisional: true, standing: 'partlyTracked' },
    });
    expect(review.actions).toMatchObject({ total: 2, created: 2, completed: 1 });
  });
});

describe('year on year', () => {
  it('goes from the first year that is followed to the one asked about', () => {
    const known = facts({
      actions: [
        action('a1', [
          ['2027-02-01', 'project'],
          ['2028-03-01', 'completed'],
        ]),
      ],
      meetings: [meeting('2027-05-04', 12), meeting('2028-05-04', 8), meeting('2028-06-04', 9)],
    });
    expect(reviewOf(known, 2028).years).toMatchObject([
      { year: 2027, provisional: false, actions: 1, completed: 0, meetings: 1, participants: 12 },
      { year: 2028, provisional: false, actions: 1, completed: 1, meetings: 2, participants: 17 },
    ]);
    expect(reviewOf(known, 2027).years.map(({ year }) => year)).toEqual([2027]);
  });
});

describe('groups', () => {
  const pilots = [
    seat({ role: 'pilot', groupId: 'g1', structure: 'DEP', endsOn: '2027-06-30' }),
    seat({ role: 'coPilot', groupId: 'g1', structure: 'CAF', startsOn: '2027-05-01' }),
  ];
  const known = facts({
    mandates: pilots,
    meetings: [meeting('2026-12-31', 5), meeting('2027-03-02', 10), meeting('2027-09-09', 12)],
  });

  it('have their concertations and participants computed from their meetings', () => {
    expect(reviewOf(known).concertations).toEqual({ meetings: 2, participants: 22, piloted: 2 });
  });

  it('have a pilot present only while a mandate is in force', () => {
    const vacant = facts({ ...known, mandates: pilots.slice(0, 1) });
    expect(reviewOf(vacant).concertations).toMatchObject({ meetings: 2, piloted: 1 });
  });

  it('say who pilots them on the last day, and whether a partner does', () => {
    expect(reviewOf(known).groups[0]).toMatchObject({
      ...{ pilot: false, coPilot: true, partnerPilot: true, sameStructure: false },
    });
    expect(reviewOf(known, 2027, { today: '2027-05-15' }).groups[0]).toMatchObject({
      ...{ pilot: true, coPilot: true, partnerPilot: true, sameStructure: false },
    });
    const alone = facts({
      mandates: ['pilot' as const, 'coPilot' as const].map((role) =>
        seat({ role, groupId: 'g1', structure: 'DEP' }),
      ),
    });
    expect(reviewOf(alone).groups[0]).toMatchObject({ partnerPilot: false, sameStructure: true });
  });

  it('leave a seat vacant that only a structure holds', () => {
    const historic = facts({
      mandates: [seat({ role: 'pilot', groupId: 'g1', structure: 'CAF', held: false })],
    });
    expect(reviewOf(historic).groups[0]).toMatchObject({ pilot: false, partnerPilot: false });
  });

  it('count in the years in which they were there', () => {
    const groups = facts({
      groups: [
        group('g1', { retiredOn: '2028-06-30' }),
        group('g2', { createdAt: at('2028-02-01') }),
      ],
    });
    const counts = [2027, 2028, 2029].map((year) => reviewOf(groups, year).groupCount);
    expect(counts).toEqual([1, 2, 1]);
    expect(reviewOf(groups, 2029).vacant.pilots).toEqual(['G2']);
  });
});

describe('a group of several territories', () => {
  const known = facts({
    groups: [group('g1'), group('g2', { territories: ['THA', 'MTP'] })],
    actions: [
      action('a1', [['2027-02-01', 'project']]),
      action('a2', [['2027-02-01', 'project']], { group: 'g2' }),
    ],
    meetings: [meeting('2027-03-02', 10), meeting('2027-03-03', 7, 'g2')],
  });

  it('counts in each of them, and once in the département', () => {
    const review = reviewOf(known);
    expect(review.byTerritory).toMatchObject([
      { code: 'THA', groups: 2, sharedGroups: 1, sharedActions: 1, meetings: 2 },
      { code: 'MTP', groups: 1, sharedGroups: 1, sharedActions: 1, meetings: 1 },
    ]);
    expect(review.byTerritory.map(({ actions }) => actions.total)).toEqual([2, 1]);
    expect(review).toMatchObject({ sharedGroups: 1, sharedActions: 1 });
    expect(review.actions.total).toBe(2);
    expect(review.concertations.meetings).toBe(2);
  });

  it('is whole in the bilan of each', () => {
    const scope = { kind: 'territory', code: 'MTP' } as const;
    const review = reviewOf(known, 2027, { scope });
    expect(review.actions.total).toBe(1);
    expect(review.concertations).toMatchObject({ meetings: 1, participants: 7 });
    expect(review.byTerritory.map(({ code }) => code)).toEqual(['MTP']);
  });
});

describe('the bilan of a structure', () => {
  const known = facts({
    groups: [group('g1'), group('g2')],
    actions: [
      action('a1', [['2027-02-01', 'project']], { structures: ['CAF'] }),
      action('a2', [['2027-02-01', 'project']], { structures: ['FT'] }),
      // Nobody is named: its pilots' structures are engaged (SPEC §4).
      action('a3', [['2027-02-01', 'project']], { structures: [], group: 'g2' }),
    ],
    mandates: [seat({ role: 'pilot', groupId: 'g2', structure: 'CAF' })],
    meetings: [meeting('2027-03-02', 10), meeting('2027-03-03', 7, 'g2')],
  });

  it('has the actions that name it and those its people pilot', () => {
    const codes = (code: string) =>
      reviewOf(known, 2027, { scope: { kind: 'structure', code } }).actionList.map(
        ({ fact }) => fact.code,
      );
    expect(codes('CAF')).toEqual(['A1', 'A3']);
    expect(codes('FT')).toEqual(['A2']);
    expect(codes('DEP')).toEqual([]);
  });
});
