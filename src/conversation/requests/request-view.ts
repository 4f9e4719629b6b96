/** A request as people read it: names and words in place of ids, made from its events. */
import type { StepRule } from '../../domain/pact.ts';
import type { RequestStanding } from '../../store/schema.ts';

export interface RequestView {
  readonly id: string;
  readonly code: string;
  readonly circuitLabel: string;
  /** «THA-3 - Navette…». */
  readonly subjectTitle: string;
  /** What an approval would do: «Il est demandé de passer l’action de « en cours » à « réalisée ».». */
  readonly wanted: string;
  /** What is computed of the group over the year, for an evaluation. */
  readonly computed?: string;
  /** The action it is about. */
  readonly action?: string;
  /** What is decided upon: the values submitted, what an action that begins is to do. */
  readonly values: readonly ShownValues[];
  /** The evaluation it is about: its group and its year. */
  readonly evaluation?: { readonly group: string; readonly year: number };
  /** What the requester wrote when asking. */
  readonly comment?: string;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly askedAt: string;
  readonly standing: RequestStanding;
  /** «Approuvée par Claire Vidal le 12 mars à 14 h.» */
  readonly outcomeWords: string;
  /** «approuvée». */
  readonly outcomeShort: string;
  /** Of what is shown: an answer is bound to it. */
  readonly version: number;
  /** Changes were asked for: the requester has the hand. */
  readonly toAmend: boolean;
  /** Working days since it was asked. */
  readonly elapsed: number;
  readonly steps: readonly StepView[];
  /** Who may answer now. */
  readonly asked: readonly AskedView[];
}

/** The values of one action, a line each. */
export interface ShownValues {
  /** «THA-3 - Navette…». */
  readonly title: string;
  readonly lines: readonly string[];
}

export interface StepView {
  readonly code: string;
  readonly label: string;
  readonly standing:
    | 'waiting'
    | 'open'
    | 'approved'
    | 'refused'
    | 'changesAsked'
    | 'skipped'
    | 'cancelled';
  readonly dueOn?: string;
  /** How the answers make the decision. */
  readonly rule: StepRule;
  /** Day it was first asked. */
  readonly openedOn?: string;
  /** Working days the step was or has been open. */
  readonly elapsed?: number;
  readonly seats: readonly SeatView[];
  /** Every answer of every round, and what was amended in between, in order. */
  readonly history: readonly SaidView[];
}

export interface SaidView {
  readonly kind: 'answer' | 'changesAsked' | 'amended';
  /** «Approuvée par Karim Haddad le 3 mars à 10 h». */
  readonly words: string;
  readonly comment?: string;
}

export interface SeatView {
  readonly id: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly standing: 'asked' | 'internal' | 'answered' | 'vacant' | 'withdrawn' | 'later';
  readonly internalUntil?: string;
  /** The chargée de mission was told that nobody answers. */
  readonly escalated: boolean;
}

export interface AskedView {
  readonly personId: string;
  readonly step: string;
  readonly round: number;
  readonly seat: string;
  /** The chargée de mission's own seat: asked and answered in her channel. */
  readonly officer: boolean;
  /** Name of the substitute that the request may be passed to. */
  readonly substitute?: string;
  /** Name of the holder in whose place they answer. */
  readonly inPlaceOf?: string;
}
