/** The yearly campaign of indicators (PTI 2022-2025, B:301, B:335). */
import { isAskedIn } from '../indicators/asked.ts';
import {
  type Campaign,
  type CampaignDecision,
  campaignOf,
  decisionOf,
} from '../indicators/campaign.ts';
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
  return yearsOf(scene).flatMap((year) =>
    facts.groups
      .filter(
        ({ id, indicatorYears }) =>
          isAskedIn(indicatorYears, year) && !answered.has(`${id}:${year}`),
      )
      .flatMap((group) => groupStages(scene, group, year)),
  );
}

/** The years that the bot follows, and those whose campaign was opened by hand. */
function yearsOf(scene: Scene): readonly number[] {
  const opened = scene.facts.campaigns.filter(({ openedAt }) => openedAt !== null);
  return [...new Set([...opened.map(({ year }) => year), ...trackedYears(scene)])].sort();
}

function groupStages(scene: Scene, group: GroupFact, year: number): readonly Stage[] {
  const { pact, facts, people } = scene;
  const { opening, due } = pact.reminders.indicatorCampaign;
  const decision = decisionOf(facts.campaigns, year);
  const campaign = campaignOf(pact, year, decision);
  const back = facts.reopened.find((one) => one.groupId === group.id && one.year === year)?.since;
  const opened = openedByHand(scene, year, decision);
  return [
    ...opening.map((one) => ({
      ...{ one, anchor: opened?.on ?? campaign.opensOn, prefix: `${opened?.prefix ?? ''}opening-` },
      since: back ?? null,
    })),
    // What was to leave before the campaign was opened again never will.
    ...due.map((one) => ({
      ...{ one, anchor: campaign.dueOn, prefix: '' },
      since: latest(back, decision?.openedAt),
    })),
  ]
    .map(
      ({ one, anchor, prefix, since }): Stage => ({
        ...placed(anchor, one, pact.calendar, prefix),
        ...{ obligation, subject: group.code, period: String(year), expiresOn: null },
        knownSince: since,
        chain: `${obligation}:${group.code}`,
        holdersOn: (on: string) => people.holders(one.to, { groupId: group.id }, on),
      }),
    )
    .filter(({ plannedOn }) => isDuring(campaign, plannedOn) && isStanding(group, plannedOn));
}

/** The day a campaign was opened against the calendar: before its own day, or again after it. */
function openedByHand(
  { pact }: Scene,
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
