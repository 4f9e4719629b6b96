/**
 * Reminders and escalations of open requests, as their circuit will bring them: what it recorded,
 * then the days to come lived by the engine itself, supposing nobody answers (SPEC §6).
 */
import { isWorkingDay, nextWorkingDay } from '../calendar.ts';
import { advance } from '../circuit/advance.ts';
import { draftOf, record } from '../circuit/draft.ts';
import type { RequestEvent } from '../circuit/events.ts';
import { replayRequest } from '../circuit/state.ts';
import { parisDay, parisInstant } from '../paris-time.ts';
import { sendingInstant } from '../sending-hours.ts';
import { instantFor } from './arrival.ts';
import type { OpenRequest } from './facts.ts';
import { type Reminder, reachingOf } from './reminder.ts';
import type { Scene } from './scene.ts';

interface OnDay {
  readonly reminder: Reminder;
  readonly day: string;
}

export function validationReminders(scene: Scene): readonly OnDay[] {
  return scene.facts.requests.flatMap((request) =>
    [...request.events, ...eventsToCome(scene, request)].flatMap((event) =>
      ofEvent(scene, request, event),
    ),
  );
}

function eventsToCome(scene: Scene, { events, facts }: OpenRequest): readonly RequestEvent[] {
  const { calendar } = scene.pact;
  const last = events.at(-1);
  if (!last) return [];
  let draft = draftOf(replayRequest(events));
  let at = sendingInstant(last.at, calendar);
  let today = parisDay(at, calendar.timeZone);
  while (today <= scene.until) {
    draft = record(draft, ...advance(draft.state, { ...facts, today }, at));
    today = nextWorkingDay(today, calendar);
    at = parisInstant(today, calendar.sendingHours.from, calendar.timeZone);
  }
  return draft.events;
}

function ofEvent(
  scene: Scene,
  { code: subject }: OpenRequest,
  event: RequestEvent,
): readonly OnDay[] {
  if (event.kind !== 'reminded' && event.kind !== 'escalated') return [];
  const planned = event.kind === 'reminded' ? event.plannedOn : event.on;
  const day = isWorkingDay(planned, scene.pact.calendar) ? planned : event.on;
  // The engine's own key: request, step, round, stage (and take), seat.
  const [, step = '', round = '', stage = ''] = event.key.split(':');
  const period = `${step}-${round}`;
  return event.persons.map((recipient) => ({
    day,
    reminder: {
      at: instantFor(reachingOf(scene), recipient, day),
      key: `validation-step:${subject}:${period}:${stage}:${recipient}`,
      ...{ obligation: 'validation-step', subject, period, stage, recipient },
    },
  }));
}
