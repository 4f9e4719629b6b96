/** Stages around a meeting whose date is set: preparation before, «held?» after (SPEC §7). */
import type { ReminderStage } from '../reminder-policy.ts';
import type { MeetingFact } from './facts.ts';
import type { Place } from './people.ts';
import type { Scene } from './scene.ts';
import { type Obligation, placed, type Stage } from './stage.ts';

interface MeetingPolicy {
  readonly dated: readonly ReminderStage[];
  readonly unconfirmed: readonly ReminderStage[];
}

/**
 * The stages of every planned meeting of a body. Their period is the meeting's day, so that a
 * meeting that is moved is prepared again.
 */
export function meetingStages(
  scene: Scene,
  obligation: Obligation,
  meetings: readonly MeetingFact[],
  policy: MeetingPolicy,
  placeOf: (meeting: MeetingFact) => Place,
): readonly Stage[] {
  const { pact, people } = scene;
  return meetings
    .filter(({ state }) => state === 'planned')
    .flatMap((meeting) => {
      const { day, of: subject, knownSince } = meeting;
      const chain = `${obligation}:${subject}:${day}`;
      const stage = (one: ReminderStage, expiresOn: string | null): Stage => ({
        ...placed(day, one, pact.calendar),
        ...{ obligation, subject, period: day, chain, knownSince, expiresOn },
        holdersOn: (on) => people.holders(one.to, placeOf(meeting), on),
      });
      return [
        // To prepare a meeting that has passed would be false.
        ...policy.dated.map((one) => stage(one, day)),
        ...policy.unconfirmed.map((one) => stage(one, null)),
      ];
    });
}
