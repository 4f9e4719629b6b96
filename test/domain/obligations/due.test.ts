import { describe, expect, it } from 'vitest';
import { askRequest } from '../../../src/domain/circuit/ask.ts';
import { due, type Sent } from '../../../src/domain/obligations/due.ts';
import type { ObligationFacts } from '../../../src/domain/obligations/facts.ts';
import { createHistory } from '../../../src/domain/obligations/history.ts';
import { plan } from '../../../src/domain/obligations/plan.ts';
import { silentActions } from '../../../src/domain/obligations/silent-action.ts';
import { vacantSeatsOn } from '../../../src/domain/obligations/vacant-seat.ts';
import { committee, facts, mandate, pact, seats } from './builders.ts';

function sentBefore(
  keys: Readonly<Record<string, string>> = {},
  digests: readonly string[] = [],
): Sent {
  return { history: createHistory(Object.entries(keys)), digestToday: new Set(digests) };
}

/** What is due to one person about Thau. */
function dueAt(now: string, state: ObligationFacts, sent = sentBefore()) {
  return due(pact, state, sent, now).reminders.filter(({ subject }) => subject === 'THA');
}

const m9 = 'local-committee:THA:2027:M-9:';

describe('what is due', () => {
  it('leaves at its instant, not a minute before, and says when it will wake up', () => {
    const state = facts();
    const before = due(pact, state, sentBefore(), '2027-03-31T06:59:00.000Z');
    expect(before).toEqual({ reminders: [], next: '2027-03-31T07:00:00.000Z' });
    const at = dueAt('2027-03-31T07:00:00.000Z', state);
    expect(at).toMatchObject([{ key: `${m9}nadia`, plannedOn: '2027-03-31', holder: 'nadia' }]);
    const sent = sentBefore({ [`${m9}nadia`]: '2027-03-31T07:00:00.000Z' });
    expect(dueAt('2027-03-31T07:01:00.000Z', state, sent)).toEqual([]);
  });

  it('is said late after a downtime, the latest stage only, within hours', () => {
    const night = due(pact, facts(), sentBefore(), '2027-07-03T02:00:00.000Z');
    expect(night).toEqual({ reminders: [], next: '2027-07-05T07:00:00.000Z' });
    expect(dueAt('2027-07-05T07:00:00.000Z', facts())).toMatchObject([
      { stage: 'M-6', plannedOn: '2027-06-30', recipient: 'nadia' },
    ]);
  });

  it.each([
    ['2027-03-27', '2027-03-26T08:00:00.000Z', 'the eve of summer time'],
    ['2027-03-31', '2027-03-30T07:00:00.000Z', 'right after it'],
    ['2027-10-30', '2027-10-29T07:00:00.000Z', 'the eve of winter time'],
    ['2027-11-03', '2027-11-02T08:00:00.000Z', 'right after it'],
    ['2028-03-01', '2028-02-29T08:00:00.000Z', 'a leap day'],
  ])('is prepared the day before %s at nine in Paris, %s: %s', (day, at) => {
    const state = facts({ meetings: [committee({ day })] });
    const others = sentBefore(
      Object.fromEntries(
        ['J-30', 'J-7'].map((stage) => [`local-committee:THA:${day}:${stage}:nadia`, at]),
      ),
    );
    const minuteBefore = new Date(Date.parse(at) - 60_000).toISOString();
    const eve = (now: string) =>
      dueAt(now, state, others).filter(
        ({ stage, recipient }) => stage === 'J-1' && recipient === 'nadia',
      );
    expect(eve(minuteBefore)).toEqual([]);
    expect(eve(at)).toHaveLength(1);
  });

  it('waits for tomorrow when the digest of today has left', () => {
    const now = '2027-04-01T08:00:00.000Z';
    const late = due(pact, facts(), sentBefore({}, ['nadia', 'julien']), now);
    expect(late).toEqual({ reminders: [], next: '2027-04-02T07:00:00.000Z' });
  });

  it('goes to whoever holds the seat now, unless it was said', () => {
    const mandates = [
      ...seats.filter(({ personId }) => personId !== 'nadia'),
      mandate({
        role: 'territoryReferent',
        territory: 'THA',
        personId: 'nadia',
        endsOn: '2027-04-02',
      }),
      mandate({
        role: 'territoryReferent',
        territory: 'THA',
        personId: 'paul',
        startsOn: '2027-04-03',
      }),
    ];
    const state = facts({ mandates });
    const now = '2027-04-06T09:00:00.000Z';
    expect(dueAt(now, state)).toMatchObject([{ key: `${m9}paul`, holder: 'paul' }]);
    expect(dueAt(now, state, sentBefore({ [`${m9}nadia`]: '2027-03-31T07:00:00.000Z' }))).toEqual(
      [],
    );
    expect(dueAt(now, state, sentBefore({ [`${m9}paul`]: now }))).toEqual([]);
  });

  it('goes to the substitute of whoever is away, and is not said again on their return', () => {
    const away = {
      personId: 'nadia',
      from: '2027-03-29',
      until: '2027-04-05',
      substituteId: 'karim',
    };
    const state = facts({ absences: [away] });
    const now = '2027-03-31T07:00:00.000Z';
    expect(dueAt(now, state)).toMatchObject([{ key: `${m9}karim`, holder: 'nadia' }]);
    const sent = sentBefore({ [`${m9}karim`]: now });
    expect(dueAt('2027-04-07T09:00:00.000Z', state, sent)).toEqual([]);
  });

  it('comes back once it was put off, unless it was answered or something newer is said', () => {
    const snooze = {
      ...{ personId: 'nadia', from: '2027-03-31', until: '2027-04-06' },
      about: 'local-committee:THA',
    };
    const sent = () => sentBefore({ [`${m9}nadia`]: '2027-03-31T07:00:00.000Z' });
    const state = facts({ pauses: [snooze] });
    expect(dueAt('2027-04-06T07:00:00.000Z', state, sent())).toEqual([]);
    const back = dueAt('2027-04-07T07:00:00.000Z', state, sent());
    expect(back).toMatchObject([
      { stage: 'M-9~2027-04-06', recipient: 'nadia', plannedOn: '2027-04-07' },
    ]);
    const again = sentBefore({
      [`${m9}nadia`]: '2027-03-31T07:00:00.000Z',
      [back[0]?.key ?? '']: '2027-04-07T07:00:00.000Z',
    });
    expect(dueAt('2027-04-08T07:00:00.000Z', state, again)).toEqual([]);
    const later = { ...snooze, from: '2027-04-07', until: '2027-04-12' };
    const twice = facts({ pauses: [snooze, later] });
    expect(dueAt('2027-04-13T07:00:00.000Z', twice, again)).toMatchObject([
      { stage: 'M-9~2027-04-12' },
    ]);
    const planned = { pauses: [snooze], meetings: [committee({ knownSince: null })] };
    expect(dueAt('2027-04-07T07:00:00.000Z', facts(planned), sent())).toEqual([]);
    const over = { ...snooze, from: '2027-06-25', until: '2027-07-02' };
    expect(
      dueAt('2027-07-05T07:00:00.000Z', facts({ pauses: [over] }), sent()).map((one) => one.stage),
    ).toEqual(['M-6']);
  });

  it('does not come back to somebody who put nothing off', () => {
    const snooze = { from: '2027-03-31', until: '2027-04-06', about: 'local-committee:THA' };
    const sent = sentBefore({ [`${m9}nadia`]: '2027-03-31T07:00:00.000Z' });
    for (const pause of [
      { ...snooze, personId: 'karim' },
      { ...snooze, personId: 'nadia', about: 'local-committee:MTP' },
      { ...snooze, personId: 'nadia', about: null },
    ])
      expect(dueAt('2027-04-07T07:00:00.000Z', facts({ pauses: [pause] }), sent)).toEqual([]);
  });

  it('is nothing once done, even if it was late', () => {
    const held = facts({ meetings: [committee({ state: 'held', day: '2027-04-01' })] });
    expect(dueAt('2027-04-06T09:00:00.000Z', held)).toEqual([]);
  });

  it('does not tell again of a period that was corrected backwards', () => {
    // The seat was vacant since January, then its end was corrected to February.
    const mandates = seats.map((one) =>
      one.role === 'referent' ? { ...one, endsOn: '2027-02-10' } : one,
    );
    const sent = sentBefore({
      'vacant-seat:exemple:2027-04:list:claire': '2027-04-01T07:00:00.000Z',
    });
    const now = '2027-04-20T08:00:00.000Z';
    expect(
      due(pact, facts({ mandates }), sent, now).reminders.map(({ obligation }) => obligation),
    ).not.toContain('vacant-seat');
    expect(
      due(pact, facts({ mandates }), sentBefore(), now).reminders.map(
        ({ obligation }) => obligation,
      ),
    ).toContain('vacant-seat');
  });

  it('is nothing once the pact is closed', () => {
    const state = facts({ closedAt: '2027-03-30T10:00:00.000Z' });
    expect(due(pact, state, sentBefore(), '2027-03-31T07:00:00.000Z').reminders).toEqual([]);
  });
});

