import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/days.ts';
import {
  type CampaignDecision,
  campaignOf,
  campaignStanding,
  yearMeant,
} from '../../../src/domain/indicators/campaign.ts';
import { plan } from '../../../src/domain/obligations/plan.ts';
import { defaultReminders } from '../../../src/files/pact-defaults.ts';
import { facts, pact } from '../obligations/builders.ts';

const decision = (
  year: number,
  openedAt: string | null,
  closedAt: string | null = null,
): CampaignDecision => ({ year, openedAt, closedAt });

const of = (year: number, decided?: CampaignDecision, trackedFrom = '2026-01-01') =>
  campaignOf(pact, year, decided, trackedFrom);

const standing = (
  year: number,
  today: string,
  decided?: CampaignDecision,
  trackedFrom = '2026-01-01',
) => campaignStanding(pact, year, decided, { today, trackedFrom });

describe('the campaign about a year', () => {
  it('follows the calendar of the pact', () => {
    expect(of(2026)).toEqual({
      ...{ year: 2026, opensOn: '2026-12-01', reopenedOn: null },
      ...{ dueOn: '2027-01-31', closesOn: '2027-03-31' },
    });
    const days = [
      ['2026-11-30', 'ahead'],
      ['2026-12-01', 'open'],
      ['2027-02-10', 'open'],
      ['2027-03-30', 'open'],
      ['2027-03-31', 'closed'],
    ] as const;
    for (const [today, expected] of days) expect(standing(2026, today), today).toBe(expected);
  });

  it('closes on the day the pact file says', () => {
    const indicatorCampaign = { ...defaultReminders.indicatorCampaign, closesOn: '02-15' };
    const own = { ...pact, reminders: { ...pact.reminders, indicatorCampaign } };
    expect(campaignOf(own, 2026, undefined, '2026-01-01').closesOn).toBe('2027-02-15');
  });

  it('is not asked about before the bot followed the pact, unless it is opened by hand', () => {
    expect(standing(2025, '2026-01-15')).toBe('untracked');
    expect(standing(2025, '2026-01-15', decision(2025, '2026-01-14T09:00:00Z'))).toBe('open');
  });

  it('opens before its day when that is decided, and closes as the calendar says', () => {
    const early = decision(2026, '2026-11-16T10:00:00Z');
    expect(standing(2026, '2026-11-15', early)).toBe('ahead');
    expect(standing(2026, '2026-11-16', early)).toBe('open');
    expect(standing(2026, '2027-03-31', early)).toBe('closed');
  });

  it('is closed and opened again by hand, then stays open until it is closed', () => {
    const closed = decision(2026, null, '2027-02-01T10:00:00Z');
    expect(standing(2026, '2027-02-02', closed)).toBe('closed');
    const again = decision(2026, '2027-05-03T10:00:00Z', '2027-02-01T10:00:00Z');
    expect(standing(2026, '2027-08-01', again)).toBe('open');
    const over = decision(2026, '2027-05-03T10:00:00Z', '2027-09-01T10:00:00Z');
    expect(standing(2026, '2027-09-01', over)).toBe('closed');
  });

  it('is never both open and ahead of its own days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2026, max: 2030 }),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
        (year, date) => {
          const today = date.toISOString().slice(0, 10);
          const { opensOn, closesOn } = of(year);
          expect(standing(year, today) === 'open').toBe(
            opensOn <= today && today < (closesOn ?? ''),
          );
        },
      ),
    );
  });
});

