import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import { replayRequest } from '../../../src/domain/circuit/state.ts';
import type { StepRule } from '../../../src/domain/pact.ts';
import {
  all,
  answer,
  any,
  ask,
  asked,
  circuit,
  eventsOf,
  facts,
  mission,
  monday,
  named,
  onTerritory,
  people,
  quorum,
  referent,
  step,
  structures,
  territory,
} from './builders.ts';
import { afterAct, play, seat, seatIds, where } from './play.ts';

/** Three structures at a first step, then the visa. */
const three = facts({
  mandates: [...people, referent('cat', 'MLJ')],
  subject: { structures: ['CAF', 'MSA', 'MLJ'], territories: ['THA'], groupId: 'g1' },
});

function outcome(rule: StepRule, answers: readonly string[]): string {
  const rules = circuit(step('structures', structures, rule), step('visa', mission, any));
  return where(play(asked({ circuit: rules }, three), answers, three));
}

describe('the rule of a step', () => {
  const cases: readonly [string, StepRule, readonly string[], string][] = [
    ['all: waits for everyone', all, ['ana', 'max'], 'structures open'],
    ['all: everyone approved', all, ['ana', 'max', 'cat'], 'visa open'],
    ['all: a refusal ends the request', all, ['ana', 'max refuse'], 'ended refused'],
    ['all: reservations count as approval', all, ['ana reserve', 'max', 'cat'], 'visa open'],
    ['any: the first approval decides', any, ['max'], 'visa open'],
    ['any: the first refusal decides', any, ['max refuse'], 'ended refused'],
    ['quorum 2: one approval waits', quorum(2), ['ana'], 'structures open'],
    ['quorum 2: two approvals decide', quorum(2), ['ana', 'cat'], 'visa open'],
    ['quorum 2: one refusal leaves it in reach', quorum(2), ['ana refuse'], 'structures open'],
    ['quorum 2: out of reach', quorum(2), ['ana refuse', 'max refuse'], 'ended refused'],
    [
      'quorum 2: two approvals after a refusal',
      quorum(2),
      ['ana refuse', 'max', 'cat'],
      'visa open',
    ],
    ['quorum 9 of three asks all three', quorum(9), ['ana', 'max', 'cat'], 'visa open'],
    ['changes close a step under all', all, ['ana', 'max change'], 'awaiting changes'],
    ['changes close a step under any', any, ['max change'], 'awaiting changes'],
    ['changes close a step under quorum', quorum(2), ['ana', 'max change'], 'awaiting changes'],
  ];
  it.each(cases)('%s', (_, rule, answers, expected) =>
    expect(outcome(rule, answers)).toBe(expected),
  );
});

describe('the way of a request', () => {
  it('goes through every step and ends with the visa', () => {
    const state = play(asked(), ['ana', 'max reserve', 'tom', 'mia']);
    expect(where(state)).toBe('ended approved');
    expect(state.steps.map(({ status }) => status)).toEqual(['approved', 'approved', 'approved']);
  });

  it('returns everything that follows one answer', () => {
    const two = circuit(
      step('structures', structures),
      step('rien', territory),
      step('visa', mission),
    );
    const known = facts({ subject: { structures: ['CAF'], territories: [], groupId: null } });
    const state = asked({ circuit: two }, known);
    const kinds = eventsOf(state, answer(state, 'ana'), known).map(({ kind }) => kind);
    expect(kinds).toEqual(['answered', 'stepClosed', 'stepSkipped', 'stepOpened']);
  });

  it('skips a step that only the requester could answer, and says so', () => {
    const state = asked({ requester: 'tom' });
    const done = play(state, ['ana', 'max']);
    expect(done.steps.map(({ status }) => status)).toEqual(['approved', 'skipped', 'open']);
    expect(done.steps[1]?.skipped).toMatchObject({
      reason: 'requesterAlone',
      seats: [{ id: 'territory:THA', withdrawn: 'tom' }],
    });
  });

  it('never skips the last step: it waits in plain sight', () => {
    const known = facts({ mandates: people.filter(({ role }) => role !== 'named') });
    const state = asked({ requester: 'mia', circuit: circuit(step('visa', mission)) }, known);
    expect(where(state)).toBe('visa open');
    expect(seat(state, 'programmeOfficer')).toMatchObject({ status: 'vacant', withdrawn: 'mia' });
  });

  it('stores how many working days each round and the whole took', () => {
    const on = (today: string) => facts({ today });
    // From Thursday 25 March, over Easter Monday, to Wednesday 31: Friday, Tuesday, Wednesday.
    let state = asked({}, on('2027-03-25'));
    state = play(state, ['ana', 'max'], on('2027-03-31'));
    state = play(state, ['tom'], on('2027-04-01'));
    state = play(state, ['mia'], on('2027-04-01'));
    const elapsed = state.steps.map(({ rounds }) => rounds[0]?.closed?.elapsed);
    expect(elapsed).toEqual([3, 1, 0]);
    expect(state.phase).toMatchObject({ kind: 'ended', elapsed: 4 });
  });

  it('keeps the circuit and the chains as they were when asked', () => {
    const chains = [{ structure: 'CAF', roles: ['directeur'] }];
    const mandates = [...people, named('dan', 'directeur', 'CAF')];
    const before = facts({ chains, mandates });
    const later = circuit(step('autre', mission), step('structures', structures));
    const state = asked(
      { circuit: circuit(step('tout', mission), ...later.steps.slice(1)) },
      before,
    );
    const moved = play(state, ['mia'], facts({ mandates, chains: [] }));
    expect(seatIds(moved)).toContain('structure:CAF/directeur');
  });

  it('says nothing of a request whose events do not begin by the ask', () =>
    expect(() => replayRequest([] as RequestEvent[])).toThrow());
});

