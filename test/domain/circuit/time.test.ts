import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/domain/circuit/advance.ts';
import { applyEvent } from '../../../src/domain/circuit/apply-event.ts';
import type { RequestEvent } from '../../../src/domain/circuit/events.ts';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import type { RequestState } from '../../../src/domain/circuit/state.ts';
import { addDays } from '../../../src/domain/days.ts';
import {
  all,
  answer,
  asked,
  circuit,
  facts,
  instant,
  monday,
  people,
  referent,
  refusalOf,
  step,
  structures,
} from './builders.ts';
import { afterAct, play, seat, where } from './play.ts';

const start = asked();

/** Visits every day up to the last one, as a scheduler that never stops would. */
function daily(
  state: RequestState,
  until: string,
  known: CircuitFacts = facts(),
): readonly RequestEvent[] {
  const events: RequestEvent[] = [];
  let now = state;
  for (let today = state.askedOn; today <= until; today = addDays(today, 1)) {
    const brought = advance(now, { ...known, today }, instant(today));
    events.push(...brought);
    now = brought.reduce(applyEvent, now);
  }
  return events;
}

function lines(events: readonly RequestEvent[], seatId = 'structure:CAF'): readonly string[] {
  return events.flatMap((event) => {
    if (!('seat' in event) || event.seat !== seatId) return [];
    if (event.kind === 'reminded') return [`${event.on} ${event.stage} ${event.persons.join('+')}`];
    if (event.kind === 'escalated')
      return [`${event.on} ${event.target} ${event.why} ${event.persons.join('+')}`];
    return [`${event.on} ${event.kind}`];
  });
}

