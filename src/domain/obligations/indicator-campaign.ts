/** The yearly campaign of indicators (PTI 2022-2025, B:301, B:335). */

import { addDays } from '../days.ts';
import { isGroupAskedIn } from '../indicators/asked.ts';
import {
  type Campaign,
  type CampaignDecision,
  calendarDays,
  campaignOf,
  decisionOf,
} from '../indicators/campaign.ts';
import type { ReminderRecipient, ReminderStage } from '../reminder-policy.ts';
import type { GroupFact } from './facts.ts';
import { type Scene, trackedYears } from './scene.ts';
import { placed, type Stage } from './stage.ts';

const obligation = 'indicator-campaign';

/**
 * Stages of the groups that have not answered, whichever pilot did: one answer silences both. The
 * campaign about the pact's last year is reminded beyond its term (SPEC §3).
 */
export function indicatorCampaignStages(scene: Scene): readonly Stage[] {
  const { facts } = scene;
  const answered = new Set(facts.answers.map(({ groupId, year }) => `${groupId}:${year}`));
  return yearsOf(scene).flatMap((year) => {
    const moments = momentsOf(scene, year);
    // Most days are far from any campaign: thousands of groups are then not looked at.
    if (moments.length === 0) return [];
    return facts.groups
      .filter(
        ({ id, indicatorYears }) =>
          isGroupAskedIn(indicatorYears, year) && !answered.has(`${id}:${year}`),
      )
      .flatMap((group) => groupStages(scene, group, year, moments));
  });
}

/** The years that the bot follows, and those whose campaign was opened by hand. */
function yearsOf(scene: Scene): readonly number[] {
  const opened = scene.facts.campaigns.filter(({ openedAt }) => openedAt !== null);
  return [...new Set([...opened.map(({ year }) => year), ...trackedYears(scene)])].sort();
}

/** A stage of a campaign, the same for all groups. */
interface Moment extends Pick<Stage, 'code' | 'plannedOn' | 'before' | 'expiresOn'> {
  readonly to: readonly ReminderRecipient[];
  /** What it rests on was decided then. */
  readonly decidedAt: string | null;
  readonly campaign: Campaign;
}

/** Within the horizon, and before the campaign is closed. */
function momentsOf({ pact, facts, until }: Scene, year: number): readonly Moment[] {
  const { opening, due } = pact.reminders.indicatorCampaign;
  const decision = decisionOf(facts.campaigns, year);
  const campaign = campaignOf(pact, year, decision, facts.trackedFrom);
  const { closesOn } = campaign;
  const expiresOn = closesOn === null ? null : addDays(closesOn, -1);
  const at = (one: ReminderStage, anchor: string, prefix: string, decidedAt: string | null) => ({
    ...placed(anchor, one, pact.calendar, prefix),
    ...{ to: one.to, decidedAt, campaign, expiresOn },
  });
  const opened = openingOf(campaign, decision);
  // Closed by hand, it counts down to nothing else than what the calendar said.
  const { dueOn } = calendarDays(pact, year);
  return [
    ...opening.map((one) => at(one, opened.on, opened.prefix, null)),
    // What was to leave before the campaign was opened, or opened again, never will.
    ...due
      .map((one) => at(one, dueOn, '', decision?.openedAt ?? null))
      .filter(({ plannedOn }) => plannedOn >= campaign.opensOn),
  ].filter(({ plannedOn }) => plannedOn <= until && isDuring(campaign, plannedOn));
}

function groupStages(
  { facts, people }: Scene,
  group: GroupFact,
  year: number,
  moments: readonly Moment[],
): readonly Stage[] {
  const back = facts.reopened.find((one) => one.groupId === group.id && one.year === year)?.since;
  return moments
    .filter(({ plannedOn }) => isStanding(group, plannedOn))
    .map(({ to, decidedAt, campaign, ...moment }) => ({
      ...moment,
      ...{ obligation, subject: group.code, period: String(year) },
      knownSince: latest(back, decidedAt),
      chain: `${obligation}:${group.code}`,
      // Once it is closed nobody is asked any more, late as the reminder may be.
      holdersOn: (on: string) =>
        isDuring(campaign, on) ? people.holders(to, { groupId: group.id }, on) : [],
    }));
}

/** When its pilots are told that it is open; each time that it is opened again is told. */
function openingOf(
  { opensOn, reopenedOn }: Campaign,
  decision: CampaignDecision | undefined,
): { readonly on: string; readonly prefix: string } {
  const { openedAt = null, closedAt = null } = decision ?? {};
  const interrupted = openedAt !== null && closedAt !== null && closedAt < openedAt;
  const on = reopenedOn ?? opensOn;
  return { on, prefix: reopenedOn !== null || interrupted ? `reopening-${on}-` : 'opening-' };
}

function latest(...instants: readonly (string | null | undefined)[]): string | null {
  return instants.reduce<string | null>((last, at) => (at && at > (last ?? '') ? at : last), null);
}

function isDuring({ closesOn }: Campaign, day: string): boolean {
  return closesOn === null || day < closesOn;
}

function isStanding({ retiredOn }: GroupFact, day: string): boolean {
  return retiredOn === null || day < retiredOn;
}
