import { describe, expect, it } from 'vitest';
import type { ObligationFacts } from '../../../src/domain/obligations/facts.ts';
import { plan } from '../../../src/domain/obligations/plan.ts';
import type { Obligation } from '../../../src/domain/obligations/stage.ts';
import type { PactDefinition } from '../../../src/domain/pact.ts';
import { steeringWindow } from '../../../src/domain/steering-window.ts';
import { committee, facts, lines, mandate, pact, seats } from './builders.ts';

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly of?: Partial<PactDefinition>;
}

function planned(obligation: Obligation, spec: Partial<ObligationFacts> = {}, asked: Asked = {}) {
  const { from = '2027-01-01', to = '2027-12-31', subject, of = {} } = asked;
  return plan({ ...pact, ...of }, facts(spec), from, to).filter(
    (one) => one.obligation === obligation && (subject === undefined || one.subject === subject),
  );
}

const thau = { subject: 'THA' };

describe('the local committee of a year', () => {
  const undated = [
    '2027-03-31 M-9 nadia',
    '2027-06-30 M-6 nadia',
    '2027-09-30 M-3 nadia',
    '2027-11-30 M-1 claire',
    '2027-11-30 M-1 nadia',
  ];

  it('is asked of the référent while it has no date, at last of the chargée de mission', () => {
    expect(lines(planned('local-committee', {}, thau))).toEqual(undated);
    const [first] = planned('local-committee', {}, thau);
    expect(first).toMatchObject({
      key: 'local-committee:THA:2027:M-9:nadia',
      at: '2027-03-31T07:00:00.000Z',
    });
  });

  it('is asked again once cancelled, and left alone once held', () => {
    expect(
      lines(planned('local-committee', { meetings: [committee({ state: 'cancelled' })] }, thau)),
    ).toEqual(undated);
    const held = { meetings: [committee({ state: 'held' as const })] };
    expect(planned('local-committee', held, thau)).toEqual([]);
    expect(planned('local-committee', held, { subject: 'MTP' })).toHaveLength(5);
  });

  it('is prepared once dated, then asked about', () => {
    // 16 May 2027 is a Sunday and the 17th Whit Monday; 8 June is a Tuesday.
    expect(lines(planned('local-committee', { meetings: [committee()] }, thau))).toEqual([
      '2027-05-14 J-30 nadia',
      '2027-06-08 J-7 emilie',
      '2027-06-08 J-7 nadia',
      '2027-06-08 J-7 yanis',
      '2027-06-14 J-1 emilie',
      '2027-06-14 J-1 nadia',
      '2027-06-14 J-1 yanis',
      '2027-06-17 J+2 nadia',
      '2027-06-30 J+15 nadia',
      '2027-07-15 J+30 claire',
    ]);
  });

  it('moves stages before earlier and stages after later, over weekends, feasts and ponts', () => {
    // Friday 7 May 2027, the pont after Ascension Day (6 May), is a working day; 8 May is a Saturday.
    const meetings = [
      committee({ day: '2027-05-10' }),
      committee({ day: '2027-11-02', of: 'MTP' }),
    ];
    const days = (subject: string) =>
      lines(planned('local-committee', { meetings }, { subject })).map((line) => line.slice(0, 15));
    expect(days('THA')).toContain('2027-05-07 J-1 ');
    expect(days('THA')).toContain('2027-05-12 J+2 ');
    // 1 November is a feast and a Monday; 17 November is a Wednesday, 3 October a Sunday.
    expect(days('MTP')).toContain('2027-10-29 J-1 ');
    expect(days('MTP')).toContain('2027-10-01 J-30');
  });

  it('is prepared anew for its new day when it is put off, not for stages already past', () => {
    const moved = committee({ day: '2027-06-30', knownSince: '2027-06-10T08:30:00.000Z' });
    expect(lines(planned('local-committee', { meetings: [moved] }, thau)).slice(0, 2)).toEqual([
      '2027-06-23 J-7 emilie',
      '2027-06-23 J-7 nadia',
    ]);
  });

  it('is not asked of years before the bot followed, nor beyond the term', () => {
    const asked = { from: '2026-01-01', to: '2031-12-31', subject: 'THA' };
    const years = planned('local-committee', { trackedFrom: '2028-10-01' }, asked).map(
      (one) => one.key.split(':')[2],
    );
    expect(years).toEqual(['2028', '2028', '2029', '2029', '2029', '2029', '2029']);
    const short = { ...asked, of: { endsOn: '2027-06-30' } };
    expect(lines(planned('local-committee', {}, short)).at(-1)).toBe('2027-05-28 M-1 nadia');
  });
});

