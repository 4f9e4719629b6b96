/**
 * Indicators against their targets, and the effects produced on each axis (PTI 2022-2025, §1.4).
 * Only what can be added up is: counts of one template, never percentages.
 */
import {
  completedSince,
  isAskedIn,
  isGroupAskedIn,
  type MeasuredAction,
  yearsAsked,
  yearsOfGroup,
} from '../indicators/asked.ts';
import type { IndicatorTemplate, PactDefinition } from '../pact.ts';
import { parisDay, parisInstant } from '../paris-time.ts';
import type { StandingAction } from './actions.ts';
import type { EvaluationFact, IndicatorFact, IndicatorTerms, ReadingFact } from './facts.ts';
import type { GroupFigures } from './groups.ts';
import { termsAt } from './indicator-history.ts';
import type { Period } from './period.ts';

export interface IndicatorFigures {
  readonly indicator: IndicatorFact;
  /** In force at the end of the year that is shown: a later target changes nothing of it. */
  readonly terms: IndicatorTerms;
  readonly action: StandingAction;
  /** The year whose reading is given: the last one read, when the whole pact is asked about. */
  readonly year: number | null;
  readonly value: number | null;
  readonly hasText: boolean;
  /** «Sans objet» for the year. */
  readonly notApplicable: boolean;
  /** The value of the year before. */
  readonly previous: number | null;
  /** `null` without a target or without a value. */
  readonly reached: boolean | null;
}

export interface TargetCounts {
  readonly indicators: number;
  readonly answered: number;
  readonly notApplicable: number;
  readonly withTarget: number;
  readonly reached: number;
  readonly missed: number;
}

export interface AxisEffects extends TargetCounts {
  readonly axis: string;
  readonly templates: readonly TemplateEffects[];
}

/** What the actions of an axis say of one indicator of the pact. */
export interface TemplateEffects {
  readonly template: string;
  readonly unit: IndicatorTemplate['unit'];
  readonly answers: number;
  /** Of counts. */
  readonly sum: number | null;
  /** Of percentages, which are never averaged as if all actions weighed the same. */
  readonly least: number | null;
  readonly most: number | null;
}

export interface EvaluationFigures {
  /** Groups that stand at the end of it, and whose actions are asked about the year. */
  readonly expected: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly toAmend: number;
}

export function indicatorFigures(
  indicators: readonly IndicatorFact[],
  readings: readonly ReadingFact[],
  actions: readonly StandingAction[],
  period: Period,
): readonly IndicatorFigures[] {
  const standing = new Map(actions.map((action) => [action.fact.id, action]));
  const readingsOf = Map.groupBy(readings, ({ indicatorId }) => indicatorId);
  const endOf = endsOfYears(period);
  const figures: IndicatorFigures[] = [];
  for (const indicator of indicators) {
    const action = standing.get(indicator.actionId);
    if (!action || !isFollowed(indicator, action, period)) continue;
    const own = readingsOf.get(indicator.id) ?? [];
    const year = yearOf(own, period);
    if (year === null && !isAsked(indicator, action, period)) continue;
    const terms = termsAt(indicator, endOf(year));
    const now = year === null ? none : readingOf(terms, own, year);
    const previous = year === null ? null : readingOf(terms, own, year - 1).value;
    const { target } = terms;
    const reached = target === null || now.value === null ? null : now.value >= target;
    figures.push({ indicator, terms, action, year, ...now, previous, reached });
  }
  return figures;
}

function isFollowed(
  { createdAt, retiredAt }: IndicatorFact,
  { status }: StandingAction,
  { before }: Period,
): boolean {
  return status !== 'abandoned' && createdAt < before && !(retiredAt && retiredAt < before);
}

/** Whether the action has still to answer for the year; over the whole pact, whether it ever had. */
function isAsked(indicator: IndicatorFact, action: StandingAction, { span, before }: Period) {
  if (span.kind !== 'year') return true;
  return isAskedIn(yearsAsked(measured([indicator], action, before)), span.year);
}

function measured(
  indicators: readonly IndicatorFact[],
  { fact, status }: StandingAction,
  before: string,
): MeasuredAction {
  const since = indicators.reduce(
    (first, { createdAt }) => (createdAt < first ? createdAt : first),
    before,
  );
  const completed = completedSince(fact.statuses.filter(({ at }) => at < before));
  return {
    status,
    measuredFrom: parisDay(since),
    completedOn: completed === undefined ? null : parisDay(completed),
  };
}

function yearOf(own: readonly ReadingFact[], { span, until }: Period): number | null {
  const end = span.kind === 'year' ? span.year : Number(until.slice(0, 4));
  let latest: number | null = null;
  for (const { year } of own)
    if (year <= end && (span.kind !== 'year' || year === end) && year > (latest ?? 0))
      latest = year;
  return latest;
}

