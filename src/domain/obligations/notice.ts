/** What a digest tells besides the obligations of the pact. */
import { workingDayOnOrAfter } from '../calendar.ts';
import type { Scene } from './scene.ts';
import type { NoticeKind, Stage } from './stage.ts';

export function noticeStages({ pact, facts, people, until }: Scene): readonly Stage<NoticeKind>[] {
  return facts.notices
    .map(({ kind, subject, period, stage, on, to }) => ({
      ...{ obligation: kind, subject, period, code: stage, before: false, expiresOn: null },
      plannedOn: workingDayOnOrAfter(on, pact.calendar),
      knownSince: null,
      chain: `${kind}:${subject}`,
      holdersOn: (day: string) => people.holders(to, {}, day),
    }))
    .filter(({ plannedOn }) => plannedOn <= until)
    .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0));
}
