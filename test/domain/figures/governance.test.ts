import { describe, expect, it } from 'vitest';
import type { HeldMeeting, RequestFact } from '../../../src/domain/figures/facts.ts';
import { action, facts, group, pact, request, reviewOf, seat } from './builders.ts';

const committee = (of: string, on: string, participants = 20): HeldMeeting => ({
  ...{ body: 'localCommittee', of, on, participants },
});
const copil = (of: string, on: string): HeldMeeting => ({
  ...{ body: 'steeringCommittee', of, on, participants: 30 },
});

describe('local committees held against those due', () => {
  const known = facts({
    meetings: [
      ...[committee('THA', '2027-03-01'), committee('THA', '2027-10-01', 15)],
      ...[committee('MTP', '2028-04-01'), committee('MTP', '2026-04-01')],
    ],
  });

  it('are one a territory and a year: a second one makes up for nobody', () => {
    expect(reviewOf(known, 2027).bodies).toMatchObject({
      ...{ committeesDue: 2, committeesKept: 1, committeesHeld: 2 },
      committees: [
        { territory: 'THA', due: 1, held: 2, participants: 35, days: ['2027-03-01', '2027-10-01'] },
        { territory: 'MTP', due: 1, held: 0, participants: 0, days: [] },
      ],
    });
  });

  it('add up over the pact, years before it was followed left out', () => {
    const { bodies } = reviewOf(known, 'pact', { today: '2028-12-31' });
    expect(bodies).toMatchObject({ committeesDue: 4, committeesHeld: 4, committeesKept: 4 });
    expect(bodies.committees.map(({ due }) => due)).toEqual([2, 2]);
  });

  it('owe nothing for a territory that was retired within the year', () => {
    const smaller = {
      ...pact,
      territories: pact.territories.map((one) =>
        one.code === 'MTP' ? { ...one, retiredOn: '2027-06-30' } : one,
      ),
    };
    const { bodies } = reviewOf(facts({ ...known, pact: smaller }), 2027);
    expect(bodies.committees.map(({ territory }) => territory)).toEqual(['THA']);
  });

  it('are those of the territory in its own bilan', () => {
    const scope = { kind: 'territory', code: 'MTP' } as const;
    expect(reviewOf(known, 2027, { scope }).bodies).toMatchObject({
      ...{ committeesDue: 1, committeesHeld: 0, steering: [] },
    });
  });
});

describe('COPIL', () => {
  // Windows: to 30 June 2026, 1 July 2027 to 1 July 2028, from 1 July 2029.
  const codes = (year: number | 'pact', meetings: readonly HeldMeeting[], today = '2029-12-31') =>
    reviewOf(facts({ meetings }), year, { today }).bodies.steering.map(
      ({ rule, heldOn, due, untracked }) =>
        `${rule.code} ${heldOn ?? (untracked ? 'non suivi' : due ? 'en retard' : 'à venir')}`,
    );

  it('show in the years that their window touches', () => {
    expect(codes(2027, [])).toEqual(['intermédiaire à venir']);
    expect(codes(2028, [])).toEqual(['intermédiaire en retard']);
    expect(codes(2029, [])).toEqual(['final en retard']);
  });

  it('show in the year they were held, and are owed no more', () => {
    const held = [copil('intermédiaire', '2027-11-09')];
    expect(codes(2027, held)).toEqual(['intermédiaire 2027-11-09']);
    expect(codes(2028, held)).toEqual([]);
  });

  it('are three over the pact; one whose window was before the bot is not held against it', () => {
    expect(codes('pact', [copil('intermédiaire', '2027-11-09')], '2028-12-31')).toEqual([
      'lancement non suivi',
      'intermédiaire 2027-11-09',
      'final à venir',
    ]);
    expect(
      reviewOf(facts({ meetings: [copil('intermédiaire', '2027-11-09')] }), 'pact').bodies,
    ).toMatchObject({ steeringHeld: 1, steeringDue: 1 });
  });
});

