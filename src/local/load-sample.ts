/**
 * Loads the fictitious sample into an empty database, once, through the business acts: its history
 * is written by its people, with the rights they hold, at its own instants. All of it or nothing.
 *
 * The platforms of people have no table yet: they stay in the file. A first history entry is the
 * creation.
 */
import { workingDayOnOrAfter } from '../domain/calendar.ts';
import { addDays } from '../domain/days.ts';
import { parisDay, parisInstant } from '../domain/paris-time.ts';
import type { Result } from '../domain/result.ts';
import { findAction, indicatorsOf } from '../store/actions.ts';
import type { Db, Tx } from '../store/database.ts';
import { mandatesOf } from '../store/mandates.ts';
import { readPact } from '../store/pacts.ts';
import { readSetting, saveSetting } from '../store/settings.ts';
import { chooseChannel, type OfficerChannel } from '../use-cases/choose-channel.ts';
import type { Actor, Context } from '../use-cases/context.ts';
import { createAction } from '../use-cases/create-action.ts';
import { createGroup } from '../use-cases/create-group.ts';
import { declareAbsence } from '../use-cases/declare-absence.ts';
import { declareUpdate } from '../use-cases/declare-update.ts';
import { giveMandate } from '../use-cases/give-mandate.ts';
import { recordReadings } from '../use-cases/indicators/record-readings.ts';
import { isWithin } from '../use-cases/indicators/refuse-year.ts';
import { logMeeting } from '../use-cases/log-meeting.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { registerPerson } from '../use-cases/register-person.ts';
import type { Sample, SampleAction } from './sample/read-sample.ts';

export interface LoadSampleOptions {
  readonly db: Db;
  /** UTC instant: nothing in the sample happens later. */
  readonly now: string;
  readonly newId: () => string;
  readonly sample: Sample;
  /** The chargée de mission's channel, chosen as she would. */
  readonly officerChannel?: OfficerChannel;
}

export type LoadedSample = 'loaded' | 'alreadyLoaded' | 'databaseInUse';

const settingName = 'sampleLoaded';
const system: Actor = { personId: null, mandates: [] };
/** The first entry of a day is written at 9:15, later ones within the seven hours that follow. */
const firstMinute = 9 * 60 + 15;
const spreadMinutes = 7 * 60;

/** @throws when the sample cannot be loaded whole; nothing of it is then kept */
export async function loadSample(options: LoadSampleOptions): Promise<LoadedSample> {
  return options.db.transaction().execute(async (tx) => {
    if (await readSetting(tx, settingName)) return 'alreadyLoaded';
    const used = await tx.selectFrom('person').select('id').limit(1).executeTakeFirst();
    if (used) return 'databaseInUse';
    const loader = await openLoader(tx, options);
    await loadPeople(loader);
    await loadGroups(loader);
    await loadActions(loader);
    await loadMeetings(loader);
    await loadReadings(loader);
    await loadAbsences(loader);
    if (options.officerChannel)
      must('the channel', await chooseChannel(loader.at(1, 0), options.officerChannel));
    await saveSetting(tx, settingName, { at: options.now });
    return 'loaded';
  });
}

interface Loader {
  readonly sample: Sample;
  readonly people: Map<string, string>;
  /** The day of the year that a sample day means, `YYYY-MM-DD`. */
  dayOf(day: number): string;
  /** A context on a sample day; `rank` spreads the entries of a day over its working hours. */
  at(day: number, rank: number): Context;
  /** The same, for somebody of the sample with the mandates they hold that day. */
  as(email: string, context: Context): Promise<Context>;
}

async function openLoader(db: Tx, { now, newId, sample }: LoadSampleOptions): Promise<Loader> {
  const pact = await readPact(db);
  if (!pact) throw new Error('the sample needs a current pact');
  const today = parisDay(now);
  const people = new Map<string, string>();
  const dayOf = (day: number) => addDays(`${today.slice(0, 4)}-01-01`, day - 1);
  return {
    sample,
    people,
    dayOf,
    at(day, rank) {
      const minutes = firstMinute + (rank % spreadMinutes);
      const instant = parisInstant(workingDayOnOrAfter(dayOf(day)), clockTime(minutes));
      const past = instant < now ? instant : now;
      return { db, now: past, today: parisDay(past), actor: system, pact, newId };
    },
    async as(email, context) {
      const personId = personOf(people, email);
      const mandates = await mandatesOf(db, personId, context.today);
      return { ...context, actor: { personId, mandates, takingOver: true as const } };
    },
  };
}

async function loadPeople({ sample, people, at, dayOf }: Loader): Promise<void> {
  const context = at(1, 0);
  for (const { firstName, lastName, email, title, structure } of sample.people) {
    const input = { firstName, lastName, email, title, structure };
    people.set(email, must(email, await registerPerson(context, input)).id);
  }
  for (const { example: _, person, from, until, ...seat } of sample.mandates) {
    const dates = { startsOn: dayOf(from), endsOn: until === undefined ? null : dayOf(until) };
    const input = { ...seat, ...dates, person: personOf(people, person) };
    must(`a mandate of ${person}`, await giveMandate(context, input));
  }
}

async function loadGroups({ sample, people, at, dayOf }: Loader): Promise<void> {
  const context = at(1, 0);
  const startsOn = dayOf(1);
  for (const { code, title, territories, pilot, coPilot, sameStructureReason } of sample.groups) {
    const group = must(code, await createGroup(context, { title, territories }));
    checkCode(code, group.code);
    const seats = [['pilot', pilot] as const, ...(coPilot ? [['coPilot', coPilot] as const] : [])];
    for (const [role, email] of seats) {
      const justification = sameStructureReason && { justification: sameStructureReason };
      const input = { person: personOf(people, email), role, group: code, startsOn };
      must(`${role} of ${code}`, await giveMandate(context, { ...input, ...justification }));
    }
  }
}