describe('what time brings', () => {
  it('reminds, reminds when the delay runs out, then escalates, each once, on working days', () =>
    expect(lines(daily(start, '2027-12-31'))).toEqual([
      '2027-03-08 after5 ana',
      '2027-03-11 after8 ana',
      '2027-03-15 due ana',
      '2027-03-16 programmeOfficer late mia',
    ]));

  it('reaches the substitute first, then the programme officer two working days later', () => {
    const known = facts({
      substitutions: [{ personId: 'ana', substituteId: 'sam', from: monday, until: null }],
    });
    const events = daily(start, '2027-12-31', known);
    expect(lines(events).slice(-2)).toEqual([
      '2027-03-16 substitute late sam',
      '2027-03-18 programmeOfficer late mia',
    ]);
    const state = events.reduce(applyEvent, start);
    expect(where(play(state, ['sam', 'max'], known))).toBe('territoire open');
  });

  it('waits between two escalations as long as the step says', () => {
    const known = facts({
      substitutions: [{ personId: 'ana', substituteId: 'sam', from: monday, until: null }],
    });
    const slow = circuit(step('structures', structures, all, { escalateEvery: 4 }));
    const events = daily(asked({ circuit: slow }), '2027-12-31', known);
    expect(lines(events).slice(-2)).toEqual([
      '2027-03-16 substitute late sam',
      '2027-03-22 programmeOfficer late mia',
    ]);
  });

  it('tells the programme officer without giving her the seat', () => {
    const state = daily(start, '2027-03-31').reduce(applyEvent, start);
    expect(refusalOf(state, answer(state, 'mia'))).toMatchObject({ kind: 'noSeat' });
  });

  it('gives the visa to the oversight role when the programme officer is late', () => {
    const visa = play(start, ['ana', 'max', 'tom']);
    const events = daily(visa, '2027-12-31');
    expect(lines(events, 'programmeOfficer').at(-1)).toBe('2027-03-09 oversight late olga');
    expect(where(play(events.reduce(applyEvent, visa), ['olga']))).toBe('ended approved');
  });

  it('sends only the latest stage after a downtime, with the day it was meant for', () => {
    const late = advance(start, facts({ today: '2027-03-12' }), instant('2027-03-12'));
    expect(lines(late)).toEqual(['2027-03-12 after8 ana']);
    expect(late[0]).toMatchObject({ plannedOn: '2027-03-11' });
  });

  it('has one stable key for each stage, step, round and seat', () => {
    const keys = daily(start, '2027-12-31').flatMap((event) => ('key' in event ? [event.key] : []));
    expect(keys).toContain('r1:structures:1:after5:structure:CAF');
    expect(keys).toContain('r1:structures:1:escalation-programmeOfficer:structure:MSA');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leaves those who have answered alone', () =>
    expect(lines(daily(play(start, ['ana']), '2027-12-31'))).toEqual([]));

  it('brings nothing while changes are awaited, nor once the request has ended', () => {
    expect(daily(play(start, ['ana change']), '2027-12-31')).toEqual([]);
    expect(daily(play(start, ['ana refuse']), '2027-12-31')).toEqual([]);
  });

  it('starts anew for a round that is asked again', () => {
    const again = afterAct(play(start, ['max change']), {
      kind: 'amend',
      by: 'rita',
      version: 1,
      shown: 'v2',
      textId: null,
    });
    const keys = daily(again, '2027-03-09').flatMap((event) => ('key' in event ? [event.key] : []));
    expect(keys).toContain('r1:structures:2:after5:structure:CAF');
  });

  it('starts anew for a person to whom the seat was reassigned', () => {
    const later = facts({ today: '2027-03-16' });
    const before = daily(start, '2027-03-16').reduce(applyEvent, start);
    const given = afterAct(
      before,
      {
        kind: 'reassign',
        by: 'mia',
        step: 'structures',
        seat: 'structure:CAF',
        to: 'zoe',
        textId: null,
      },
      later,
    );
    const events = daily(given, '2027-04-30').filter(({ on }) => on > '2027-03-16');
    expect(lines(events)).toEqual([
      '2027-03-23 after5 zoe',
      '2027-03-26 after8 zoe',
      '2027-03-31 due zoe',
      '2027-04-01 programmeOfficer late mia',
    ]);
    expect(events.find(({ kind }) => kind === 'reminded')).toMatchObject({
      key: 'r1:structures:1:after5~2:structure:CAF',
    });
  });
});

describe('«en validation interne jusqu’au»', () => {
  const held = (until: string) =>
    afterAct(start, {
      kind: 'holdInternally',
      by: 'ana',
      step: 'structures',
      version: 1,
      until,
      textId: null,
    });

  it('beyond the delay: nothing until then, a reminder the working day after, then escalation', () =>
    expect(lines(daily(held('2027-03-26'), '2027-12-31'))).toEqual([
      '2027-03-30 internal-2027-03-26 ana',
      '2027-03-31 programmeOfficer late mia',
    ]));
  it('within the delay: the other stages go on after it', () =>
    expect(lines(daily(held('2027-03-09'), '2027-12-31'))).toEqual([
      '2027-03-10 internal-2027-03-09 ana',
      '2027-03-11 after8 ana',
      '2027-03-15 due ana',
      '2027-03-16 programmeOfficer late mia',
    ]));
  it('says nothing of the others', () =>
    expect(lines(daily(held('2027-03-26'), '2027-03-08'), 'structure:MSA')).toEqual([
      '2027-03-08 after5 max',
    ]));
});

describe('vacant seats and people who come and go', () => {
  const vacant = facts({ mandates: people.filter(({ personId }) => personId !== 'ana') });

  it('a vacant seat escalates at once, with the events that open the step', () => {
    const state = asked({}, vacant);
    expect(seat(state, 'structure:CAF')).toMatchObject({
      status: 'vacant',
      escalations: [{ target: 'programmeOfficer', why: 'vacant', persons: ['mia'], on: monday }],
    });
    expect(lines(daily(state, '2027-12-31', vacant))).toEqual([]);
  });

  it('a person named to a vacant seat is asked, and reminded from then on', () => {
    const state = asked({}, vacant);
    const named = facts({ mandates: [...vacant.mandates, referent('ann', 'CAF')] });
    const events = daily(state, '2027-03-08', named);
    expect(lines(events)).toEqual(['2027-03-01 holdersChanged', '2027-03-08 after5 ann']);
    expect(seat(events.reduce(applyEvent, state), 'structure:CAF')).toMatchObject({
      status: 'held',
      persons: [{ personId: 'ann' }],
    });
  });

  it('a seat whose holder left becomes vacant and escalates at once', () => {
    const events = advance(start, { ...vacant, today: '2027-03-03' }, instant('2027-03-03'));
    expect(lines(events)).toEqual([
      '2027-03-03 programmeOfficer vacant mia',
      '2027-03-03 holdersChanged',
    ]);
  });

  it('reminders of somebody away go to the substitute', () => {
    const away = { personId: 'ana', from: '2027-03-08', until: '2027-03-08', substituteId: 'sam' };
    const known = facts({ absences: [away] });
    expect(lines(daily(start, '2027-03-09', known))).toEqual([
      '2027-03-08 holdersChanged',
      '2027-03-08 after5 sam',
      '2027-03-09 holdersChanged',
    ]);
  });

  it('or wait for their return; escalation does not', () => {
    const away = { personId: 'ana', from: '2027-03-02', until: '2027-03-17', substituteId: null };
    expect(lines(daily(start, '2027-03-31', facts({ absences: [away] })))).toEqual([
      '2027-03-16 programmeOfficer late mia',
      '2027-03-18 due ana',
    ]);
  });

  it('somebody who handed over is no longer reminded', () => {
    const known = facts({
      substitutions: [{ personId: 'ana', substituteId: 'sam', from: monday, until: null }],
    });
    const passed = afterAct(
      start,
      { kind: 'passToSubstitute', by: 'ana', step: 'structures', version: 1 },
      known,
    );
    expect(lines(daily(passed, '2027-03-08', known))).toEqual(['2027-03-08 after5 sam']);
  });
});
