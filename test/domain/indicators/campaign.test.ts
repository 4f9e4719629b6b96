import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CampaignDecision,
  campaignOf,
  campaignStanding,
  yearMeant,
} from '../../../src/domain/indicators/campaign.ts';
import { defaultReminders } from '../../../src/files/pact-defaults.ts';
import { pact } from '../obligations/builders.ts';

const decision = (
  year: number,
  openedAt: string | null,
  closedAt: string | null = null,
): CampaignDecision => ({ year, openedAt, closedAt });

const standing = (
  year: number,
  today: string,
  decided?: CampaignDecision,
  trackedFrom = '2026-01-01',
) => campaignStanding(pact, year, decided, { today, trackedFrom });

describe('the campaign about a year', () => {
  it('follows the calendar of the pact', () => {
    expect(campaignOf(pact, 2026)).toEqual({
      ...{ year: 2026, opensOn: '2026-12-01', dueOn: '2027-01-31', closesOn: '2027-03-31' },
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
    expect(campaignOf(own, 2026).closesOn).toBe('2027-02-15');
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
          const { opensOn, closesOn } = campaignOf(pact, year);
          expect(standing(year, today) === 'open').toBe(
            opensOn <= today && today < (closesOn ?? ''),
          );
        },
      ),
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