/** The first instant after what is shown: a year of the period, or the whole of it. */
function endsOfYears({ before }: Period): (year: number | null) => string {
  const known = new Map<number | null, string>([[null, before]]);
  return (year) => {
    const found = known.get(year);
    if (found !== undefined || year === null) return found ?? before;
    const after = parisInstant(`${year + 1}-01-01`, '00:00');
    const end = after < before ? after : before;
    known.set(year, end);
    return end;
  };
}

type Said = Pick<IndicatorFigures, 'value' | 'hasText' | 'notApplicable'>;

const none: Said = { value: null, hasText: false, notApplicable: false };

/** Counts of the periods of a year add up; of percentages the last one stands for the year. */
function readingOf({ unit }: IndicatorTerms, own: readonly ReadingFact[], wanted: number): Said {
  let sum = 0;
  let last: ReadingFact | undefined;
  let [said, hasText, notApplicable] = [false, false, true];
  for (const reading of own) {
    if (reading.year !== wanted) continue;
    said = true;
    hasText ||= reading.hasText;
    notApplicable &&= reading.notApplicable;
    if (reading.value === null) continue;
    sum += reading.value;
    if (!last || reading.period > last.period) last = reading;
  }
  if (!said) return none;
  return { value: unit === 'count' && last ? sum : (last?.value ?? null), hasText, notApplicable };
}

export function countTargets(indicators: readonly IndicatorFigures[]): TargetCounts {
  const count = (is: (one: IndicatorFigures) => boolean) => indicators.filter(is).length;
  return {
    indicators: indicators.length,
    answered: count(({ value, hasText }) => value !== null || hasText),
    notApplicable: count(({ notApplicable }) => notApplicable),
    withTarget: count(({ terms }) => terms.target !== null),
    reached: count(({ reached }) => reached === true),
    missed: count(({ reached }) => reached === false),
  };
}

/** Targets are reached, missed, or of an indicator that has no value. */
export function withoutValue({ withTarget, reached, missed }: TargetCounts): number {
  return withTarget - reached - missed;
}

/** An action of several axes counts in each. */
export function axisEffects(
  indicators: readonly IndicatorFigures[],
  pact: PactDefinition,
): readonly AxisEffects[] {
  return pact.axes.map(({ code }) => {
    const own = indicators.filter(({ action }) => action.about.axes.includes(code));
    return { axis: code, ...countTargets(own), templates: templateEffects(own, pact) };
  });
}

function templateEffects(
  indicators: readonly IndicatorFigures[],
  pact: PactDefinition,
): readonly TemplateEffects[] {
  return pact.indicators.flatMap(({ code, unit }): TemplateEffects[] => {
    const own = indicators.filter(({ terms }) => terms.template === code);
    const values = own.flatMap(({ value }) => (value === null ? [] : [value]));
    const answers = own.filter(({ value, hasText }) => value !== null || hasText).length;
    if (answers === 0) return [];
    const isShare = unit === 'percentage' && values.length > 0;
    return [
      {
        ...{ template: code, unit, answers },
        sum: unit === 'count' ? values.reduce((total, value) => total + value, 0) : null,
        least: isShare ? Math.min(...values) : null,
        most: isShare ? Math.max(...values) : null,
      },
    ];
  });
}

/** Over the whole pact: of the last year of it. */
export function evaluationFigures(
  evaluations: readonly EvaluationFact[],
  groups: readonly GroupFigures[],
  indicators: readonly IndicatorFigures[],
  { span, until, before }: Period,
): EvaluationFigures {
  const year = span.kind === 'year' ? span.year : Number(until.slice(0, 4));
  const ofGroup = Map.groupBy(indicators, ({ action }) => action.fact.groupId);
  const isExpected = ({ group }: GroupFigures) => {
    if (group.retiredOn !== null && group.retiredOn <= until) return false;
    const byAction = Map.groupBy(ofGroup.get(group.id) ?? [], ({ action }) => action);
    const actions = [...byAction].map(([action, own]) =>
      measured(
        own.map(({ indicator }) => indicator),
        action,
        before,
      ),
    );
    return isGroupAskedIn(yearsOfGroup(actions), year);
  };
  const known = new Set(groups.map(({ group }) => group.id));
  const given = evaluations.filter((one) => one.year === year && known.has(one.groupId));
  const count = (...states: EvaluationFact['state'][]) =>
    given.filter(({ state }) => states.includes(state)).length;
  return {
    expected: groups.filter(isExpected).length,
    submitted: count('submitted', 'accepted', 'toAmend'),
    accepted: count('accepted'),
    toAmend: count('toAmend'),
  };
}
