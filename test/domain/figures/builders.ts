/** A pact of two territories and plain facts about it, so that each test reads as its rule. */
import type {
  ActionFact,
  GroupFact,
  HeldMeeting,
  IndicatorFact,
  IndicatorTerms,
  ReadingFact,
  RequestFact,
  ReviewFacts,
  SeatMandate,
} from '../../../src/domain/figures/facts.ts';
import type { Question, Scope } from '../../../src/domain/figures/period.ts';
import { computeReview, type Review } from '../../../src/domain/figures/review.ts';
import type { PactDefinition } from '../../../src/domain/pact.ts';
import type { ActionStatus } from '../../../src/domain/terms.ts';
import { pact as bare } from '../obligations/builders.ts';

const item = { aliases: [] };

export const pact: PactDefinition = {
  ...bare,
  axes: [
    { ...item, code: 'A1', label: 'Freins', number: 1 },
    { ...item, code: 'A2', label: 'Travail', number: 2 },
  ],
  themes: [
    { ...item, code: 'mobilité', label: 'Mobilité', axis: 'A1', examples: [] },
    { ...item, code: 'logement', label: 'Logement', axis: 'A1', examples: [] },
  ],
  audiences: [
    { ...item, code: 'jeunes', label: 'Jeunes' },
    { ...item, code: 'seniors', label: 'Séniors' },
  ],
  structures: [
    { ...item, code: 'DEP', label: 'Département', category: 'department', signatory: true },
    { ...item, code: 'CAF', label: 'CAF', category: 'socialSecurity', signatory: true },
    {
      ...item,
      code: 'FT',
      label: 'France Travail',
      category: 'publicEmploymentService',
      signatory: false,
    },
  ],
  indicators: [
    {
      ...{ code: 'mobilisation', label: 'Mobilisation', family: 'effects', unit: 'count' },
      ...{ period: 'year', themes: [] },
    },
    {
      ...{ code: 'retour', label: 'Retour à l’emploi', family: 'effects', unit: 'percentage' },
      ...{ period: 'year', themes: [] },
    },
  ],
};

/** Paris noon of a day. */
export const at = (day: string): string => `${day}T11:00:00.000Z`;

export function group(id: string, spec: Partial<GroupFact> = {}): GroupFact {
  return {
    ...{ id, code: id.toUpperCase(), territories: ['THA'], createdAt: at('2027-01-05') },
    ...{ retiredOn: null, ...spec },
  };
}

/** `steps`: days and the status each led to; created on the first of them. */
export function action(
  id: string,
  steps: readonly (readonly [day: string, to: ActionStatus])[],
  spec: {
    group?: string;
    axes?: readonly string[];
    themes?: readonly string[];
    audiences?: readonly string[];
    structures?: readonly string[];
    experimentation?: boolean;
    amended?: readonly { day: string; axes?: readonly string[]; structures?: readonly string[] }[];
  } = {},
): ActionFact {
  const createdAt = at(steps[0]?.[0] ?? '2027-01-05');
  const first = {
    at: createdAt,
    axes: spec.axes ?? ['A1'],
    themes: spec.themes ?? ['mobilité'],
    audiences: spec.audiences ?? ['jeunes'],
    structures: spec.structures ?? ['CAF'],
    experimentation: spec.experimentation ?? false,
  };
  return {
    ...{ id, code: id.toUpperCase(), groupId: spec.group ?? 'g1', createdAt },
    statuses: steps.map(([day, to]) => ({ at: at(day), to })),
    classifications: [
      first,
      ...(spec.amended ?? []).map(({ day, ...change }) => ({ ...first, ...change, at: at(day) })),
    ],
  };
}

export function seat(spec: Partial<SeatMandate> & Pick<SeatMandate, 'role'>): SeatMandate {
  return {
    ...{ structure: null, territory: null, groupId: null },
    ...{ startsOn: '2027-01-01', endsOn: null, held: true, ...spec },
  };
}

export function meeting(on: string, participants: number, of = 'g1'): HeldMeeting {
  return { body: 'workingGroup', of, on, participants };
}

export function request(spec: Partial<RequestFact> = {}): RequestFact {
  return {
    circuit: { code: 'réalisation', label: 'Réalisation' },
    steps: [
      { code: 'structures', label: 'Référents des structures engagées', delay: 10 },
      { code: 'visa', label: 'Visa', delay: 5 },
    ],
    ...{ subjectKind: 'action', subjectId: 'a1', askedOn: '2027-03-01' },
    ...{ rounds: [], answers: [], end: null, ...spec },
  };
}

/** `retargeted`: days and the target each set. */
export function indicator(
  id: string,
  actionId: string,
  {
    retargeted = [],
    createdAt = at('2027-01-05'),
    retiredAt = null,
    ...spec
  }: Partial<Omit<IndicatorTerms, 'at'> & Pick<IndicatorFact, 'createdAt' | 'retiredAt'>> & {
    retargeted?: readonly (readonly [day: string, target: number | null])[];
  } = {},
): IndicatorFact {
  const first: IndicatorTerms = {
    ...{ at: createdAt, unit: 'count', family: 'effects', template: null, target: null },
    ...spec,
  };
  const later = retargeted.map(([day, target]) => ({ ...first, at: at(day), target }));
  return { id, actionId, createdAt, retiredAt, terms: [first, ...later] };
}

export function reading(
  indicatorId: string,
  year: number,
  value: number | null,
  spec: Partial<ReadingFact> = {},
): ReadingFact {
  return {
    ...{ indicatorId, year, period: `${year}`, value },
    ...{ hasText: false, notApplicable: false, ...spec },
  };
}

export function facts(spec: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    ...{ pact, trackedFrom: '2027-01-01', groups: [group('g1')], actions: [] },
    ...{ blockers: [], meetings: [], mandates: [], requests: [] },
    ...{ signatories: [], indicators: [], readings: [], evaluations: [], ...spec },
  };
}

export const wholePact: Scope = { kind: 'pact' };

/** The bilan of a year, asked in 2029 unless said otherwise. */
export function reviewOf(
  known: ReviewFacts,
  year: number | 'pact' = 2027,
  question: Partial<Question> = {},
): Review {
  return computeReview(known, {
    span: year === 'pact' ? { kind: 'pact' } : { kind: 'year', year },
    ...{ scope: wholePact, today: '2029-06-01', ...question },
  });
}
