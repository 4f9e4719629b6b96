/**
 * What the journal tells of indicators: what each aims at, every reading, where each evaluation
 * stands, what was decided of campaigns, and the actions held up as good practice.
 */
import type { Reader } from './journal-reader.ts';

interface ReplayedIndicator {
  readonly actionId: string;
  readonly unit: string;
  readonly target: number | null;
  readonly period: string;
  readonly template: string | null;
  readonly family: string;
}

interface ReplayedReading {
  readonly actionId: string;
  readonly indicatorId: string;
  readonly year: number | null;
  readonly period: string;
  readonly value: number | null;
  /** Its words, or why it is not applicable, were given: they may be erased since. */
  readonly hasText: boolean;
  readonly notApplicable: boolean;
  readonly replaces: string | null;
}

interface ReplayedEvaluation {
  /** Code of the group. */
  readonly group: string;
  readonly pactId: string;
  readonly year: number | null;
  state: string;
}

interface ReplayedCampaign {
  openedAt: string | null;
  closedAt: string | null;
}

export interface IndicatorReplay {
  /** Those still followed, of the actions whose rows told them. */
  readonly indicators: Map<string, ReplayedIndicator>;
  readonly readings: Map<string, ReplayedReading>;
  readonly evaluations: Map<string, ReplayedEvaluation>;
  /** By pact and year: «herault-2022-2025 2026». */
  readonly campaigns: Map<string, ReplayedCampaign>;
  /** By action. */
  readonly practices: Map<string, { readonly markedAt: string }>;
}

export function noIndicators(): IndicatorReplay {
  return {
    indicators: new Map(),
    readings: new Map(),
    evaluations: new Map(),
    campaigns: new Map(),
    practices: new Map(),
  };
}

interface Row {
  readonly at: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

type Change = (state: IndicatorReplay, row: Row, read: Reader) => void;

/** Rows written before targets were journaled say nothing of them. */
const setIndicators: Change = (state, { subjectId: actionId, payload }) => {
  if (!Array.isArray(payload.indicators)) return;
  for (const [id, indicator] of state.indicators)
    if (indicator.actionId === actionId) state.indicators.delete(id);
  for (const { id, ...facts } of payload.indicators as ({ id: string } & ReplayedIndicator)[])
    state.indicators.set(id, { ...facts, actionId });
};

const setState =
  (to: string): Change =>
  (state, { subjectId }) => {
    const evaluation = state.evaluations.get(subjectId);
    if (evaluation) evaluation.state = to;
  };

const decide =
  (what: keyof ReplayedCampaign): Change =>
  (state, { at, subjectId }, read) => {
    const key = `${subjectId} ${read.count('year')}`;
    const known = state.campaigns.get(key) ?? { openedAt: null, closedAt: null };
    state.campaigns.set(key, { ...known, [what]: at });
  };

export const indicatorChanges: Readonly<Record<string, Change>> = {
  'action.created': setIndicators,
  'action.amended': setIndicators,
  'reading.recorded': (state, { subjectId }, read) => {
    state.readings.set(subjectId, {
      actionId: read.word('action'),
      indicatorId: read.word('indicator'),
      year: read.count('year'),
      period: read.word('period'),
      value: read.count('value'),
      hasText: read.wordOrNull('text') !== null,
      notApplicable: read.flag('notApplicable'),
      replaces: read.wordOrNull('replaces'),
    });
  },
  'evaluation.started': (state, { subjectId }, read) => {
    state.evaluations.set(subjectId, {
      group: read.word('group'),
      pactId: read.word('pact'),
      year: read.count('year'),
      state: 'draft',
    });
  },
  'evaluation.submitted': setState('submitted'),
  'evaluation.accepted': setState('accepted'),
  'evaluation.returned': setState('toAmend'),
  'evaluation.reopened': setState('draft'),
  'campaign.opened': decide('openedAt'),
  'campaign.closed': decide('closedAt'),
  'practice.marked': (state, { at, subjectId }) => {
    state.practices.set(subjectId, { markedAt: at });
  },
  'practice.unmarked': (state, { subjectId }) => {
    state.practices.delete(subjectId);
  },
};