describe('the delays of the circuit', () => {
  const end = (on: string, elapsed: number, outcome: 'approved' | 'refused' | 'cancelled') => ({
    ...{ on, elapsed, outcome },
  });
  const round = (
    step: string,
    elapsed: number,
    on = '2027-03-20',
  ): RequestFact['rounds'][number] => ({
    ...{ step, elapsed, on, outcome: 'approved' },
  });
  const answer = (structure: string, elapsed: number): RequestFact['answers'][number] => ({
    ...{ step: 'structures', seat: { kind: 'structure', structure }, on: '2027-03-20', elapsed },
  });
  const known = facts({
    actions: [action('a1', [['2027-02-01', 'project']])],
    requests: [
      request({
        rounds: [round('structures', 4), round('structures', 2), round('visa', 1)],
        answers: [answer('CAF', 4), answer('FT', 3), answer('CAF', 2)],
        end: end('2027-03-22', 7, 'approved'),
      }),
      request({ rounds: [round('structures', 12)], end: end('2027-04-02', 12, 'refused') }),
      request({ end: end('2027-04-02', 3, 'cancelled') }),
      request({ askedOn: '2027-12-01', end: end('2028-01-20', 30, 'approved') }),
      request({
        askedOn: '2026-12-01',
        rounds: [{ ...round('visa', 9), outcome: 'cancelled' }],
      }),
    ],
  });

  it('are told by step, in the order of the circuit, with what was allowed', () => {
    const { steps } = reviewOf(known).circuit;
    expect(
      steps.map(({ step, count, median, longest, allowed, withinAllowed }) => [
        ...[step.code, count, median, longest, allowed, withinAllowed],
      ]),
    ).toEqual([
      ['structures', 3, 4, 12, 10, 2],
      ['visa', 1, 1, 1, 5, 1],
    ]);
  });

  it('are told by kind of structure, and name no structure nor anybody', () => {
    const { kinds } = reviewOf(known).circuit;
    expect(kinds).toMatchObject([
      { category: 'socialSecurity', count: 2, median: 3, mean: 3 },
      { category: 'publicEmploymentService', count: 1, median: 3 },
    ]);
    expect(JSON.stringify(kinds)).not.toMatch(/CAF|"FT"/u);
  });

  it('count what was asked, decided and left open', () => {
    expect(reviewOf(known).circuit).toMatchObject({
      ...{ asked: 4, approved: 1, refused: 1, cancelled: 1, open: 2 },
      decided: { count: 2, median: 9.5, mean: 9.5, longest: 12 },
    });
    expect(reviewOf(known, 2028).circuit).toMatchObject({ asked: 0, approved: 1, open: 1 });
  });

  it('are its own in the bilan of a structure', () => {
    const scope = { kind: 'structure', code: 'CAF' } as const;
    const { kinds } = reviewOf(known, 2027, { scope }).circuit;
    expect(kinds).toMatchObject([{ category: 'socialSecurity', count: 2 }]);
  });
});

describe('overlaps and gaps', () => {
  const known = facts({
    groups: [group('g1'), group('g2'), group('g3', { territories: ['MTP'] })],
    actions: [
      action('a1', [['2027-02-01', 'project']]),
      action('a2', [['2027-02-01', 'project']], { group: 'g2', audiences: ['jeunes', 'seniors'] }),
      // The same theme and audience, on another territory.
      action('a3', [['2027-02-01', 'project']], { group: 'g3' }),
    ],
  });

  it('are one theme and one audience on one territory in several groups', () => {
    expect(reviewOf(known).coverage.overlaps).toEqual([
      { territory: 'THA', theme: 'mobilité', audience: 'jeunes', groups: ['G1', 'G2'] },
    ]);
  });

  it('are looked for among the actions that are alive at the end', () => {
    const ended = known.actions.map((one) =>
      one.id === 'a2'
        ? { ...one, statuses: [{ at: one.createdAt, to: 'completed' as const }] }
        : one,
    );
    const { coverage } = reviewOf(facts({ ...known, actions: ended }));
    expect(coverage.overlaps).toEqual([]);
    expect(coverage.gaps).toEqual({ themes: ['logement'], audiences: ['seniors'] });
  });

  it('say what nobody covers, on the pact and on each territory', () => {
    const { coverage } = reviewOf(known);
    expect(coverage.gaps).toEqual({ themes: ['logement'], audiences: [] });
    expect(coverage.byTerritory).toEqual([
      { territory: 'THA', themes: ['logement'], audiences: [] },
      { territory: 'MTP', themes: ['logement'], audiences: ['seniors'] },
    ]);
  });
});

describe('partners and seats', () => {
  const known = facts({
    signatories: [
      { structure: 'DEP', since: '2026-01-01' },
      { structure: 'CAF', since: '2028-03-01' },
    ],
    actions: [
      action('a1', [['2027-02-01', 'project']], {
        structures: ['DEP'],
        amended: [{ day: '2028-02-01', structures: ['DEP', 'FT'] }],
      }),
    ],
    mandates: [
      seat({ role: 'referent', structure: 'DEP' }),
      seat({ role: 'territoryReferent', territory: 'THA', structure: 'DEP', endsOn: '2027-12-30' }),
      seat({ role: 'referent', structure: 'CAF', startsOn: '2028-04-01' }),
    ],
  });

  it('are new when they sign after the beginning, or first take part', () => {
    expect(reviewOf(known, 2028).partners).toEqual({
      ...{ signatories: 2, newSignatories: ['CAF'], involved: 3, newlyInvolved: ['CAF', 'FT'] },
    });
    expect(reviewOf(known, 2029).partners).toMatchObject({ newSignatories: [], newlyInvolved: [] });
  });

  it('cannot be called new in the first year that is followed', () => {
    expect(reviewOf(known, 2027).partners).toEqual({
      ...{ signatories: 1, newSignatories: [], involved: 1, newlyInvolved: null },
    });
  });

  it('leave seats vacant on the last day', () => {
    expect(reviewOf(known, 2027).vacant).toEqual({
      ...{ structures: [], territories: ['THA', 'MTP'], pilots: ['G1'], coPilots: ['G1'] },
      sameStructure: [],
    });
    const asked = { today: '2028-03-15' };
    expect(reviewOf(known, 2028, asked).vacant.structures).toEqual(['CAF']);
  });

  it('show only the territory in its own bilan', () => {
    const scope = { kind: 'territory', code: 'MTP' } as const;
    expect(reviewOf(known, 2027, { scope }).vacant).toMatchObject({
      ...{ structures: [], territories: ['MTP'], pilots: [] },
    });
  });
});