describe('people', () => {
  const nadia = (spec: Partial<ObligationFacts>) =>
    lines(planned('local-committee', spec, { ...thau, to: '2027-07-31' }));
  const away = { personId: 'nadia', from: '2027-03-29', until: '2027-04-05', substituteId: null };

  it('who are away are stood in for, else it waits', () => {
    expect(nadia({ absences: [{ ...away, substituteId: 'karim' }] })[0]).toBe(
      '2027-03-31 M-9 karim',
    );
    expect(nadia({ absences: [away] })[0]).toBe('2027-04-06 M-9 nadia');
    const both = [
      { ...away, substituteId: 'karim' },
      { ...away, personId: 'karim', substituteId: 'julien' },
    ];
    expect(nadia({ absences: both })[0]).toBe('2027-03-31 M-9 julien');
  });

  it('get only the latest of what waited, and nothing that is no longer true', () => {
    expect(nadia({ absences: [{ ...away, until: '2027-07-01' }] })).toEqual([
      '2027-07-02 M-6 nadia',
    ]);
    const meetings = [committee({ day: '2027-04-02' })];
    expect(nadia({ meetings, absences: [away] })).not.toContain('2027-04-06 J-1 nadia');
  });

  it('pause, snooze one subject, choose an hour or a day of the week', () => {
    const pause = { personId: 'nadia', from: '2027-03-30', until: '2027-04-09' };
    expect(nadia({ pauses: [{ ...pause, about: null }] })[0]).toBe('2027-04-12 M-9 nadia');
    expect(nadia({ pauses: [{ ...pause, about: 'local-committee:THA' }] })[0]).toBe(
      '2027-04-12 M-9 nadia',
    );
    expect(nadia({ pauses: [{ ...pause, about: 'local-committee:MTP' }] })[0]).toBe(
      '2027-03-31 M-9 nadia',
    );
    const likes = { personId: 'nadia', hour: '14:00', weekly: false };
    expect(nadia({ preferences: [likes] })[0]).toBe('2027-03-31 14:00 M-9 nadia');
    // Easter Monday 2027 is 29 March: the week begins on the Tuesday.
    expect(nadia({ preferences: [{ ...likes, hour: null, weekly: true }] })[0]).toBe(
      '2027-03-30 M-9 nadia',
    );
  });

  it('who chair the COPIL are never reminded, whatever seat they hold', () => {
    const elected = mandate({ role: 'territoryReferent', territory: 'THA', personId: 'helene' });
    const without = seats.filter(({ territory }) => territory !== 'THA');
    expect(nadia({ mandates: [...without, elected] })).toEqual([]);
  });

  it('are those of the day', () => {
    const mandates = seats.flatMap((one) =>
      one.personId === 'nadia'
        ? [
            { ...one, endsOn: '2027-05-31' },
            mandate({ ...one, personId: 'paul', startsOn: '2027-06-01' }),
          ]
        : [one],
    );
    expect(nadia({ mandates })).toEqual(['2027-03-31 M-9 nadia', '2027-06-30 M-6 paul']);
  });
});

