import { describe, expect, it } from 'vitest';
import type { CircuitAct } from '../../../src/domain/circuit/decide.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import type { RequestState } from '../../../src/domain/circuit/state.ts';
import {
  all,
  answer,
  asked,
  circuit,
  eventsOf,
  facts,
  mission,
  monday,
  named,
  people,
  referent,
  refusalOf,
  step,
  structures,
} from './builders.ts';
import { afterAct, play, seat, where } from './play.ts';

const start = asked();
const withBob = facts({ mandates: [...people, referent('bob', 'CAF')] });
const cancelled = afterAct(start, { kind: 'cancel', by: 'rita', textId: 'why' });
const amended = afterAct(start, {
  kind: 'amend',
  by: 'rita',
  version: 1,
  shown: 'v2',
  textId: null,
});
const first = { step: 'structures', version: 1 };

describe('a truthful refusal', () => {
  const cases: readonly [string, RequestState, CircuitAct, CircuitFacts, object][] = [
    [
      'an older version: the new one is given',
      amended,
      answer(amended, 'ana', 'approve', { version: 1 }),
      facts(),
      { kind: 'olderVersion', seen: 1, version: 2, shown: 'v2' },
    ],
    [
      'a version that never was',
      start,
      answer(start, 'ana', 'approve', { version: 7 }),
      facts(),
      { kind: 'olderVersion', seen: 7, version: 1 },
    ],
    [
      'a closed step: its outcome, by whom',
      play(start, ['ana', 'max']),
      answer(start, 'ana', 'refuse', first),
      facts(),
      { kind: 'stepClosed', step: 'structures', outcome: 'approved', by: 'max' },
    ],
    [
      'a colleague has answered for the seat: by whom and when',
      play(start, ['ana'], withBob),
      answer(start, 'bob', 'approve', first),
      withBob,
      { kind: 'alreadyDecided', seat: 'structure:CAF', decision: 'approve', by: 'ana' },
    ],
    [
      'another answer by the same person',
      play(start, ['ana']),
      answer(start, 'ana', 'refuse', first),
      facts(),
      { kind: 'alreadyDecided', decision: 'approve', by: 'ana' },
    ],
    [
      'somebody without a seat is told who has one',
      start,
      answer(start, 'tom'),
      facts(),
      { kind: 'noSeat', persons: [{ personId: 'ana' }, { personId: 'max' }] },
    ],
    [
      'an ended mandate',
      start,
      answer(start, 'ana'),
      facts({ mandates: [{ ...referent('ana', 'CAF'), endsOn: '2027-02-28' }] }),
      { kind: 'mandateEnded', seat: 'structure:CAF' },
    ],
    [
      'a mandate that had ended before the ask',
      start,
      answer(start, 'old'),
      facts({ mandates: [...people, { ...referent('old', 'CAF'), endsOn: '2026-12-31' }] }),
      { kind: 'mandateEnded', seat: 'structure:CAF' },
    ],
    ['the requester’s own', start, answer(start, 'rita'), facts(), { kind: 'ownRequest' }],
    [
      'a cancelled request',
      cancelled,
      answer(start, 'ana'),
      facts(),
      { kind: 'cancelled', by: 'rita', textId: 'why' },
    ],
    [
      'an ended request',
      play(start, ['ana refuse']),
      answer(start, 'max'),
      facts(),
      { kind: 'ended', outcome: 'refused', by: 'ana' },
    ],
    [
      'a step that is not open yet',
      start,
      answer(start, 'mia', 'approve', { step: 'visa' }),
      facts(),
      { kind: 'stepNotOpen', step: 'visa' },
    ],
    [
      'a step that was skipped',
      play(asked({ requester: 'tom' }), ['ana', 'max']),
      answer(start, 'ana', 'approve', { step: 'territoire' }),
      facts(),
      { kind: 'stepSkipped' },
    ],
    [
      'a step made up',
      start,
      answer(start, 'ana', 'approve', { step: 'faux' }),
      facts(),
      { kind: 'unknownStep', step: 'faux' },
    ],
    [
      'a seat made up',
      start,
      answer(start, 'ana', 'approve', { seat: 'structure:ZZZ' }),
      facts(),
      { kind: 'unknownSeat', seat: 'structure:ZZZ' },
    ],
    [
      'the seat of another structure',
      start,
      answer(start, 'ana', 'approve', { seat: 'structure:MSA' }),
      facts(),
      { kind: 'noSeat', persons: [{ personId: 'max' }] },
    ],
    [
      'changes are awaited',
      play(start, ['ana change']),
      answer(start, 'max', 'approve', first),
      facts(),
      { kind: 'changesAsked', by: 'ana', textId: 'text-ana' },
    ],
    ...(['reserve', 'change', 'refuse'] as const).map(
      (word): [string, RequestState, CircuitAct, CircuitFacts, object] => [
        `a text is missing: ${word}`,
        start,
        answer(start, 'ana', word, { textId: null }),
        facts(),
        { kind: 'textMissing', field: 'text' },
      ],
    ),
  ];
  it.each(cases)('%s', (_, state, act, known, expected) =>
    expect(refusalOf(state, act, known)).toMatchObject(expected),
  );

  it('a link of a chain whose turn has not come', () => {
    const known = facts({
      chains: [{ structure: 'CAF', roles: ['directeur'] }],
      mandates: [...people, named('dan', 'directeur', 'CAF')],
    });
    const state = asked({}, known);
    expect(refusalOf(state, answer(state, 'dan'), known)).toMatchObject({ kind: 'notYourTurn' });
  });

  it('a substitute once the absence is over', () => {
    const away = { personId: 'ana', from: monday, until: monday, substituteId: 'sam' };
    const state = asked({}, facts({ absences: [away] }));
    const tuesday = facts({ absences: [away], today: '2027-03-02' });
    expect(refusalOf(state, answer(state, 'sam'), tuesday)).toEqual({
      kind: 'substitutionEnded',
      step: 'structures',
      inPlaceOf: 'ana',
    });
  });
});

