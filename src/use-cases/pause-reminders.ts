/**
 * Puts a person's own reminders off, all of them or those of one subject; never a request for
 * validation (SPEC §7, «ne pas les sur-mobiliser», PTI 2022-2025, §1.4).
 */
import { addDays, isDay } from '../domain/days.ts';
import { done, type Result, refused } from '../domain/result.ts';
import {
  findPause,
  insertPause,
  type Pause,
  pausesFrom,
  cancelPause as writeCancel,
} from '../store/pauses.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export interface PauseInput {
  /** First and last day, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** `obligation:subject`; `null`: every reminder. */
  readonly about: string | null;
}

/** Pauses the reminders of whoever acts. It takes the place of those over the same days. */
export async function pauseReminders(
  context: Context,
  input: PauseInput,
): Promise<Result<Pause, Refusal>> {
  const { personId } = context.actor;
  const refusal = personId === null ? notFound('') : refusePause(context, input);
  if (personId === null || refusal) return refused(refusal ?? notFound(''));
  const pause: Pause = { id: context.newId(), personId, ...input };
  for (const other of await pausesFrom(context.db, personId, input.startsOn))
    if (other.about === input.about && other.startsOn <= input.endsOn)
      await writeCancel(context.db, other.id, context.now);
  await insertPause(context.db, { ...pause, createdAt: context.now });
  const { startsOn, endsOn, about } = pause;
  await journal(context, {
    act: 'reminders.paused',
    subjectKind: 'person',
    subjectId: personId,
    payload: { pause: pause.id, startsOn, endsOn, about },
  });
  return done(pause);
}

/** The last day that a pause begun on a day may reach. */
export function longestPause({ pact }: Pick<Context, 'pact'>, startsOn: string): string {
  return addDays(startsOn, pact.definition.reminders.pauseMaxDays - 1);
}

function refusePause(
  context: Context,
  { startsOn, endsOn }: Omit<PauseInput, 'about'>,
): Refusal | undefined {
  for (const [field, day] of Object.entries({ startsOn, endsOn }))
    if (!isDay(day)) return { kind: 'invalid', field, why: 'badDay' };
  if (endsOn < startsOn) return { kind: 'invalid', field: 'endsOn', why: 'endBeforeStart' };
  if (endsOn < context.today) return { kind: 'tooEarly', day: endsOn, limit: context.today };
  const latest = longestPause(context, startsOn);
  const { pauseMaxDays: days } = context.pact.definition.reminders;
  return endsOn > latest ? { kind: 'pauseTooLong', days, latest } : undefined;
}

/** Ends one pause of whoever acts. */
export async function endPause(context: Context, id: string): Promise<Result<Pause, Refusal>> {
  const pause = await findPause(context.db, id);
  if (!pause || pause.personId !== context.actor.personId) return refused(notFound(id));
  await end(context, pause);
  return done(pause);
}

/** Ends every pause of whoever acts, those to come included. @returns the ones that were ended */
export async function resumeReminders(context: Context): Promise<readonly Pause[]> {
  const { personId } = context.actor;
  if (personId === null) return [];
  const pauses = await pausesFrom(context.db, personId, context.today);
  for (const pause of pauses) await end(context, pause);
  return pauses;
}

async function end(context: Context, pause: Pause): Promise<void> {
  await writeCancel(context.db, pause.id, context.now);
  await journal(context, {
    act: 'reminders.resumed',
    subjectKind: 'person',
    subjectId: pause.personId,
    payload: { pause: pause.id },
  });
}

function notFound(id: string): Refusal {
  return { kind: 'notFound', what: 'pause', id };
}