describe('the COPIL', () => {
  it('has its windows; a prorogation moves the last one only', () => {
    const [first, mid, last] = pact.bodies.steeringCommittee;
    const windows = [first, mid, last].map(
      (rule) => rule && steeringWindow(rule, pact, '2030-12-31'),
    );
    expect(windows).toEqual([
      { from: '2026-01-01', until: '2026-06-30' },
      { from: '2027-07-01', until: '2028-07-01' },
      { from: '2030-07-01', until: '2030-12-31' },
    ]);
  });

  it('is asked of the chargée de mission while it has no date', () => {
    const to = { to: '2029-12-31' };
    expect(lines(planned('steering-committee', {}, to))).toEqual([
      '2027-07-01 opening-J+0 claire',
      '2028-03-31 closing-J-90 claire',
      '2028-06-01 closing-J-30 claire',
      '2029-07-02 opening-J+0 claire',
      '2029-10-02 closing-J-90 claire',
      '2029-11-30 closing-J-30 claire',
    ]);
  });

  it('is prepared once dated', () => {
    const meeting = committee({
      body: 'steeringCommittee',
      of: 'intermédiaire',
      day: '2027-11-12',
    });
    expect(lines(planned('steering-committee', { meetings: [meeting] }))).toEqual([
      '2027-10-13 J-30 claire',
      '2027-11-05 J-7 claire',
      '2027-11-15 J+2 claire',
      '2027-11-29 J+15 claire',
    ]);
  });
});

describe('the campaign of indicators', () => {
  const winter = { from: '2027-11-01', to: '2028-02-28' };

  it('reminds both pilots, then the chargée de mission', () => {
    // 1 January is a feast, so J-30 moves to Friday 31 December.
    expect(lines(planned('indicator-campaign', {}, winter))).toEqual([
      '2027-12-01 opening-J+0 emilie',
      '2027-12-01 opening-J+0 yanis',
      '2027-12-31 J-30 emilie',
      '2027-12-31 J-30 yanis',
      '2028-01-17 J-14 emilie',
      '2028-01-17 J-14 yanis',
      '2028-01-28 J-3 emilie',
      '2028-01-28 J-3 yanis',
      '2028-02-01 J+1 emilie',
      '2028-02-01 J+1 yanis',
      '2028-02-08 J+8 claire',
    ]);
  });

  it('is silent for both once either has answered, and for a year that was not followed', () => {
    expect(
      planned('indicator-campaign', { answers: [{ groupId: 'g1', year: 2027 }] }, winter),
    ).toEqual([]);
    expect(planned('indicator-campaign', {}, { to: '2027-11-30' })).toEqual([]);
  });

  it('asks again from the day an answer came back, and says nothing of what went before', () => {
    const reopened = [{ groupId: 'g1', year: 2027, since: '2028-01-20T10:00:00Z' }];
    expect(planned('indicator-campaign', { reopened }, winter).map(({ stage }) => stage)).toEqual([
      ...['J-3', 'J-3', 'J+1', 'J+1', 'J+8'],
    ]);
  });

  it('opens on the day it was opened by hand, and stops when it is closed', () => {
    const campaigns = [
      { year: 2027, openedAt: '2027-11-15T13:00:00Z', closedAt: '2028-01-20T10:00:00Z' },
    ];
    expect(lines(planned('indicator-campaign', { campaigns }, winter))).toEqual([
      '2027-11-15 opening-J+0 emilie',
      '2027-11-15 opening-J+0 yanis',
      '2027-12-31 J-30 emilie',
      '2027-12-31 J-30 yanis',
      '2028-01-17 J-14 emilie',
      '2028-01-17 J-14 yanis',
    ]);
  });

  it('is said again when it is opened after it was closed, without its late stages', () => {
    const campaigns = [
      { year: 2027, openedAt: '2028-05-15T08:00:00Z', closedAt: '2028-03-01T10:00:00Z' },
    ];
    const spring = { from: '2028-04-01', to: '2028-06-30' };
    expect(lines(planned('indicator-campaign', { campaigns }, spring))).toEqual([
      '2028-05-15 reopening-2028-05-15-J+0 emilie',
      '2028-05-15 reopening-2028-05-15-J+0 yanis',
    ]);
  });

  it('asks a group only of the years that its actions were measured in', () => {
    for (const indicatorYears of [
      [
        { from: 2026, until: 2026 },
        { from: 2028, until: null },
      ],
      [],
    ]) {
      const groups = facts().groups.map((group) => ({ ...group, indicatorYears }));
      expect(planned('indicator-campaign', { groups }, winter)).toEqual([]);
    }
  });

  it('goes on past the term for the last year', () => {
    const last = planned('indicator-campaign', {}, { from: '2030-01-01', to: '2031-12-31' });
    expect(last.map(({ stage }) => stage)).toContain('J+8');
    expect(new Set(last.map(({ key }) => key.split(':')[2]))).toEqual(new Set(['2029']));
  });
});

