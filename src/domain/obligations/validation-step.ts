/**
 * Reminders of open requests, as their circuit brings them: those it recorded and, for a plan, the
 * days to come lived by the engine itself, supposing nobody answers (SPEC §6). What it asks or
 * escalates leaves at once, by itself: it is no reminder.
 */
import { isWorkingDay, nextWorkingDay, workingDayOnOrAfter } from '../calendar.ts';
import { advance } from '../circuit/advance.ts';
import { draftOf, record } from '../circuit/draft.ts';
import type { Reminded, RequestEvent } from '../circuit/events.ts';
import {
  isWaiting,
  openStep,
  type RequestState,
  replayRequest,
  type SeatState,
} from '../circuit/state.ts';
import { parisDay, parisInstant } from '../paris-time.ts';
import { sendingInstant } from '../sending-hours.ts';
import { instantFor } from './arrival.ts';
import type { OpenRequest } from './facts.ts';
import { type Reminder, reachingOf } from './reminder.ts';
import type { Scene } from './scene.ts';

export interface StepReminder {
  readonly reminder: Reminder;
  /** The working day it is to leave. */
  readonly day: string;
  /** In whose place the recipient answers, or the recipient. */
  readonly holder: string;
}

/** Recorded and to come. */
export function validationReminders(scene: Scene): readonly StepReminder[] {
  return scene.facts.requests.flatMap((request) => {
    const to = eventsToCome(scene, request);
    return [...request.events, ...to].flatMap((event) => ofEvent(scene, request, event));
  });
}

/** Recorded and still true: the latest of each seat that has not answered. */
export function awaitedReminders(scene: Scene): readonly StepReminder[] {
  return scene.facts.requests.flatMap((request) => {
    const state = replayRequest(request.events);
    return waitingSeats(state).flatMap(({ seat, ...at }) => {
      const latest = request.events.findLast(
        (event) =>
          event.kind === 'reminded' &&
          event.step === at.step &&
          event.round === at.round &&
          event.seat === seat.id,
      );
      return latest ? ofEvent(scene, request, latest, seat) : [];
    });
  });
}

/** A person's answer to a step (`step-round`) of a request is still awaited. */
export function isAwaited(
  request: OpenRequest | undefined,
  period: string,
  personId: string,
): boolean {
  if (!request) return false;
  return waitingSeats(replayRequest(request.events)).some(
    ({ seat, step, round }) =>
      `${step}-${round}` === period && seat.persons.some((one) => one.personId === personId),
  );
}

interface WaitingSeat {
  readonly seat: SeatState;
  readonly step: string;
  readonly round: number;
}

function waitingSeats(state: RequestState): readonly WaitingSeat[] {
  const open = openStep(state);
  if (!open) return [];
  const { step, round } = open;
  return round.seats
    .filter(isWaiting)
    .map((seat) => ({ seat, step: step.definition.code, round: round.round }));
}

function eventsToCome(scene: Scene, { events, facts }: OpenRequest): readonly RequestEvent[] {
  const { calendar } = scene.pact;
  const last = events.at(-1);
  if (!last) return [];
  let draft = draftOf(replayRequest(events));
  let at = sendingInstant(last.at, calendar);
  let today = parisDay(at);
  while (today <= scene.until) {
    draft = record(draft, ...advance(draft.state, { ...facts, today }, at));
    today = nextWorkingDay(today, calendar);
    at = parisInstant(today, calendar.sendingHours.from);
  }
  return draft.events;
}

/** @param seat as it is now: only whoever still holds it */
function ofEvent(
  scene: Scene,
  { code: subject }: OpenRequest,
  event: RequestEvent,
  seat?: SeatState,
): readonly StepReminder[] {
  if (event.kind !== 'reminded') return [];
  const { calendar } = scene.pact;
  const day = isWorkingDay(event.plannedOn, calendar)
    ? event.plannedOn
    : workingDayOnOrAfter(event.on, calendar);
  const { period, stage } = placeOf(event);
  return event.persons.flatMap((recipient) => {
    const held = seat?.persons.find(({ personId }) => personId === recipient);
    if (seat && !held) return [];
    const at = instantFor(reachingOf(scene), recipient, day);
    const key = `validation-step:${subject}:${period}:${stage}:${recipient}`;
    const reminder: Reminder = {
      ...{ at, key, obligation: 'validation-step', subject, period, stage, recipient },
    };
    return [{ reminder, day, holder: held?.inPlaceOf ?? recipient }];
  });
}

/** The engine's own key: request, step, round, stage (and take), seat. */
function placeOf({ key }: Reminded): { readonly period: string; readonly stage: string } {
  const [, step = '', round = '', stage = ''] = key.split(':');
  return { period: `${step}-${round}`, stage };
}
