/**
 * The fictitious people, groups and actions that make local mode playable. Nobody and nothing in
 * them exists: every record says `example: true`, every address ends in `@exemple.fr`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { actionStatuses, blockerKinds } from '../../domain/terms.ts';

/**
 * A day counted in January of the year of the clock at first load: 12 is 12 January, 32 is
 * 1 February.
 */
const day = z.int().min(1);
const text = z.string().trim().min(1);
const email = z.string().regex(/^[a-z-]+\.[a-z-]+@exemple\.fr$/);
const code = text;
const codes = z.array(code).min(1);
const example = z.literal(true);

const person = z.strictObject({
  example,
  firstName: text,
  lastName: text,
  email,
  title: text,
  structure: code,
  platforms: z.array(z.enum(['slack', 'teams'])).min(1),
});

const mandateDates = { example, person: email, from: day, until: day.optional() };

/** Pilots and co-pilots are held by the groups. */
const mandate = z.discriminatedUnion('role', [
  z.strictObject({ ...mandateDates, role: z.literal('programmeOfficer') }),
  z.strictObject({ ...mandateDates, role: z.literal('electedOfficial') }),
  z.strictObject({ ...mandateDates, role: z.literal('named'), namedRole: code }),
  z.strictObject({ ...mandateDates, role: z.literal('referent'), structure: code }),
  z.strictObject({ ...mandateDates, role: z.literal('territoryReferent'), territory: code }),
]);

const group = z.strictObject({
  example,
  code,
  title: text,
  territories: codes,
  pilot: email,
  /** `null`: the seat is vacant. */
  coPilot: email.nullable(),
  /** Why pilot and co-pilot come from one structure (PTI 2022-2025, §1.4 asks for two). */
  sameStructureReason: text.optional(),
});

const indicator = z.strictObject({
  label: text,
  unit: z.enum(['count', 'percentage', 'text']),
  target: text.optional(),
});

/** An entry of the history: a change of status when `to` is there, news otherwise. */
const entry = z.strictObject({
  day,
  by: email,
  to: z.enum(actionStatuses).optional(),
  text: text.optional(),
});

const action = z.strictObject({
  example,
  code,
  title: text,
  group: code,
  axes: codes,
  themes: codes,
  audiences: codes,
  structures: codes,
  /** Empty where the project is still incomplete. */
  objectives: z.string(),
  means: z.string(),
  deliverables: z.string(),
  indicators: z.array(indicator),
  experimentation: z.boolean().default(false),
  /** Oldest first; the first is the creation, as a project. */
  history: z.array(entry).min(1),
  blocker: z.strictObject({ kind: z.enum(blockerKinds), day, by: email, text }).optional(),
});

/** A meeting of a group that was held. */
const meeting = z.strictObject({ example, group: code, day, participants: z.int().min(1) });

/** `indicator` is the label of one of the action's; `value` is as a person types it («39,5»). */
const reading = z.strictObject({
  example,
  action: code,
  indicator: text,
  day,
  by: email,
  value: text,
  /** What it came to the year before; absent: nothing is known of that year. */
  lastYear: text.optional(),
});

const absence = z.strictObject({
  example,
  person: email,
  from: day,
  until: day,
  substitute: email.optional(),
});

export type SamplePerson = z.output<typeof person>;
export type SampleMandate = z.output<typeof mandate>;
export type SampleGroup = z.output<typeof group>;
export type SampleAction = z.output<typeof action>;
export type SampleMeeting = z.output<typeof meeting>;
export type SampleReading = z.output<typeof reading>;
export type SampleAbsence = z.output<typeof absence>;

export interface Sample {
  readonly people: readonly SamplePerson[];
  readonly mandates: readonly SampleMandate[];
  readonly groups: readonly SampleGroup[];
  readonly actions: readonly SampleAction[];
  readonly meetings: readonly SampleMeeting[];
  readonly readings: readonly SampleReading[];
  readonly absences: readonly SampleAbsence[];
}

const actionFiles = ['tha', 'mtp', 'cps', 'pca', 'bit', 'hlo'];

/** Throws when a file is missing or malformed: these files are part of the product. */
export function readSample(): Sample {
  return {
    people: read('people', person),
    mandates: read('mandates', mandate),
    groups: read('groups', group),
    actions: actionFiles.flatMap((territory) => read(`actions-${territory}`, action)),
    meetings: read('meetings', meeting),
    readings: read('readings', reading),
    absences: read('absences', absence),
  };
}

/** Where an action stands after its whole history. */
export function sampleStatus(action: SampleAction): (typeof actionStatuses)[number] {
  return action.history.findLast((e) => e.to !== undefined)?.to ?? 'project';
}

function read<Item>(name: string, schema: z.ZodType<Item>): Item[] {
  const content = readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');
  return z.array(schema).parse(parse(content));
}