describe('an internal chain', () => {
  const known = facts({
    chains: [{ structure: 'CAF', roles: ['adjoint', 'directeur'] }],
    mandates: [...people, named('ada', 'adjoint', 'CAF'), named('dan', 'directeur', 'CAF')],
  });
  const rules = circuit(step('structures', structures), step('visa', mission));

  it('asks each link once the one before has approved, with its own delay', () => {
    const start = asked({ circuit: rules }, known);
    expect(seat(start, 'structure:CAF/adjoint').askedOn).toBeNull();
    const next = play(start, ['ana'], { ...known, today: '2027-03-08' });
    expect(seat(next, 'structure:CAF/adjoint')).toMatchObject({
      askedOn: '2027-03-08',
      dueOn: '2027-03-22',
    });
    expect(seat(next, 'structure:CAF/directeur').askedOn).toBeNull();
  });
  it('approves for the structure with its last link', () => {
    const state = asked({ circuit: rules }, known);
    expect(where(play(state, ['ana', 'max', 'ada'], known))).toBe('structures open');
    expect(where(play(state, ['ana', 'max', 'ada', 'dan'], known))).toBe('visa open');
  });
  it('refuses for the structure with any link', () =>
    expect(where(play(asked({ circuit: rules }, known), ['ana', 'ada refuse'], known))).toBe(
      'ended refused',
    ));
  it('is one voice of a quorum', () => {
    const one = circuit(step('structures', structures, quorum(1)), step('visa', mission));
    const state = play(asked({ circuit: one }, known), ['ana', 'ada'], known);
    expect(where(state)).toBe('structures open');
    expect(where(play(state, ['dan'], known))).toBe('visa open');
  });
  it('goes on past a link that only the requester holds', () => {
    const state = asked({ circuit: rules, requester: 'ada' }, known);
    const next = play(state, ['ana'], known);
    expect(seat(next, 'structure:CAF/directeur').askedOn).toBe(monday);
  });
});

describe('one answer for two seats', () => {
  const both = facts({ mandates: [...people, referent('ana', 'MSA'), onTerritory('ana', 'THA')] });

  it('counts for another seat of the same step, and says from where', () => {
    const rules = circuit(step('structures', structures), step('visa', mission));
    const state = asked({ circuit: rules }, both);
    const events = eventsOf(state, answer(state, 'ana'), both);
    expect(events.filter(({ kind }) => kind === 'answered')).toMatchObject([
      { seat: 'structure:CAF', carriedFrom: null },
      { seat: 'structure:MSA', carriedFrom: { step: 'structures', seat: 'structure:CAF' } },
    ]);
    expect(events.at(-1)).toMatchObject({ kind: 'stepOpened', step: 'visa' });
  });

  it('counts for a seat of the next step', () => {
    const state = play(asked({}, both), ['ana'], both);
    expect(where(state)).toBe('visa open');
    expect(state.steps[1]?.rounds[0]?.seats[0]?.answer).toMatchObject({
      by: 'ana',
      carriedFrom: { step: 'structures', seat: 'structure:CAF' },
    });
  });

  it('never counts for the final visa', () => {
    const visa = facts({
      mandates: people.map((m) => (m.personId === 'tom' ? { ...m, personId: 'mia' } : m)),
    });
    expect(where(play(asked({}, visa), ['ana', 'max', 'mia'], visa))).toBe('visa open');
  });

  it('never counts for two seats of the last step', () => {
    const state = asked({ circuit: circuit(step('structures', structures)) }, both);
    const once = play(state, ['ana'], both);
    expect(where(once)).toBe('structures open');
    expect(where(play(once, ['ana'], both))).toBe('ended approved');
  });

  it('does not go beyond the next step', () => {
    const rules = circuit(
      step('un', { kind: 'structure', structure: 'CAF' }),
      step('deux', territory),
      step('trois', { kind: 'structure', structure: 'CAF' }),
      step('visa', mission),
    );
    expect(where(play(asked({ circuit: rules }, both), ['ana'], both))).toBe('trois open');
  });

  it('does not carry a refusal that did not decide', () => {
    const rules = circuit(
      step('un', structures, quorum(2)),
      step('deux', { kind: 'structure', structure: 'CAF' }),
      step('visa', mission),
    );
    const state = asked({ circuit: rules }, three);
    expect(where(play(state, ['ana refuse', 'max', 'cat'], three))).toBe('deux open');
  });

  it('does not count for a step that is asked again after changes', () => {
    const state = play(asked({}, both), ['ana change'], both);
    const again = afterAct(
      state,
      { kind: 'amend', by: ask.requester, version: 1, shown: 'v2', textId: null },
      both,
    );
    expect(seatIds(again).map((id) => seat(again, id).answer)).toEqual([null, null]);
  });

  it('does not carry what was decided in somebody’s place', () => {
    const rules = circuit(
      step('un', { kind: 'structure', structure: 'CAF' }),
      step('deux', mission),
      step('visa', mission),
    );
    const late = facts({ today: '2027-03-16' });
    const state = afterAct(
      asked({ circuit: rules }),
      {
        kind: 'decideFor',
        by: 'mia',
        step: 'un',
        version: 1,
        seat: 'structure:CAF',
        decision: 'approve',
        reasonId: 'reason',
      },
      late,
    );
    expect(where(state)).toBe('deux open');
  });
});
