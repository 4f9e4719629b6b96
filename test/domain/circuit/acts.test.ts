import { describe, expect, it } from 'vitest';
import type { AmendAct } from '../../../src/domain/circuit/acts.ts';
import { askRequest } from '../../../src/domain/circuit/ask.ts';
import type { CircuitAct } from '../../../src/domain/circuit/decide.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import type { RequestState } from '../../../src/domain/circuit/state.ts';
import {
  answer,
  ask,
  asked,
  circuit,
  eventsOf,
  facts,
  instant,
  monday,
  officer,
  people,
  referent,
  refusalOf,
  threeSteps,
} from './builders.ts';
import { afterAct, play, seat, seatIds, where } from './play.ts';

const start = asked();

describe('asking', () => {
  it.each([
    [
      'a circuit that is switched off',
      { circuit: { ...threeSteps, enabled: false } },
      'circuitDisabled',
    ],
    [
      'a circuit that left the file',
      { circuit: { ...threeSteps, retiredOn: monday } },
      'circuitDisabled',
    ],
    ['a circuit without step', { circuit: circuit() }, 'circuitEmpty'],
    ['a second request on the same subject', { openRequest: 'V-12' }, 'alreadyOpen'],
  ])('refuses %s', (_, change, kind) =>
    expect(askRequest({ ...ask, ...change }, facts(), instant(monday))).toMatchObject({
      ok: false,
      refusal: { kind },
    }),
  );
  it('gives the working days of the step', () =>
    expect(start.steps[0]?.rounds[0]?.dueOn).toBe('2027-03-15'));
});

describe('amending', () => {
  const amend: AmendAct = { kind: 'amend', by: 'rita', version: 1, shown: 'v2', textId: null };

  it('asks all seats of the step again, former answers stay, earlier steps stand', () => {
    const waiting = play(start, ['ana', 'max', 'tom change']);
    expect(where(waiting)).toBe('awaiting changes');
    const again = afterAct(waiting, amend);
    expect(where(again)).toBe('territoire open');
    expect(again.steps.map(({ status }) => status)).toEqual(['approved', 'open', 'upcoming']);
    expect(again.steps[1]?.rounds.map(({ version, closed }) => [version, closed?.outcome])).toEqual(
      [
        [1, 'changesAsked'],
        [2, undefined],
      ],
    );
    expect(again.steps[1]?.rounds[0]?.seats[0]?.answer).toMatchObject({ by: 'tom', version: 1 });
    expect(where(play(again, ['tom', 'mia']))).toBe('ended approved');
  });
  it('asks again those who had approved at the same step', () => {
    const again = afterAct(play(start, ['ana', 'max change']), amend);
    expect(where(play(again, ['max']))).toBe('structures open');
  });
  it('is possible while the step is open: answers given on the old version no longer count', () => {
    const again = afterAct(play(start, ['ana']), amend);
    expect(again.steps[0]?.rounds[0]?.closed?.outcome).toBe('amended');
    expect(where(play(again, ['max']))).toBe('structures open');
  });
  it('keeps asking a structure that is no longer engaged, and one that joined', () => {
    const known = facts({
      mandates: [...people, referent('cat', 'MLJ')],
      subject: { structures: ['CAF', 'MLJ'], territories: ['THA'], groupId: 'g1' },
    });
    const again = afterAct(play(start, ['max change']), amend, known);
    expect(seatIds(again)).toEqual(['structure:CAF', 'structure:MSA', 'structure:MLJ']);
  });
  it('never skips a step that asked for changes', () => {
    const known = facts({
      mandates: people.map((m) => (m.personId === 'tom' ? { ...m, personId: 'rita' } : m)),
    });
    const again = afterAct(play(start, ['ana', 'max', 'tom change']), amend, known);
    expect(where(again)).toBe('territoire open');
    expect(seat(again, 'territory:THA')).toMatchObject({ status: 'vacant' });
  });
  it('twice is a success without event', () =>
    expect(eventsOf(afterAct(play(start, ['ana change']), amend), amend)).toEqual([]));
  it('to what is already shown changes nothing', () =>
    expect(eventsOf(start, { ...amend, shown: 'v1' })).toEqual([]));
  it('may answer by a text alone when changes were asked for', () => {
    const waiting = play(start, ['ana change']);
    expect(refusalOf(waiting, { ...amend, shown: 'v1' })).toEqual({ kind: 'nothingAmended' });
    expect(where(afterAct(waiting, { ...amend, shown: 'v1', textId: 't' }))).toBe(
      'structures open',
    );
  });

  const refusals: readonly [string, RequestState, AmendAct, object][] = [
    ['by anyone else', start, { ...amend, by: 'ana' }, { kind: 'notRequester', requester: 'rita' }],
    [
      'of an older version',
      afterAct(start, amend),
      { ...amend, shown: 'v3' },
      { kind: 'olderVersion', version: 2 },
    ],
    ['of an ended request', play(start, ['ana refuse']), amend, { kind: 'ended' }],
  ];
  it.each(refusals)('is refused %s', (_, state, act, expected) =>
    expect(refusalOf(state, act)).toMatchObject(expected),
  );
});

