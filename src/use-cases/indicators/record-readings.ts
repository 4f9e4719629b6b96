/**
 * Says the values of indicators over a year. Nothing is rewritten: a value that changes is a new
 * reading that replaces the former one. All of them are kept, or none.
 */
import { periodsBegun } from '../../domain/indicators/periods.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { type ActionIndicator, findActionById, findIndicator } from '../../store/actions.ts';
import { type Evaluation, findEvaluation } from '../../store/evaluations.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import type { Pact } from '../../store/pacts.ts';
import { insertReading, isSaid, latestReading, type Reading } from '../../store/readings.ts';
import { readTexts, type SavedText } from '../../store/texts.ts';
import { findWritableAction } from '../action-access.ts';
import { isWithinUnit } from '../action-fields.ts';
import { type Context, journal } from '../context.ts';
import { checkText, keepText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';
import { openEvaluation } from './keep-evaluation.ts';
import { openRequestOn } from './open-request.ts';
import { refuseOutsideCampaign } from './refuse-year.ts';

/** Characters of a value in words, or of why there is none. */
export const maxReadingText = 1000;

export type Said =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'notApplicable'; readonly reason: string };

export interface ReadingInput {
  /** Id of the indicator. */
  readonly indicator: string;
  readonly period: string;
  /** `null` takes back what was said. */
  readonly said: Said | null;
  /**
   * Id of the reading that was shown, `null` for none: what somebody else said meanwhile is not
   * overwritten unseen. Absent: nothing was shown.
   */
  readonly seen?: string | null;
}

export interface RecordedReadings {
  readonly group: WorkingGroup;
  /** Those that changed something, in the order given. */
  readonly readings: readonly Reading[];
  /** Absent when history was taken over. */
  readonly evaluation: Evaluation | undefined;
}

/** The field of a form that holds a reading, and that a refusal points to. */
export function readingField(indicator: string, period: string): string {
  return `${indicator}/${period}`;
}

/** The indicators are all of one group. */
export async function recordReadings(
  context: Context,
  input: { year: number; values: readonly ReadingInput[]; contactsConfirmed?: boolean },
): Promise<Result<RecordedReadings, Refusal>> {
  const access = await openSubject(context, input);
  if (!access.ok) return access;
  const { group, indicators, evaluation } = access.value;
  const changes: Change[] = [];
  for (const value of input.values) {
    const indicator = indicators.get(value.indicator);
    if (!indicator) throw new Error(`indicator ${value.indicator} was not opened`);
    const change = await changeOf(context, input, indicator, value);
    if (!change.ok) return change;
    if (change.value) changes.push(change.value);
  }
  if (changes.length === 0) return done({ group, readings: [], evaluation });
  const readings: Reading[] = [];
  for (const change of changes) readings.push(await writeReading(context, change));
  return done({
    group,
    readings,
    evaluation: context.actor.takingOver
      ? evaluation
      : await openEvaluation(context, group, input.year, evaluation),
  });
}

interface Subject {
  readonly group: WorkingGroup;
  readonly indicators: ReadonlyMap<string, ActionIndicator>;
  readonly evaluation: Evaluation | undefined;
}

/** Rights on every action, then whether the year may still be written. */
async function openSubject(
  context: Context,
  { year, values }: { year: number; values: readonly ReadingInput[] },
): Promise<Result<Subject, Refusal>> {
  const indicators = new Map<string, ActionIndicator>();
  const checked = new Set<string>();
  let subject: { group: WorkingGroup; pact: Pact } | undefined;
  for (const { indicator: id } of values) {
    const indicator = await findIndicator(context.db, id);
    const action = indicator && (await findActionById(context.db, indicator.actionId));
    if (!indicator || !action) return refused({ kind: 'notFound', what: 'indicator', id: '' });
    indicators.set(id, indicator);
    if (checked.has(action.id)) continue;
    checked.add(action.id);
    const access = await findWritableAction(context, action.code, 'fillIndicators');
    if (!access.ok) return access;
    const { group, pact } = access.value;
    if (subject && subject.group.id !== group.id) throw new Error('readings of several groups');
    subject = { group, pact };
  }
  if (!subject) throw new Error('no reading is given');
  const { group, pact } = subject;
  const evaluation = await findEvaluation(context.db, { groupId: group.id, year });
  const state = evaluation?.state ?? 'draft';
  const wrong =
    (await refuseOutsideCampaign(context, pact, group, { year, state, early: true })) ??
    (await refuseWhileAsked(context, group, evaluation));
  return wrong ? refused(wrong) : done({ group, indicators, evaluation });
}