describe('what was decided of a campaign moves its days', () => {
  const days = [
    ['nothing', null, null, ['2026-12-01', null, '2027-01-31', '2027-03-31']],
    ['opened early', '2026-11-16', null, ['2026-11-16', null, '2027-01-31', '2027-03-31']],
    ['closed early', null, '2027-01-15', ['2026-12-01', null, '2027-01-15', '2027-01-15']],
    ['closed late', null, '2027-02-15', ['2026-12-01', null, '2027-01-31', '2027-02-15']],
    ['both', '2026-11-16', '2027-01-15', ['2026-11-16', null, '2027-01-15', '2027-01-15']],
    ['again', '2027-01-20', '2027-01-15', ['2026-12-01', '2027-01-20', '2027-01-31', '2027-03-31']],
    ['long after', '2027-05-03', null, ['2026-12-01', '2027-05-03', '2027-01-31', null]],
    [
      'then closed',
      '2027-05-03',
      '2027-06-01',
      ['2026-12-01', '2027-05-03', '2027-01-31', '2027-06-01'],
    ],
  ] as const;

  it.each(days)('%s', (_, openedOn, closedOn, expected) => {
    const at = (day: string | null) => day && `${day}T10:00:00.000Z`;
    const { opensOn, reopenedOn, dueOn, closesOn } = of(
      2026,
      decision(2026, at(openedOn), at(closedOn)),
    );
    expect([opensOn, reopenedOn, dueOn, closesOn]).toEqual(expected);
  });

  it('opens a year that the bot did not follow on the day that is decided, and not again', () => {
    const opened = decision(2026, '2027-05-03T10:00:00.000Z');
    expect(of(2026, opened, '2027-01-01')).toMatchObject({
      ...{ opensOn: '2027-05-03', reopenedOn: null },
    });
  });
});

/** The calendar of a pact file, and the days on which the chargée de mission decides. */
const monthDay = (from: number, until: number) =>
  fc
    .date({
      min: new Date(Date.UTC(2026, from, 1)),
      max: new Date(Date.UTC(2026, until, 28)),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(5, 10));
const calendar = fc.record({
  opensOn: monthDay(8, 11),
  dueOn: monthDay(0, 1),
  closesOn: fc.option(monthDay(2, 4), { nil: undefined }),
});
const moves = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 5 });

describe('whatever the calendar and the decisions', () => {
  it('the days said, the standing and the reminders agree on every day', () => {
    fc.assert(
      fc.property(calendar, moves, ({ closesOn, ...days }, decided) => {
        const indicatorCampaign = {
          ...{ ...defaultReminders.indicatorCampaign, ...days },
          ...(closesOn !== undefined && { closesOn }),
        };
        const own = { ...pact, reminders: { ...pact.reminders, indicatorCampaign } };
        const trackedFrom = '2026-01-01';
        const groups = facts().groups.map((one) => ({
          ...one,
          indicatorYears: [{ from: 2027, until: 2027 }],
        }));
        let known: CampaignDecision | undefined;
        for (let day = 0; day <= 900; day += 1) {
          const today = addDays('2027-01-01', day);
          const of = () => campaignStanding(own, 2027, known, { today, trackedFrom });
          if (decided.includes(day)) {
            const now = `${today}T10:00:00.000Z`;
            const former = known ?? decision(2027, null);
            known = of() === 'open' ? { ...former, closedAt: now } : { ...former, openedAt: now };
          } else if (day % 30 > 0) continue;
          const campaign = campaignOf(own, 2027, known, trackedFrom);
          const isOpen =
            campaign.opensOn <= today && (campaign.closesOn === null || today < campaign.closesOn);
          expect(of() === 'open').toBe(isOpen);
          if (campaign.closesOn !== null) expect(campaign.opensOn <= campaign.closesOn).toBe(true);
          const state = facts({ trackedFrom, groups, campaigns: known ? [known] : [] });
          const told = plan(own, state, '2027-01-01', '2030-12-31').filter(
            ({ obligation }) => obligation === 'indicator-campaign',
          );
          for (const { at, stage } of told) {
            const on = at.slice(0, 10);
            const from = campaign.reopenedOn ?? campaign.opensOn;
            expect(on >= from, `${stage} ${on} from ${from}`).toBe(true);
            expect(campaign.closesOn === null || on < campaign.closesOn).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the year that is meant when none is said', () => {
  const meant = (today: string, pending = false) =>
    yearMeant(pact, [], { today, trackedFrom: '2026-01-01' }, () => pending);

  it('is that of the campaign under way until it is due', () => {
    expect(meant('2026-12-15')).toBe(2026);
    expect(meant('2027-01-31')).toBe(2026);
    expect(meant('2027-02-01')).toBe(2027);
    expect(meant('2026-11-30')).toBe(2026);
  });

  it('stays that of a campaign past its due day for whoever still owes it, until it closes', () => {
    expect(meant('2027-02-01', true)).toBe(2026);
    expect(meant('2027-03-31', true)).toBe(2027);
  });

  it('is never one that the bot does not follow', () => {
    expect(meant('2026-01-15', true)).toBe(2026);
  });
});