describe('cancelling', () => {
  const cancel = (by: string): CircuitAct => ({ kind: 'cancel', by, textId: null });

  it.each(['rita', 'mia'])('by %s ends the request', (by) =>
    expect(where(afterAct(start, cancel(by)))).toBe('ended cancelled'),
  );
  it('also while changes are awaited', () => {
    const state = afterAct(play(start, ['ana change']), cancel('rita'));
    expect([where(state), state.steps[0]?.status]).toEqual(['ended cancelled', 'cancelled']);
  });
  it('twice by the same person is a success; by another, it is said who did', () => {
    const state = afterAct(start, cancel('rita'));
    expect(eventsOf(state, cancel('rita'))).toEqual([]);
    expect(refusalOf(state, cancel('mia'))).toMatchObject({ kind: 'cancelled', by: 'rita' });
  });
  it('by anyone else is refused', () =>
    expect(refusalOf(start, cancel('ana'))).toMatchObject({
      kind: 'mayNotCancel',
      officers: ['mia'],
    }));
});

describe('reassigning', () => {
  const reassign: CircuitAct = {
    kind: 'reassign',
    by: 'mia',
    step: 'structures',
    seat: 'structure:CAF',
    to: 'zoe',
    textId: null,
  };

  it('gives the seat and a whole delay to somebody else', () => {
    const known = facts({ today: '2027-03-16' });
    const state = afterAct(start, reassign, known);
    expect(seat(state, 'structure:CAF')).toMatchObject({ dueOn: '2027-03-31', take: 2 });
    expect(where(play(state, ['zoe', 'max']))).toBe('territoire open');
  });
  it('tells the former holder', () =>
    expect(refusalOf(afterAct(start, reassign), answer(start, 'ana'))).toMatchObject({
      kind: 'reassigned',
      to: 'zoe',
    }));
  it('stays when the step is asked again', () => {
    const waiting = play(afterAct(start, reassign), ['max change']);
    const again = afterAct(waiting, {
      kind: 'amend',
      by: 'rita',
      version: 1,
      shown: 'v2',
      textId: null,
    });
    expect(seat(again, 'structure:CAF').persons).toMatchObject([{ personId: 'zoe' }]);
  });
  it('twice is a success without event', () =>
    expect(eventsOf(afterAct(start, reassign), reassign)).toEqual([]));

  const refusals: readonly [string, RequestState, object, CircuitFacts, object][] = [
    [
      'by anyone but a programme officer',
      start,
      { by: 'ana' },
      facts(),
      { kind: 'notProgrammeOfficer', officers: ['mia'] },
    ],
    ['to the requester', start, { to: 'rita' }, facts(), { kind: 'targetIsRequester' }],
    ['to somebody who left', start, {}, facts({ departed: ['zoe'] }), { kind: 'targetLeft' }],
    [
      'of a seat that has answered',
      play(start, ['ana']),
      {},
      facts(),
      { kind: 'alreadyDecided', by: 'ana' },
    ],
    ['of a seat made up', start, { seat: 'x' }, facts(), { kind: 'unknownSeat' }],
    ['of a closed step', play(start, ['ana', 'max']), {}, facts(), { kind: 'stepClosed' }],
  ];
  it.each(refusals)('is refused %s', (_, state, change, known, expected) =>
    expect(refusalOf(state, { ...reassign, ...change } as CircuitAct, known)).toMatchObject(
      expected,
    ),
  );
});

