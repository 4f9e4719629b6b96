/** The yearly campaign of indicators (PTI 2022-2025, B:301, B:335). */
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
  return trackedYears(scene).flatMap((year) =>
    facts.groups
      .filter((group) => isAsked(group, year) && !answered.has(`${group.id}:${year}`))
      .flatMap((group) => groupStages(scene, group, year)),
  );
}

function isAsked({ hasIndicators, createdOn }: GroupFact, year: number): boolean {
  return hasIndicators && createdOn <= `${year}-12-31`;
}

function groupStages(scene: Scene, group: GroupFact, year: number): readonly Stage[] {
  const { pact, people } = scene;
  const { opensOn, dueOn, opening, due } = pact.reminders.indicatorCampaign;
  const opens = `${year}-${opensOn}`;
  const dueDay = `${dueOn < opensOn ? year + 1 : year}-${dueOn}`;
  return [
    ...opening.map((one) => ({ one, anchor: opens, prefix: 'opening-' })),
    ...due.map((one) => ({ one, anchor: dueDay, prefix: '' })),
  ]
    .map(
      ({ one, anchor, prefix }): Stage => ({
        ...placed(anchor, one, pact.calendar, prefix),
        ...{ obligation, subject: group.code, period: String(year), expiresOn: null },
        knownSince: null,
        chain: `${obligation}:${group.code}`,
        holdersOn: (on: string) => people.holders(one.to, { groupId: group.id }, on),
      }),
    )
    .filter(({ plannedOn }) => group.retiredOn === null || plannedOn < group.retiredOn);
}
