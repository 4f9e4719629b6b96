/** The yearly campaign of indicators (PTI 2022-2025, B:301, B:335). */
import { isAskedIn } from '../indicators/asked.ts';
import {
  type Campaign,
  type CampaignDecision,
  campaignOf,
  decisionOf,
} from '../indicators/campaign.ts';
import type { PactDefinition, ReminderRecipient, ReminderStage } from '../pact.ts';
import { parisDay } from '../paris-time.ts';
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
          isAskedIn(indicatorYears, year) && !answered.has(`${id}:${year}`),
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
interface Moment extends Pick<Stage, 'code' | 'plannedOn' | 'before'> {
  readonly to: readonly ReminderRecipient[];
  /** What it rests on was decided then. */
  readonly decidedAt: string | null;
}

/** Within the horizon, and before the campaign is closed. */
function momentsOf({ pact, facts, until }: Scene, year: number): readonly Moment[] {
  const { opening, due } = pact.reminders.indicatorCampaign;
  const decision = decisionOf(facts.campaigns, year);
  const campaign = campaignOf(pact, year, decision);
  const opened = openedByHand(pact, year, decision);
  const at = (one: ReminderStage, anchor: string, prefix: string, decidedAt: string | null) => ({
    ...placed(anchor, one, pact.calendar, prefix),
    ...{ to: one.to, decidedAt },
  });
  const openedOn = opened?.on ?? campaign.opensOn;
  return [
    ...opening.map((one) => at(one, openedOn, `${opened?.prefix ?? ''}opening-`, null)),
    // What was to leave before the campaign was opened again never will.
    ...due.map((one) => at(one, campaign.dueOn, '', decision?.openedAt ?? null)),
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
    .map(({ to, decidedAt, ...moment }) => ({
      ...moment,
      ...{ obligation, subject: group.code, period: String(year), expiresOn: null },
      knownSince: latest(back, decidedAt),
      chain: `${obligation}:${group.code}`,
      holdersOn: (on: string) => people.holders(to, { groupId: group.id }, on),
    }));
}

/** The day a campaign was opened against the calendar: before its own day, or again after it. */
function openedByHand(
  pact: PactDefinition,
  year: number,
  decision: CampaignDecision | undefined,
): { readonly on: string; readonly prefix: string } | undefined {
  if (!decision?.openedAt) return undefined;
  const on = parisDay(decision.openedAt, pact.calendar.timeZone);
  return { on, prefix: on > campaignOf(pact, year).opensOn ? 're' : '' };
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