describe('actions without news', () => {
  const action = { id: 'a1', groupId: 'g1', lastNewsOn: '2027-03-15', awaitingValidation: false };

  it('are bundled once a quarter for each pilot', () => {
    const actions = [action, { ...action, id: 'a2' }];
    expect(lines(planned('silent-action', { actions }))).toEqual([
      '2027-10-01 bundle emilie',
      '2027-10-01 bundle yanis',
    ]);
    const [one] = planned('silent-action', { actions });
    expect(one?.key).toBe('silent-action:exemple:2027-10:bundle:emilie');
  });

  it('count from the day the bot followed, and are silent while a validation is awaited', () => {
    const old = { ...action, lastNewsOn: '2026-01-15' };
    expect(lines(planned('silent-action', { actions: [old] }))[0]).toBe('2027-07-01 bundle emilie');
    expect(planned('silent-action', { actions: [{ ...old, awaitingValidation: true }] })).toEqual(
      [],
    );
  });
});

describe('vacant seats', () => {
  const vacated = (endsOn: string) =>
    seats.map((one) => (one.role === 'coPilot' ? { ...one, endsOn } : one));

  it('are said when the list changes, else quarterly', () => {
    expect(planned('vacant-seat')).toEqual([]);
    expect(lines(planned('vacant-seat', { mandates: vacated('2027-03-10') }))).toEqual([
      '2027-04-01 list claire',
      '2027-07-01 list claire',
      '2027-10-01 list claire',
    ]);
    const two = vacated('2027-03-10').filter(({ role }) => role !== 'referent');
    const later = mandate({ role: 'referent', structure: 'CAF', endsOn: '2027-04-20' });
    expect(lines(planned('vacant-seat', { mandates: [...two, later] })).slice(0, 3)).toEqual([
      '2027-04-01 list claire',
      '2027-05-03 list claire',
      '2027-08-02 list claire',
    ]);
  });

  it('include whoever is away with nobody to stand in', () => {
    const away = { personId: 'karim', from: '2027-05-20', until: '2027-06-10', substituteId: null };
    expect(lines(planned('vacant-seat', { absences: [away] }))).toEqual(['2027-06-01 list claire']);
    const covered = { ...away, substituteId: 'nadia' };
    expect(planned('vacant-seat', { absences: [covered] })).toEqual([]);
  });
});

describe('ends', () => {
  const ending = mandate({
    id: 'm1',
    role: 'referent',
    personId: 'paul',
    structure: 'MSA',
    endsOn: '2027-06-30',
  });

  it('of a mandate are said 90 and 30 days before, unless its seat is given again', () => {
    const keys = (mandates: ObligationFacts['mandates']) =>
      lines(planned('mandate-end', { mandates: [...seats, ...mandates] }));
    expect(keys([ending])).toEqual(['2027-04-01 J-90 claire', '2027-05-31 J-30 claire']);
    const next = { ...ending, id: 'm2', startsOn: '2027-07-01', endsOn: null };
    expect(keys([ending, next])).toEqual([]);
    expect(keys([{ ...ending, endsOn: '2029-12-31' }])).toEqual([]);
    expect(keys([{ ...ending, knownSince: '2027-05-01T10:00:00.000Z' }])).toEqual([
      '2027-05-31 J-30 claire',
    ]);
  });

  it('of the pact follow its prorogation', () => {
    const asked = { from: '2029-01-01', to: '2030-12-31' };
    expect(lines(planned('pact-end', {}, asked))).toEqual([
      '2029-10-02 J-90 claire',
      '2029-11-30 J-30 claire',
    ]);
    const prorogations = [{ until: '2030-06-30', decidedOn: '2029-11-01' }];
    expect(lines(planned('pact-end', {}, { ...asked, of: { prorogations } }))).toEqual([
      '2030-04-01 J-90 claire',
      '2030-05-31 J-30 claire',
    ]);
  });

  it('of following: a closed pact says nothing more', () => {
    expect(
      lines(planned('local-committee', { closedAt: '2027-07-01T10:00:00.000Z' }, thau)),
    ).toHaveLength(2);
  });
});