describe('the same answer again is a success without event', () => {
  const cases: readonly [string, RequestState, CircuitAct][] = [
    ['while the step is open', play(start, ['ana']), answer(start, 'ana')],
    ['once the step is closed', play(start, ['ana', 'max']), answer(start, 'max')],
    [
      'once the request has ended',
      play(start, ['ana refuse']),
      answer(start, 'ana', 'refuse', first),
    ],
    [
      'once it was cancelled',
      afterAct(play(start, ['ana']), { kind: 'cancel', by: 'mia', textId: null }),
      answer(start, 'ana'),
    ],
    ['asking for changes', play(start, ['ana change']), answer(start, 'ana', 'change', first)],
  ];
  it.each(cases)('%s', (_, state, act) => expect(eventsOf(state, act)).toEqual([]));

  it('but another text is another answer', () => {
    const state = play(start, ['ana reserve']);
    const other = answer(start, 'ana', 'reserve', { ...first, textId: 'other' });
    expect(refusalOf(state, other)).toMatchObject({ kind: 'alreadyDecided', by: 'ana' });
  });

  it('and on the version before it is an older version', () => {
    const state = afterAct(play(start, ['ana']), {
      kind: 'amend',
      by: 'rita',
      version: 1,
      shown: 'v2',
      textId: null,
    });
    expect(eventsOf(state, answer(start, 'ana', 'approve', first))).toEqual([]);
    expect(refusalOf(state, answer(start, 'max', 'approve', first))).toMatchObject({
      kind: 'olderVersion',
    });
  });
});

describe('who may answer, on the day', () => {
  it('a référent named since the step opened', () =>
    expect(where(play(start, ['bob', 'max'], withBob))).toBe('territoire open'));

  it('a substitute, in the place of somebody away', () => {
    const away = { personId: 'ana', from: monday, until: monday, substituteId: 'sam' };
    const known = facts({ absences: [away] });
    const state = play(start, ['sam'], known);
    expect(seat(state, 'structure:CAF').answer).toMatchObject({
      by: 'sam',
      via: 'substitute',
      inPlaceOf: ['ana'],
    });
  });

  it('the requester’s stand-in at the last step', () => {
    const state = asked({ requester: 'mia', circuit: circuit(step('visa', mission)) });
    expect(where(play(state, ['olga']))).toBe('ended approved');
  });
});

describe('«en validation interne jusqu’au…»', () => {
  const hold = (until: string): CircuitAct => ({
    kind: 'holdInternally',
    by: 'ana',
    step: 'structures',
    version: 1,
    until,
    textId: null,
  });

  it('is kept with the seat and decides nothing', () => {
    const state = afterAct(start, hold('2027-03-20'));
    expect(seat(state, 'structure:CAF')).toMatchObject({
      internalUntil: '2027-03-20',
      answer: null,
    });
    expect(eventsOf(state, hold('2027-03-20'))).toEqual([]);
    expect(where(play(state, ['ana', 'max']))).toBe('territoire open');
  });
  it.each([
    ['today', monday],
    ['the past', '2027-02-01'],
    ['too far', '2027-06-02'],
    ['no day', '2027-02-31'],
  ])('is refused for %s', (_, until) =>
    expect(refusalOf(start, hold(until))).toEqual({
      kind: 'dayOutOfRange',
      from: '2027-03-02',
      until: '2027-06-01',
    }),
  );
  it('lasts as long as the step allows', () => {
    const short = circuit(step('structures', structures, all, { internalMaxDays: 10 }));
    expect(refusalOf(asked({ circuit: short }), hold('2027-03-12'))).toMatchObject({
      kind: 'dayOutOfRange',
      until: '2027-03-11',
    });
  });
  it('needs a seat', () =>
    expect(refusalOf(start, { ...hold('2027-03-20'), by: 'tom' } as CircuitAct)).toMatchObject({
      kind: 'noSeat',
    }));
});

describe('passing to one’s substitute', () => {
  const pass: CircuitAct = { kind: 'passToSubstitute', by: 'ana', step: 'structures', version: 1 };
  const standing = facts({
    substitutions: [{ personId: 'ana', substituteId: 'sam', from: monday, until: null }],
  });

  it('gives them the seat, once', () => {
    const state = afterAct(start, pass, standing);
    expect(eventsOf(state, pass, standing)).toEqual([]);
    expect(where(play(state, ['sam', 'max']))).toBe('territoire open');
  });
  it('works before leaving', () => {
    const soon = facts({
      absences: [{ personId: 'ana', from: '2027-03-08', until: '2027-03-12', substituteId: 'sam' }],
    });
    expect(eventsOf(start, pass, soon)).toMatchObject([{ kind: 'passedToSubstitute', to: 'sam' }]);
  });
  it('is refused without substitute', () =>
    expect(refusalOf(start, pass)).toEqual({ kind: 'noSubstitute' }));
  it('never hands over to the requester', () => {
    const known = facts({
      substitutions: [{ personId: 'ana', substituteId: 'rita', from: monday, until: null }],
    });
    expect(refusalOf(start, pass, known)).toEqual({ kind: 'noSubstitute' });
  });
});

it('a request over two structures still needs both', () =>
  expect(where(play(asked({ circuit: circuit(step('s', structures)) }), ['ana']))).toBe('s open'));