/** Actions in the order of their codes, then everything that happened to them, day after day. */
async function loadActions(loader: Loader): Promise<void> {
  const { sample, at, as } = loader;
  for (const [index, action] of sample.actions.entries()) {
    const [creation] = action.history;
    if (creation?.to !== 'project' || creation.text !== undefined)
      throw new Error(`${action.code} must begin as a project, without a text`);
    const context = await as(creation.by, at(creation.day, rankOf(index, 0)));
    const input = { group: action.group, fields: fieldsOf(action) };
    checkCode(action.code, must(action.code, await createAction(context, input)).action.code);
  }
  const happened = sample.actions.flatMap((action, index) =>
    laterEntries(action).map((entry, place) => ({ ...entry, rank: rankOf(index, place + 1) })),
  );
  for (const { day, rank, by, update } of happened.sort((a, b) => a.day - b.day)) {
    const context = await as(by, at(day, rank));
    must(`${update.action} on day ${day}`, await declareUpdate(context, update));
  }
}

/** Entries of one action keep their order within a day; actions are spread over it. */
function rankOf(action: number, entry: number): number {
  return ((action * 13) % (spreadMinutes - 60)) + entry * 4;
}

function fieldsOf(action: SampleAction) {
  const { title, objectives, means, deliverables, axes, themes, audiences } = action;
  const { structures, experimentation } = action;
  const indicators = action.indicators.map(({ label, unit, target }) => ({
    ...{ label, unit },
    ...(target !== undefined && { target: figure(target) }),
  }));
  const words = { title, objectives, means, deliverables };
  return { ...words, axes, themes, audiences, structures, experimentation, indicators };
}

function laterEntries({ code, history, blocker }: SampleAction) {
  const updates = history.slice(1).map(({ day, by, to, text }) => ({
    day,
    by,
    update: {
      action: code,
      ...(to && { status: to }),
      ...(text ? { comment: text } : { nothingNew: true }),
    },
  }));
  if (!blocker) return updates;
  const { day, by, kind, text } = blocker;
  return [...updates, { day, by, update: { action: code, comment: text, blocker: { kind } } }];
}

/**
 * Meetings are logged on their day by the pilot. When the clock starts before them they are drawn
 * back to its day; a group then keeps the first one only, since it cannot meet twice in a day.
 */
async function loadMeetings({ sample, at, as }: Loader): Promise<void> {
  const met = new Set<string>();
  for (const [index, { group, day, participants }] of sample.meetings.entries()) {
    const pilot = sample.groups.find(({ code }) => code === group)?.pilot ?? '';
    const context = await as(pilot, at(day, rankOf(index, 2)));
    const heldOn = context.today;
    if (met.has(`${group} ${heldOn}`)) continue;
    met.add(`${group} ${heldOn}`);
    const input = { group, heldOn, participants };
    must(`a meeting of ${group}`, await logMeeting(context, input));
  }
}

/**
 * What was said so far of the clock's year, and what the year before came to: that one is history,
 * told before the bot was there.
 */
async function loadReadings({ sample, at, as }: Loader): Promise<void> {
  for (const [
    index,
    { action, indicator, day, by, value, lastYear },
  ] of sample.readings.entries()) {
    const context = await as(by, at(day, rankOf(index, 3)));
    const found = await findAction(context.db, action);
    const own = found ? await indicatorsOf(context.db, [found.id]) : [];
    const id = own.find(({ label }) => label === indicator)?.id;
    if (id === undefined) throw new Error(`${action} follows no « ${indicator} »`);
    const said = async (year: number, typed: string, actor: Actor) => {
      // A clock set before the pact, or in its first year, has no such year to tell of.
      if (!isWithin(context.pact.definition.startsOn, year, context.today)) return;
      const values = [
        {
          indicator: id,
          period: `${year}`,
          said: { kind: 'value', value: figure(typed) } as const,
        },
      ];
      must(`a reading of ${action}`, await recordReadings({ ...context, actor }, { year, values }));
    };
    const year = Number(context.today.slice(0, 4));
    const { takingOver: _, ...actor } = context.actor;
    if (lastYear !== undefined) await said(year - 1, lastYear, context.actor);
    await said(year, value, actor);
  }
}

/** «39,5» as people type it in the sample. */
function figure(typed: string): number {
  const number = Number(typed.replace(',', '.'));
  if (!Number.isFinite(number)) throw new Error(`« ${typed} » is no figure`);
  return number;
}

async function loadAbsences({ sample, people, dayOf, at, as }: Loader): Promise<void> {
  for (const { person, from, until, substitute } of sample.absences) {
    const input = {
      person: personOf(people, person),
      startsOn: dayOf(from),
      endsOn: dayOf(until),
      substitute: substitute === undefined ? null : personOf(people, substitute),
    };
    const context = await as(person, at(1, 0));
    must(`the absence of ${person}`, await declareAbsence(context, input));
  }
}

function personOf(people: ReadonlyMap<string, string>, email: string): string {
  const id = people.get(email);
  if (id === undefined) throw new Error(`${email} is not in the sample`);
  return id;
}

function clockTime(minutes: number): string {
  const pad = (count: number) => String(count).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function checkCode(expected: string, given: string): void {
  if (given !== expected) throw new Error(`the sample says ${expected}, the store gave ${given}`);
}

/** The sample is part of the product: a refusal of any of it is a bug. */
function must<Value>(what: string, result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`the sample was refused at ${what}: ${result.refusal.kind}`);
  return result.value;
}
