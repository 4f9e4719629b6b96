/** What is left to answer of a line that was sent, by the state as it is now. */
import type { PactDefinition } from '../pact.ts';
import type { ObligationFacts } from './facts.ts';
import { noticeStages } from './notice.ts';
import { horizon } from './plan.ts';
import { type Scene, sceneOf } from './scene.ts';
import { silentActions } from './silent-action.ts';
import { firstCode } from './snooze.ts';
import { keyPrefix, type ReminderKind, type Stage } from './stage.ts';
import { stagesOf } from './stages.ts';
import { vacantSeatsOn } from './vacant-seat.ts';
import { isAwaited } from './validation-step.ts';

export interface Line {
  readonly kind: ReminderKind;
  readonly subject: string;
  readonly period: string;
  readonly stage: string;
  readonly recipient: string;
  /** Whose seat makes it due: the recipient, unless they stand in. */
  readonly holder: string;
  /** What it lists, when it is about several things. */
  readonly lists: readonly string[];
}

export interface Standing {
  /** Nothing is left to answer, or not by the person who was asked. */
  readonly settled: boolean;
  /** Of what the line lists, what nobody has answered. */
  readonly remaining: readonly string[];
  /** Last day for which its recipient put it off. */
  readonly snoozedUntil: string | null;
}

export interface Standings {
  /** What a line about to leave lists: ids of silent actions, `kind:code` of vacant seats. */
  listedBy(line: Pick<Line, 'kind' | 'holder'>): readonly string[];
  of(line: Line): Standing;
}

/** Of every line of a pact, on a day. */
export function standingsOn(
  pact: PactDefinition,
  facts: ObligationFacts,
  today: string,
): Standings {
  const scene = sceneOf(pact, facts, horizon(today));
  const stages = new Map<string, Stage<ReminderKind>>();
  for (const stage of [...stagesOf(scene), ...noticeStages(scene)])
    stages.set(keyPrefix(stage), stage);
  const silent = silentActionsByPilot(scene, today);
  const vacant = vacantSeatsOn(pact, facts, today).map(({ kind, code }) => `${kind}:${code}`);
  const requests = new Map(facts.requests.map((request) => [request.code, request]));
  const listedBy: Standings['listedBy'] = ({ kind, holder }) => {
    if (kind === 'silent-action') return silent(holder);
    return kind === 'vacant-seat' ? vacant : [];
  };
  const isSettled = (line: Line): boolean => {
    const { kind, subject, period, recipient, holder } = line;
    if (kind === 'validation-step') return !isAwaited(requests.get(subject), period, recipient);
    const stage = stages.get(keyPrefix({ ...line, obligation: kind, code: firstCode(line.stage) }));
    return stage?.holdersOn(today).includes(holder) !== true;
  };
  return {
    listedBy,
    of(line) {
      const snoozedUntil = snoozeOf(facts, line, today);
      if (line.lists.length === 0) return { settled: isSettled(line), remaining: [], snoozedUntil };
      const still = new Set(listedBy(line));
      const remaining = line.lists.filter((one) => still.has(one));
      return { settled: remaining.length === 0, remaining, snoozedUntil };
    },
  };
}

function snoozeOf({ pauses }: ObligationFacts, line: Line, today: string): string | null {
  const about = `${line.kind}:${line.subject}`;
  const snooze = pauses.find(
    (pause) =>
      pause.personId === line.recipient &&
      pause.about === about &&
      pause.from <= today &&
      today <= pause.until,
  );
  return snooze?.until ?? null;
}

function silentActionsByPilot(
  { pact, facts, people }: Scene,
  today: string,
): (pilot: string) => readonly string[] {
  const { to } = pact.reminders.silentAction;
  const found = new Map<string, string[]>();
  for (const { id, groupId } of silentActions(pact, facts, today))
    for (const pilot of people.holders(to, { groupId }, today)) {
      const own = found.get(pilot);
      if (own) own.push(id);
      else found.set(pilot, [id]);
    }
  return (pilot) => found.get(pilot) ?? [];
}
