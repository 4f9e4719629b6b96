/** The yearly local committee of each territory (PTI 2022-2025, B:252). */
import type { Territory } from '../pact.ts';
import type { MeetingFact } from './facts.ts';
import { meetingStages } from './meetings.ts';
import { type Scene, trackedYears } from './scene.ts';
import { placed, type Stage } from './stage.ts';

const obligation = 'local-committee';

export function localCommitteeStages(scene: Scene): readonly Stage[] {
  const { pact, facts } = scene;
  const committees = facts.meetings.filter(({ body }) => body === 'localCommittee');
  const planned = committees.filter(({ of }) => pact.territories.some(({ code }) => code === of));
  const policy = pact.reminders.localCommittee;
  return [
    ...pact.territories.flatMap((territory) => undatedStages(scene, territory, committees)),
    ...meetingStages(scene, obligation, planned, policy, ({ of }) => ({ territory: of })),
  ];
}

/** While a year has fewer committees, planned or held, than it owes. */
function undatedStages(
  scene: Scene,
  territory: Territory,
  committees: readonly MeetingFact[],
): readonly Stage[] {
  const { pact, people, endsOn } = scene;
  const subject = territory.code;
  const standing = committees.filter(({ of, state }) => of === subject && state !== 'cancelled');
  return trackedYears(scene).flatMap((year) => {
    const period = String(year);
    const counted = standing.filter(({ day }) => day.startsWith(`${period}-`)).length;
    if (counted >= pact.bodies.localCommitteesPerYear) return [];
    const yearEnd = `${period}-12-31`;
    // The last year of a pact may end before December.
    const anchor = endsOn < yearEnd ? endsOn : yearEnd;
    return pact.reminders.localCommittee.undated
      .map(
        (stage): Stage => ({
          ...placed(anchor, stage, pact.calendar),
          ...{ obligation, subject, period, expiresOn: endsOn, knownSince: null },
          chain: `${obligation}:${subject}:undated`,
          holdersOn: (on) => people.holders(stage.to, { territory: subject }, on),
        }),
      )
      .filter(({ plannedOn }) => !territory.retiredOn || plannedOn < territory.retiredOn);
  });
}
