/**
 * The yearly campaign of indicators (PTI 2022-2025, B:301, B:335): the calendar of the pact opens
 * and closes it, unless the chargée de mission decided otherwise. Computed from what was decided,
 * never from a timer.
 */
import { addMonths } from '../days.ts';
import type { PactDefinition } from '../pact.ts';
import { parisDay } from '../paris-time.ts';

/** What the chargée de mission decided of the campaign about a year; instants, UTC. */
export interface CampaignDecision {
  readonly year: number;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
}

export interface Campaign {
  /** The year that the indicators are about. */
  readonly year: number;
  /** First day to answer. */
  readonly opensOn: string;
  /** The day it was last opened again, after it had closed; `null`: it never was. */
  readonly reopenedOn: string | null;
  /** Last day to answer; a late answer is taken until it closes. */
  readonly dueOn: string;
  /** The day it is closed; `null`: opened again after that day, it stays open until decided. */
  readonly closesOn: string | null;
}

export type CampaignStanding =
  | 'ahead'
  | 'open'
  | 'closed'
  /** Before the bot followed the pact, and not opened by hand (SPEC §3). */
  | 'untracked';

/** Months after the due day at which the calendar closes, unless the pact file says otherwise. */
const closingMonths = 2;

type Pact = Pick<PactDefinition, 'reminders' | 'calendar'>;

/**
 * The campaign about a year: the calendar's days, moved by what was decided.
 * @param trackedFrom day since when the bot follows the pact: what went before was never open
 */
export function campaignOf(
  pact: Pact,
  year: number,
  decision: CampaignDecision | undefined,
  trackedFrom: string,
): Campaign {
  const calendar = calendarDays(pact, year);
  const dayOf = (instant: string | null | undefined) => (instant ? parisDay(instant) : undefined);
  const opened = dayOf(decision?.openedAt);
  const closed = isClosedByHand(decision) ? dayOf(decision?.closedAt) : undefined;
  const isFirst =
    opened !== undefined && (opened < calendar.opensOn || isBefore(trackedFrom, year));
  const opensOn = isFirst ? opened : calendar.opensOn;
  const isEndless = opened !== undefined && opened >= calendar.closesOn;
  return {
    year,
    opensOn,
    reopenedOn: opened !== undefined && opened > opensOn ? opened : null,
    dueOn: closed !== undefined && closed < calendar.dueOn ? closed : calendar.dueOn,
    closesOn: closed ?? (isEndless ? null : calendar.closesOn),
  };
}

export interface CampaignCalendar {
  readonly opensOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
}

/** The days that the pact file sets, whatever was decided. */
export function calendarDays({ reminders }: Pact, year: number): CampaignCalendar {
  const { opensOn, dueOn, closesOn } = reminders.indicatorCampaign;
  const after = (monthDay: string) => `${monthDay < opensOn ? year + 1 : year}-${monthDay}`;
  const due = after(dueOn);
  return {
    opensOn: `${year}-${opensOn}`,
    dueOn: due,
    closesOn: closesOn === undefined ? addMonths(due, closingMonths) : after(closesOn),
  };
}

function isBefore(trackedFrom: string, year: number): boolean {
  return year < Number(trackedFrom.slice(0, 4));
}

function isClosedByHand(decision: CampaignDecision | undefined): boolean {
  if (!decision?.closedAt) return false;
  return decision.openedAt === null || decision.closedAt >= decision.openedAt;
}

/** @param trackedFrom day since when the bot follows the pact */
export function campaignStanding(
  pact: Pact,
  year: number,
  decision: CampaignDecision | undefined,
  { today, trackedFrom }: { readonly today: string; readonly trackedFrom: string },
): CampaignStanding {
  const { opensOn, closesOn } = campaignOf(pact, year, decision, trackedFrom);
  if (isClosedByHand(decision)) return 'closed';
  if (isBefore(trackedFrom, year) && !decision?.openedAt) return 'untracked';
  if (today < opensOn) return 'ahead';
  return closesOn === null || today < closesOn ? 'open' : 'closed';
}

/**
 * The year that people mean when they say none: the one whose campaign is under way until it is
 * due, else the current one.
 * @param pending whether something of a campaign that is past its due day still has to be said
 */
export function yearMeant(
  pact: Pact,
  decisions: readonly CampaignDecision[],
  day: { readonly today: string; readonly trackedFrom: string },
  pending: (year: number) => boolean = () => false,
): number {
  const current = Number(day.today.slice(0, 4));
  const open = [current, current - 1].find(
    (year) =>
      campaignStanding(pact, year, decisionOf(decisions, year), day) === 'open' &&
      (day.today <= calendarDays(pact, year).dueOn || pending(year)),
  );
  return open ?? current;
}

export function decisionOf<Decision extends CampaignDecision>(
  decisions: readonly Decision[],
  year: number,
): Decision | undefined {
  return decisions.find((one) => one.year === year);
}
