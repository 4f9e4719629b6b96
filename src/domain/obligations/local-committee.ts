/** The yearly local committee of each territory (PTI 2022-2025, B:252). */
import { lastDay, type PactDefinition, type Territory } from '../pact.ts';
import type { MeetingFact } from './facts.ts';
import { meetingStages } from './meetings.ts';
import { type Scene, trackedYears } from './scene.ts';
import { placed, type Stage, stageDay } from './stage.ts';

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
    const anchor = lastDayFor(year, endsOn);
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

/** The last year of a pact may end before December. */
function lastDayFor(year: number, endsOn: string): string {
  const yearEnd = `${year}-12-31`;
  return endsOn < yearEnd ? endsOn : yearEnd;
}

/** The day from which a year without a date is late: that of its first reminder, if it has one. */
export function committeeLateFrom(pact: PactDefinition, year: number): string | undefined {
  const anchor = lastDayFor(year, lastDay(pact));
  return pact.reminders.localCommittee.undated
    .map((stage) => stageDay(anchor, stage, pact.calendar))
    .sort()[0];
}
