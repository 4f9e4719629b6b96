/** The three COPIL of a pact, each in its window (PTI 2022-2025, B:233). Élus are not reminded. */
import type { SteeringMeetingRule } from '../pact.ts';
import { steeringWindow } from '../steering-window.ts';
import { meetingStages } from './meetings.ts';
import type { Scene } from './scene.ts';
import { placed, type Stage } from './stage.ts';

const obligation = 'steering-committee';

export function steeringCommitteeStages(scene: Scene): readonly Stage[] {
  const { pact, facts } = scene;
  const meetings = facts.meetings.filter(({ body }) => body === 'steeringCommittee');
  const standing = new Set(
    meetings.filter(({ state }) => state !== 'cancelled').map((meeting) => meeting.of),
  );
  const policy = pact.reminders.steeringCommittee;
  return [
    ...pact.bodies.steeringCommittee
      .filter(({ code, retiredOn }) => !retiredOn && !standing.has(code))
      .flatMap((rule) => undatedStages(scene, rule)),
    ...meetingStages(scene, obligation, meetings, policy, () => ({})),
  ];
}

function undatedStages(scene: Scene, rule: SteeringMeetingRule): readonly Stage[] {
  const { pact, facts, people, endsOn } = scene;
  const { windowOpening, windowClosing } = pact.reminders.steeringCommittee;
  const window = steeringWindow(rule, pact, endsOn);
  if (window.until < facts.trackedFrom) return [];
  const opening = windowOpening.map((one) => ({ one, anchor: window.from, prefix: 'opening-' }));
  const closing = windowClosing.map((one) => ({ one, anchor: window.until, prefix: 'closing-' }));
  return [...opening, ...closing].map(({ one, anchor, prefix }) => ({
    ...placed(anchor, one, pact.calendar, prefix),
    ...{ obligation, subject: rule.code, knownSince: null },
    // The last day tells a window moved by a prorogation from the former one.
    period: window.until,
    expiresOn: one.offset < 0 ? endsOn : null,
    chain: `${obligation}:${rule.code}:undated`,
    holdersOn: (on: string) => people.holders(one.to, {}, on),
  }));
}