describe('deciding in somebody’s place', () => {
  const decideFor: CircuitAct = {
    kind: 'decideFor',
    by: 'mia',
    step: 'structures',
    version: 1,
    seat: 'structure:CAF',
    decision: 'approve',
    reasonId: 'reason',
  };
  const late = facts({ today: '2027-03-16' });
  const away = { personId: 'ana', from: monday, until: monday, substituteId: null };
  const absent = facts({ absences: [away] });

  it.each([
    ['somebody late', start, late, 'late', ['ana']],
    ['somebody away with nobody to stand in', start, absent, 'absent', ['ana']],
    ['a vacant seat', start, facts({ mandates: people.slice(1) }), 'vacant', []],
  ] as const)('is possible for %s, and says it', (_, state, known, why, inPlaceOf) => {
    const done = afterAct(state, decideFor, known);
    expect(seat(done, 'structure:CAF').answer).toMatchObject({
      by: 'mia',
      inPlaceOf,
      reasonId: 'reason',
    });
    expect(eventsOf(state, decideFor, known)[0]).toMatchObject({ kind: 'decidedFor', why });
    expect(where(play(done, ['max'], known))).toBe('territoire open');
  });
  it('is possible after the delay even during an internal validation', () => {
    const held = afterAct(start, {
      kind: 'holdInternally',
      by: 'ana',
      step: 'structures',
      version: 1,
      until: '2027-03-31',
      textId: null,
    });
    expect(eventsOf(held, decideFor, late)[0]).toMatchObject({ why: 'late' });
  });
  it('twice is a success without event', () =>
    expect(eventsOf(afterAct(start, decideFor, late), decideFor, late)).toEqual([]));

  const refusals: readonly [string, RequestState, object, CircuitFacts, object][] = [
    [
      'on the last day',
      start,
      {},
      facts({ today: '2027-03-15' }),
      { kind: 'notAbsentNorLate', dueOn: '2027-03-15' },
    ],
    [
      'while a substitute is there',
      start,
      {},
      facts({ absences: [{ ...away, substituteId: 'sam' }] }),
      { kind: 'notAbsentNorLate' },
    ],
    [
      'by anyone but a programme officer',
      start,
      { by: 'max' },
      late,
      { kind: 'notProgrammeOfficer' },
    ],
    ['without reason', start, { reasonId: null }, late, { kind: 'textMissing', field: 'reason' }],
    ['on an older version', start, { version: 0 }, late, { kind: 'olderVersion' }],
    ['on one’s own request', asked({ requester: 'mia' }), {}, late, { kind: 'ownRequest' }],
    ['once it was answered', play(start, ['ana refuse']), {}, late, { kind: 'ended' }],
  ];
  it.each(refusals)('is refused %s', (_, state, change, known, expected) =>
    expect(refusalOf(state, { ...decideFor, ...change } as CircuitAct, known)).toMatchObject(
      expected,
    ),
  );
  it('is refused for one’s own seat', () => {
    const known = facts({ today: '2027-04-30', mandates: [...people, officer('lea')] });
    const state = play(start, ['ana', 'max', 'tom']);
    const own = { ...decideFor, step: 'visa', seat: 'programmeOfficer' } as CircuitAct;
    expect(refusalOf(state, own, known)).toEqual({ kind: 'holdsSeat', seat: 'programmeOfficer' });
  });
});