/** What is being looked at does not change under the eyes of whoever gives the visa. */
async function refuseWhileAsked(
  context: Context,
  group: WorkingGroup,
  evaluation: Evaluation | undefined,
): Promise<Refusal | undefined> {
  if (evaluation?.state !== 'submitted') return undefined;
  const request = await openRequestOn(context, evaluation);
  return {
    kind: 'awaitingVisa',
    group: group.code,
    year: evaluation.year,
    request: request?.code ?? '',
    requester: request?.requesterId ?? null,
  };
}

interface Change {
  readonly indicator: ActionIndicator;
  readonly year: number;
  readonly input: ReadingInput;
  readonly replaces: string | null;
}

/** @returns `undefined` when it is already so */
async function changeOf(
  context: Context,
  { year, contactsConfirmed }: { year: number; contactsConfirmed?: boolean },
  indicator: ActionIndicator,
  input: ReadingInput,
): Promise<Result<Change | undefined, Refusal>> {
  const field = readingField(indicator.id, input.period);
  const { said } = input;
  const begun = context.actor.takingOver ? `${year}-12-31` : context.today;
  if (!periodsBegun(year, indicator.period, begun).includes(input.period))
    return refused({ kind: 'invalid', field, why: 'unknown' });
  const wrong =
    checkSaid(indicator, field, said) ??
    checkLength(field, said) ??
    checkText(field, wordsOf(said), contactsConfirmed);
  if (wrong) return refused(wrong);
  const latest = await latestReading(context.db, indicator.id, input.period);
  const words = (await readTexts(context.db, latest?.textId ? [latest.textId] : [])).get(
    latest?.textId ?? '',
  );
  if (isSame(latest, words, said)) return done(undefined);
  const shown = latest && isSaid(latest) ? latest.id : null;
  if (latest && input.seen !== undefined && input.seen !== shown)
    return refused({ kind: 'readingChanged', field, by: latest.authorId, at: latest.at });
  return done({ indicator, year, input, replaces: latest?.id ?? null });
}

function checkSaid(
  { unit }: ActionIndicator,
  field: string,
  said: Said | null,
): Refusal | undefined {
  if (said === null) return undefined;
  if (said.kind === 'notApplicable')
    return said.reason === '' ? { kind: 'invalid', field, why: 'empty' } : undefined;
  if ((unit === 'text') !== (said.kind === 'text'))
    return { kind: 'invalid', field, why: 'unknown' };
  if (said.kind === 'text')
    return said.text === '' ? { kind: 'invalid', field, why: 'empty' } : undefined;
  return isWithinUnit(unit, said.value) ? undefined : { kind: 'invalid', field, why: 'outOfRange' };
}

function checkLength(field: string, said: Said | null): Refusal | undefined {
  const long = (wordsOf(said)?.length ?? 0) > maxReadingText;
  return long ? { kind: 'invalid', field, why: 'tooLong' } : undefined;
}

function wordsOf(said: Said | null): string | undefined {
  if (said === null || said.kind === 'value') return undefined;
  return said.kind === 'text' ? said.text : said.reason;
}

function isSame(
  latest: Reading | undefined,
  words: string | undefined,
  said: Said | null,
): boolean {
  if (!latest || !isSaid(latest)) return said === null;
  if (said === null) return false;
  if (said.kind === 'value') return latest.value === said.value;
  return latest.notApplicable === (said.kind === 'notApplicable') && words === wordsOf(said);
}

async function writeReading(context: Context, change: Change): Promise<Reading> {
  const { indicator, year, input, replaces } = change;
  const { period, said } = input;
  const words = wordsOf(said);
  const text: SavedText | undefined =
    words === undefined ? undefined : await keepText(context, words);
  const reading: Reading = {
    id: context.newId(),
    actionId: indicator.actionId,
    indicatorId: indicator.id,
    year,
    period,
    value: said?.kind === 'value' ? said.value : null,
    textId: text?.id ?? null,
    notApplicable: said?.kind === 'notApplicable',
    at: context.now,
    authorId: context.actor.personId,
    replaces,
  };
  await insertReading(context.db, reading);
  await journal(context, {
    act: 'reading.recorded',
    subjectKind: 'reading',
    subjectId: reading.id,
    payload: {
      action: reading.actionId,
      indicator: reading.indicatorId,
      year,
      period,
      value: reading.value,
      notApplicable: reading.notApplicable,
      replaces,
      text: text?.hash ?? null,
    },
  });
  return reading;
}
