import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/domain/circuit/simulate.ts';
import { stepElapsed } from '../../../src/domain/circuit/state.ts';
import { whoIsAsked } from '../../../src/domain/circuit/who-is-asked.ts';
import {
  asked,
  circuit,
  facts,
  mission,
  monday,
  named,
  onTerritory,
  people,
  step,
  structures,
  territory,
  threeSteps,
} from './builders.ts';
import { play } from './play.ts';

const start = asked();

describe('who is asked', () => {
  it('each seat that waits, with the answers that are possible', () =>
    expect(whoIsAsked(play(start, ['max']), facts())).toEqual([
      {
        kind: 'answer',
        personId: 'ana',
        step: 'structures',
        round: 1,
        version: 1,
        seat: 'structure:CAF',
        dueOn: '2027-03-15',
        via: 'mandate',
        inPlaceOf: null,
        absent: false,
        allowed: [
          'approve',
          'approveWithReservations',
          'askForChanges',
          'refuse',
          'holdInternally',
        ],
      },
    ]));
  it('the substitute rather than somebody away', () => {
    const away = { personId: 'ana', from: monday, until: monday, substituteId: 'sam' };
    const persons = whoIsAsked(play(start, ['max']), facts({ absences: [away] }));
    expect(persons).toMatchObject([{ personId: 'sam', via: 'substitute', inPlaceOf: 'ana' }]);
  });
  it('somebody away without substitute, and the programme officer who may decide', () => {
    const away = { personId: 'ana', from: monday, until: monday, substituteId: null };
    expect(whoIsAsked(play(start, ['max']), facts({ absences: [away] }))).toMatchObject([
      { kind: 'answer', personId: 'ana', absent: true },
      { kind: 'oversee', personId: 'mia', decideFor: 'absent' },
    ]);
  });
  it('offers the substitute to those who have one', () => {
    const substitutions = [{ personId: 'ana', substituteId: 'sam', from: monday, until: null }];
    const [ana, max] = whoIsAsked(start, facts({ substitutions }));
    expect(ana).toMatchObject({ allowed: expect.arrayContaining(['passToSubstitute']) });
    expect(max).not.toMatchObject({ allowed: expect.arrayContaining(['passToSubstitute']) });
  });
  it('the programme officer for a late seat, never to decide her own request', () => {
    const late = facts({ today: '2027-03-16' });
    const own = whoIsAsked(asked({ requester: 'mia' }), late).filter(
      ({ kind }) => kind === 'oversee',
    );
    const other = whoIsAsked(start, late).filter(({ kind }) => kind === 'oversee');
    expect(other).toMatchObject([{ decideFor: 'late' }, { decideFor: 'late' }]);
    expect(own).toMatchObject([{ decideFor: null }, { decideFor: null }]);
  });
  it('the requester when changes are awaited, nobody once it has ended', () => {
    expect(whoIsAsked(play(start, ['ana change']), facts())).toMatchObject([
      { kind: 'amend', personId: 'rita', version: 1 },
    ]);
    expect(whoIsAsked(play(start, ['ana refuse']), facts())).toEqual([]);
  });
});

describe('the time a step takes', () => {
  it('is counted in working days while it is open', () =>
    expect(start.steps.map((one) => stepElapsed(one, '2027-03-30', {}))).toEqual([20, 0, 0]));
});

describe('a dry run', () => {
  const known = facts({ mandates: people.filter(({ personId }) => personId !== 'max') });

  it('says who, in what order, by when at the latest', () =>
    expect(
      simulate(threeSteps, 'rita', facts()).map(({ code, opensOn, dueOn, seats }) => [
        code,
        opensOn,
        dueOn,
        seats.map(({ persons }) => persons.map(({ personId }) => personId).join()),
      ]),
    ).toEqual([
      ['structures', '2027-03-01', '2027-03-15', ['ana', 'max']],
      ['territoire', '2027-03-15', '2027-03-22', ['tom']],
      ['visa', '2027-03-22', '2027-03-30', ['mia']],
    ]));
  it('says what seat is vacant and who escalates, at once or when late', () => {
    const [first] = simulate(threeSteps, 'rita', known);
    expect(first?.seats).toMatchObject([
      {
        status: 'held',
        escalations: [{ target: 'programmeOfficer', why: 'late', on: '2027-03-16' }],
      },
      {
        status: 'vacant',
        escalations: [{ target: 'programmeOfficer', why: 'vacant', on: monday }],
      },
    ]);
  });
  it('says what is skipped, and who stands in for the visa', () => {
    const steps = simulate(threeSteps, 'tom', facts());
    expect(steps.map(({ skipped }) => skipped)).toEqual([null, 'requesterAlone', null]);
    const own = simulate(circuit(step('visa', mission)), 'mia', facts());
    expect(own[0]?.seats[0]?.persons).toMatchObject([{ personId: 'olga', via: 'standIn' }]);
  });
  it('adds the delays of an internal chain', () => {
    const chained = facts({
      chains: [{ structure: 'CAF', roles: ['directeur'] }],
      mandates: [...people, named('dan', 'directeur', 'CAF')],
    });
    const [first] = simulate(threeSteps, 'rita', chained);
    expect([first?.dueOn, first?.seats.map(({ askedOn }) => askedOn)]).toEqual([
      '2027-03-30',
      ['2027-03-01', '2027-03-15', '2027-03-01'],
    ]);
  });
  it('says who answers once for two seats, never for the last step', () => {
    const both = facts({ mandates: [...people, onTerritory('ana', 'THA')] });
    expect(simulate(threeSteps, 'rita', both).map(({ answersOnce }) => answersOnce)).toEqual([
      [],
      [{ personId: 'ana', seats: ['territory:THA'] }],
      [],
    ]);
    const last = simulate(circuit(step('s', structures), step('t', territory)), 'rita', both);
    expect(last[1]?.answersOnce).toEqual([]);
  });
});