describe('what a message lists', () => {
  it('is the vacant seats of its day', () => {
    const mandates = seats.filter(({ role }) => role !== 'coPilot' && role !== 'referent');
    expect(vacantSeatsOn(pact, facts({ mandates }), '2027-04-01')).toEqual([
      { kind: 'structure', code: 'CAF' },
      { kind: 'coPilot', code: 'THA-G1' },
    ]);
  });

  it('is the actions that are silent on its day', () => {
    const action = { id: 'a1', groupId: 'g1', lastNewsOn: '2027-02-28', awaitingValidation: false };
    const state = facts({ actions: [action, { ...action, id: 'a2', lastNewsOn: '2027-05-01' }] });
    expect(silentActions(pact, state, '2027-06-27')).toEqual([]);
    expect(silentActions(pact, state, '2027-06-28')).toEqual([action]);
  });
});

describe('the steps of a request', () => {
  const circuit = pact.circuits.find(({ code }) => code === 'indicateurs');
  const people = { mandates: seats, absences: [], substitutions: [], departed: [] };
  const subject = { structures: [], territories: ['THA'], groupId: 'g1' };
  const known = { ...people, subject, calendar: pact.calendar, chains: [] };

  function open(absences: ObligationFacts['absences'] = []) {
    if (!circuit) throw new Error('no such circuit');
    const ask = {
      requestId: 'r1',
      requester: 'yanis',
      circuit,
      subject: { kind: 'action', id: 'a1' },
    };
    const asked = askRequest(
      { ...ask, shown: 'x', textId: null, openRequest: null },
      { ...known, today: '2027-05-03' },
      '2027-05-03T08:00:00.000Z',
    );
    if (!asked.ok) throw new Error(asked.refusal.kind);
    return facts({
      requests: [{ code: 'V-1', events: asked.value, facts: { ...known, absences } }],
    });
  }

  function steps(state: ObligationFacts) {
    return plan(pact, state, '2027-05-01', '2027-05-31')
      .filter(({ obligation }) => obligation === 'validation-step')
      .map(({ at, key }) => `${at} ${key}`);
  }

  it('are reminded as their circuit says, over Ascension Day', () => {
    // Asked on Monday 3 May; the 6th is Ascension Day: 3 working days after is Friday the 7th.
    expect(steps(open())).toEqual([
      '2027-05-07T07:00:00.000Z validation-step:V-1:visa-1:after3:claire',
      '2027-05-11T07:00:00.000Z validation-step:V-1:visa-1:due:claire',
    ]);
  });

  it('wait for whoever is away with nobody to stand in', () => {
    const away = {
      personId: 'claire',
      from: '2027-05-05',
      until: '2027-05-09',
      substituteId: null,
    };
    expect(steps(open([away]))[0]).toContain('after3:claire');
    expect(steps(open([away]))).toHaveLength(2);
  });
});

it('asks nothing more of a campaign that was closed, however late the reminder is', () => {
  const late = (closedAt: string) => {
    const campaigns = [{ year: 2027, openedAt: null, closedAt }];
    return due(pact, facts({ campaigns }), sentBefore(), '2028-02-02T10:00:00.000Z')
      .reminders.filter(({ obligation }) => obligation === 'indicator-campaign')
      .map(({ stage }) => stage);
  };
  expect(late('2028-02-20T10:00:00.000Z')).toEqual(['J+1', 'J+1']);
  expect(late('2028-02-01T18:00:00.000Z')).toEqual([]);
});
