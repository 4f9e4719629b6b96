/**
 * The bilan: one computation, from which the chat, the pictures, the documents and the exports all
 * take their figures (PTI 2022-2025, §1.4). A pure function of the facts and of the question, so
 * that the bilan of 2026 is the same whenever it is asked for.
 */
import {
  type ActionCounts,
  countActions,
  type StandingAction,
  standingActions,
} from './actions.ts';
import { type BodyFigures, bodyFigures } from './bodies.ts';
import { type CountsOf, countsBy, type TerritoryFigures, territoryFigures } from './breakdown.ts';
import { type CircuitFigures, circuitFigures } from './circuit.ts';
import { type CoverageFigures, coverageFigures } from './coverage.ts';
import type { ReviewFacts } from './facts.ts';
import { type Concertations, type GroupFigures, groupFigures, sumConcertations } from './groups.ts';
import {
  type AxisEffects,
  axisEffects,
  countTargets,
  type EvaluationFigures,
  evaluationFigures,
  type IndicatorFigures,
  indicatorFigures,
  type TargetCounts,
} from './indicators.ts';
import { type PartnerFigures, partnerFigures, type VacantSeats, vacantSeats } from './partners.ts';
import { type Period, periodOf, type Question, type Scope } from './period.ts';
import { within } from './scope.ts';
import { type YearFigures, yearFigures } from './years.ts';

export interface Review {
  readonly pactId: string;
  readonly period: Period;
  readonly scope: Scope;
  readonly trackedFrom: string;
  readonly actions: ActionCounts;
  readonly byAxis: readonly CountsOf[];
  readonly byTheme: readonly CountsOf[];
  readonly byAudience: readonly CountsOf[];
  readonly byTerritory: readonly TerritoryFigures[];
  readonly groups: readonly GroupFigures[];
  /** Those at work in the period, and of these the ones on several territories, counted once. */
  readonly groupCount: number;
  readonly sharedGroups: number;
  readonly sharedActions: number;
  readonly concertations: Concertations;
  readonly bodies: BodyFigures;
  readonly circuit: CircuitFigures;
  readonly partners: PartnerFigures;
  readonly vacant: VacantSeats;
  readonly coverage: CoverageFigures;
  readonly effects: readonly AxisEffects[];
  readonly targets: TargetCounts;
  readonly evaluations: EvaluationFigures;
  readonly years: readonly YearFigures[];
  /** What the lists of the documents are made of, in the order of the codes. */
  readonly actionList: readonly StandingAction[];
  readonly indicatorList: readonly IndicatorFigures[];
}

export function computeReview(all: ReviewFacts, question: Question): Review {
  const period = periodOf(question.span, all, question.today);
  const { scope } = question;
  const facts = within(all, scope, period);
  const { pact } = facts;
  const actions = standingActions(facts.actions, facts.blockers, period);
  const created = facts.groups.filter(({ createdAt }) => createdAt < period.before);
  const groups = groupFigures(created, { ...facts, actions, period });
  const indicators = indicatorFigures(facts.indicators, facts.readings, actions, period);
  const groupById = new Map(facts.groups.map((group) => [group.id, group]));
  const isShared = ({ fact }: StandingAction) =>
    (groupById.get(fact.groupId)?.territories.length ?? 0) > 1;
  return {
    pactId: pact.id,
    period,
    scope,
    trackedFrom: facts.trackedFrom,
    actions: countActions(actions),
    byAxis: countsBy(pact.axes, actions, ({ about }) => about.axes),
    byTheme: countsBy(pact.themes, actions, ({ about }) => about.themes),
    byAudience: countsBy(pact.audiences, actions, ({ about }) => about.audiences),
    byTerritory: territoryFigures(pact, actions, groups, scope),
    groups,
    groupCount: groups.filter(({ standing }) => standing).length,
    sharedGroups: groups.filter(({ standing, shared }) => standing && shared).length,
    sharedActions: actions.filter(isShared).length,
    concertations: sumConcertations(groups),
    bodies: bodyFigures(facts, period, scope),
    circuit: circuitFigures(
      facts.requests,
      pact,
      period,
      scope.kind === 'structure' ? scope.code : undefined,
    ),
    partners: partnerFigures(facts, actions, period),
    vacant: vacantSeats(facts, groups, period, scope),
    coverage: coverageFigures(actions, groupById, pact, scope),
    effects: axisEffects(indicators, pact),
    targets: countTargets(indicators),
    evaluations: evaluationFigures(facts.evaluations, groups, indicators, period),
    years: yearFigures(facts, question, period.until),
    actionList: actions,
    indicatorList: indicators,
  };
}
